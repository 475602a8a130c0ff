import { describe, expect, it } from 'vitest';
import type { LiveStreamMonitorInfo } from '../../../src/live/catalogue/types.generated.ts';
import { fingerprint } from '../../../src/json.ts';
import { createAsker, createFakeLive } from '../asking.ts';

function wall(): LiveStreamMonitorInfo {
  return {
    MonitorId: 'm-1',
    MonitorName: 'wall',
    Status: 0,
    StartTime: 100,
    StopTime: 200,
    UpdateTime: 300,
    OutputInfo: { OutputStreamWidth: 1920, OutputStreamHeight: 1080, OutputStreamName: 'wall' },
    InputList: [
      {
        InputStreamName: 'main',
        InputDomain: 'push.example.com',
        InputApp: 'live',
        InputUrl: 'rtmp://a/b/c?sign=1',
      },
      { InputStreamName: 'caster', CasterInputIndex: 10001 },
    ],
    AudibleInputIndexList: [],
    CheckStreamBroken: 1,
  };
}

function monitors(info: LiveStreamMonitorInfo, during: () => void = () => undefined) {
  let clock = 1000;
  return createFakeLive({
    DescribeLiveStreamMonitorList: () => ({ TotalNum: 1, LiveStreamMonitors: [info] }),
    DescribeLiveStreamMonitor: () => ({ LiveStreamMonitor: info }),
    StartLiveStreamMonitor: ({ AudibleInputIndexList = [] }) => {
      Object.assign(info, { Status: 1, StartTime: (clock += 10), AudibleInputIndexList });
      during();
      return {};
    },
    StopLiveStreamMonitor: () => {
      Object.assign(info, { Status: 0, StopTime: (clock += 10) });
      during();
      return {};
    },
  });
}

describe('monitors', () => {
  it.each<[string, (info: LiveStreamMonitorInfo) => void, boolean]>([
    ['another stream behind an input', (info) => (info.InputList![0]!.InputStreamName = 'secret'), false],
    ['another domain', (info) => (info.InputList![0]!.InputDomain = 'b.example.com'), false],
    ['PVW in place of PGM', (info) => (info.InputList![1]!.CasterInputIndex = 10000), false],
    ['another caster', (info) => (info.CasterId = '63502'), false],
    ['another output stream', (info) => (info.OutputInfo!.OutputStreamName = 'public'), false],
    ['another check', (info) => (info.CheckStreamBroken = 0), false],
    ['callbacks to somewhere else', (info) => (info.NotifyPolicy = { CallbackUrl: 'x' }), false],
    ['the other way round', (info) => info.InputList!.reverse(), false],
    [
      'an address that is signed anew',
      (info) => (info.InputList![0]!.InputUrl = 'rtmp://a/b/c?sign=2'),
      true,
    ],
    ['nothing but the time of the change', (info) => (info.UpdateTime = 301), true],
  ])('monitor start: %s', async (_what, change, same) => {
    const info = wall();
    const asker = createAsker(monitors(info));
    const mark = async () => fingerprint((await asker.preview('monitor start wall')).state);
    const before = await mark();
    change(info);
    expect((await mark()) === before).toBe(same);
  });

  it.each<[string, (info: LiveStreamMonitorInfo) => void, object]>([
    ['with the sound that was asked for', () => undefined, { seen: true }],
    ['with another sound', (info) => (info.AudibleInputIndexList = [2]), { seen: false, maybeOthers: true }],
    ['silent', (info) => (info.AudibleInputIndexList = []), { seen: false, maybeOthers: true }],
    ['with other inputs', (info) => info.InputList!.pop(), { seen: false, maybeOthers: true }],
    ['not', (info) => (info.Status = 0), { seen: false }],
  ])('monitor start: it runs %s', async (_how, during, expected) => {
    const info = wall();
    const live = monitors(info, () => during(info));
    const { verified } = await createAsker(live).act('monitor start wall 1');
    const { seen, maybeOthers } = verified;
    expect({ seen, ...(maybeOthers && { maybeOthers }) }).toEqual(expected);
  });

  it.each<[string, string, (info: LiveStreamMonitorInfo) => void, string]>([
    ['start', 'nothing happened', () => undefined, 'StopLiveStreamMonitor'],
    ['start', 'somebody stopped and started it', (info) => (info.StartTime = 5000), 'airdesk.changed'],
    ['start', 'it is heard otherwise', (info) => (info.AudibleInputIndexList = [2]), 'airdesk.changed'],
    ['start', 'somebody stopped it', (info) => (info.Status = 0), 'airdesk.changed'],
    ['stop', 'nothing happened', () => undefined, 'StartLiveStreamMonitor'],
    ['stop', 'somebody started it', (info) => (info.Status = 1), 'airdesk.changed'],
    ['stop', 'somebody started and stopped it', (info) => (info.StopTime = 5000), 'airdesk.changed'],
    ['stop', 'its inputs are others now', (info) => info.InputList!.pop(), 'airdesk.changed'],
  ])('undo of monitor %s: %s', async (verb, _what, then, expected) => {
    const info = { ...wall(), Status: verb === 'stop' ? 1 : 0 };
    const live = monitors(info);
    const asker = createAsker(live);
    const { undo } = await asker.act(`monitor ${verb} wall${verb === 'start' ? ' 1' : ''}`);
    then(info);
    const came = await asker.undo(undo!).then(
      () => live.writes().at(-1),
      (error: unknown) => (error as { code: string }).code,
    );
    expect(came).toBe(expected);
  });
});
