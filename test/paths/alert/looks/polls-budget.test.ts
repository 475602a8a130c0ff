import { afterEach, describe, expect, it } from 'vitest';
import { liveStream, sceneWith, type ScenePull } from '../../../../sandbox/scene.ts';
import { actions } from '../../../../src/live/catalogue/catalogue.ts';
import { createAlertStage, type AlertStage } from '../alert-stage.ts';

const SHARE = 0.2;
const MINUTES = 15;
const STREAMS = 1000;
const PULLS = 80;

const pull = (at: number): ScenePull => ({
  id: `task-${at}`,
  params: {
    SourceType: 'PullLivePushLive',
    SourceUrls: [`rtmp://src.example.com/live/${at}`],
    DomainName: 'push.example.com',
    AppName: 'live',
    StreamName: `s${at}`,
    Operator: 'test',
  },
  sinceMs: 3_600_000,
  forMs: 36_000_000,
});
const SCENE = sceneWith({
  streams: Array.from({ length: STREAMS }, (_, at) =>
    liveStream(`push.example.com/live/s${at}`, { sinceMs: 3_600_000 }),
  ),
  pulls: Array.from({ length: PULLS }, (_, at) => pull(at)),
  monitors: Array.from({ length: 20 }, (_, at) => ({
    params: {
      MonitorName: `wall-${at}`,
      OutputInfo: { OutputStreamWidth: 1280, OutputStreamHeight: 720 },
      InputList: [{ InputStreamName: `s${at}`, InputDomain: 'push.example.com', InputApp: 'live' }],
      AllowMonitorReport: 1,
    },
    running: true,
  })),
});

let stage: AlertStage;
afterEach(() => stage.stop());

describe('a thousand streams', () => {
  it('all that is looked at by itself stays within a fifth of each rate limit, people are answered, the metrics show it', async () => {
    stage = await createAlertStage(
      ['slack over http', 'discord over http'],
      SCENE,
      'polling: { monitors: { on: true, everySeconds: 60 } }',
    );
    const own: { readonly action: string; readonly at: number }[] = [];
    let known = 0;
    const take = () => {
      const calls = stage.sandbox.calls();
      for (const { action, at } of calls.slice(known)) own.push({ action, at: Date.parse(at) });
      known = calls.length;
    };
    for (let minute = 0; minute < MINUTES; minute += 1) {
      await stage.wait(60_000, 250);
      take();
    }
    const byAction = new Map<string, typeof own>();
    for (const call of own) byAction.set(call.action, [...(byAction.get(call.action) ?? []), call]);
    expect([...byAction.keys()].sort()).toEqual(
      expect.arrayContaining([
        'DescribeBackupStreamList',
        'DescribeCasterList',
        'DescribeLiveDomainCertBindings',
        'DescribeLivePackageInfo',
        'DescribeLivePullStreamTaskStatus',
        'DescribeLiveStreamEventList',
        'DescribeLiveStreamOnlineList',
        'DescribeLiveStreamPushInfoList',
        'DescribeMonitorReport',
      ]),
    );
    for (const [action, calls] of byAction) {
      const allowed = (actions[action]?.rateLimit ?? 20) * SHARE;
      const most = mostInASecond(calls.map(({ at }) => at));
      expect(most, action).toBeLessThanOrEqual(Math.ceil(allowed) + 1);
      expect(calls.length / (MINUTES * 60), action).toBeLessThanOrEqual(allowed);
    }
    // A call a thousand pushes, not one for each.
    const pages = Math.ceil((STREAMS + PULLS) / 1000);
    expect(byAction.get('DescribeLiveStreamPushInfoList')?.length).toBeLessThan(MINUTES * 2.5 * pages);
    expect(byAction.get('DescribeLiveStreamOnlineList')?.length).toBeLessThanOrEqual(4 * (STREAMS / 100));
    expect(await stage.metric('airdesk_poll_calls_total')).toBe(own.length);
    expect(await stage.metric('airdesk_poll_looks_total')).toBeGreaterThan(60);
    const asked = stage.clock.now();
    await stage.driver.say('engineer', 'stream show push.example.com/live/s7');
    await stage.expectMessage(/^.*push\.example\.com\/live\/s7$/m);
    expect(stage.clock.now() - asked).toBeLessThan(3000);
    expect(stage.cards(/CRITICAL|WARNING/)).toEqual([]);
  }, 300_000);
});

function mostInASecond(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  const within = sorted.map((from, at) => sorted.slice(at).filter((time) => time < from + 1000).length);
  return Math.max(0, ...within);
}
