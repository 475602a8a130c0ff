import { describe, expect, it } from 'vitest';
import type {
  CasterDisplayInfo,
  CasterInputInfo,
  CasterLayoutInfo,
  CasterMarkPicInfo,
  CasterMarkWordInfo,
  CasterOutputInfo,
  LiveStreamMonitorInfo,
} from '../../src/live/catalogue/types.generated.ts';
import { LiveError } from '../../src/live/live-error.ts';
import { type Answers, createAsker, createFakeLive, NOW, textOf } from './asking.ts';
import { fingerprint } from '../../src/json.ts';

/** A caster whose PGM shows layout 1 and whose PVW shows layout 2, with everything behind the numbers. */
function studio() {
  const state = {
    since: NOW / 1000 - 3600,
    pgm: { LayoutIndex: 1 } as CasterDisplayInfo | undefined,
    pvw: {
      LayoutIndex: 2,
      MarkPicIndexList: [1],
      MarkWordIndexList: [1],
      AudioIndexList: [3],
      TransitionType: 'fade',
    } as CasterDisplayInfo | undefined,
    inputs: [
      { InputIndex: 1, InputType: 0, InputUrl: 'rtmp://in/live/cam?txSecret=1', Description: 'Camera' },
      { InputIndex: 2, InputType: 2, InputUrl: 'rtmp://far/live/feed?token=a', Volume: 100 },
      { InputIndex: 3, InputType: 1, InputUrls: ['https://x/bed.mp4'], LoopNumber: -1 },
      { InputIndex: 4, InputType: 3, InputUrl: 'https://x/slate.png' },
    ] as CasterInputInfo[],
    layouts: [
      { LayoutIndex: 1, InputIndexList: '1' },
      {
        LayoutIndex: 2,
        InputIndexList: '1|2',
        LayoutTemplateId: 20,
        LayoutWidth: 1280,
        LayoutHeight: 720,
        LayoutParams: [
          { LayerId: 1, LayerWidth: 0.5, LayerHeight: 1, LayerLocationX: 0, LayerLocationY: 0 },
          { LayerId: 2, LayerWidth: 0.5, LayerHeight: 1, LayerLocationX: 0.5, LayerLocationY: 0 },
        ],
      },
    ] as CasterLayoutInfo[],
    pictures: [
      { MarkPicIndex: 1, MarkPicUrl: 'https://x/logo.png', MarkPicWidth: 100 },
      { MarkPicIndex: 2, MarkPicUrl: 'https://x/other.png' },
    ] as CasterMarkPicInfo[],
    texts: [{ MarkWordIndex: 1, MarkWordText: 'LIVE', MarkWordFontSize: 24n }] as CasterMarkWordInfo[],
    outputs: [
      { OutputIndex: 0, OutputUrl: 'rtmp://own/live/pgm?sign=1', OutputStreamId: 'pgm' },
      { OutputIndex: 1, OutputUrl: 'rtmp://third/party?key=a' },
    ] as CasterOutputInfo[],
  };
  const status = () => (state.pgm ? 1 : 0) + (state.pvw ? 2 : 0);
  const answers = {
    DescribeCasterList: () => ({
      CasterList: [{ CasterId: 7, CasterName: 'studio', Status: status(), ExpireTime: -1 }],
    }),
    DescribeCasterDisplayInfo: () => ({
      Status: status(),
      PvwDisplayInfo: state.pvw ?? {},
      PgmDisplayInfo: state.pgm ?? {},
      StartLiveTime: state.since,
    }),
    // In another order at every reading.
    DescribeCasterInputInfos: () => ({ InputInfos: [...state.inputs.reverse()] }),
    DescribeCasterLayoutInfos: () => ({ LayoutInfos: [...state.layouts.reverse()] }),
    DescribeCasterMarkPicInfos: () => ({ MarkPicInfos: [...state.pictures.reverse()] }),
    DescribeCasterMarkWordInfos: () => ({ MarkWordInfos: state.texts }),
    DescribeCasterOutputInfos: () => ({ OutputInfos: [...state.outputs.reverse()] }),
    CreateCasterPgm: ({ PgmDisplayInfo }: { PgmDisplayInfo: CasterDisplayInfo }) => {
      if (!state.pgm) state.since = NOW / 1000;
      state.pgm = PgmDisplayInfo;
      return { PgmPlayUrl: '', CdnPlayUrl: '', CdnStreamId: '', PgmWebRTCPlayUrl: '' };
    },
    CreateCasterPvw: ({ PvwDisplayInfo }: { PvwDisplayInfo: CasterDisplayInfo }) => {
      state.pvw = PvwDisplayInfo;
      return { PvwPlayUrl: '', PvwWebRTCPlayUrl: '' };
    },
    StopCasterPgm: () => {
      state.pgm = undefined;
      return {};
    },
    StopCasterPvw: () => {
      state.pvw = undefined;
      return {};
    },
  };
  const input = (index: number) => state.inputs.find((each) => Number(each.InputIndex) === index)!;
  const layout = (index: number) => state.layouts.find((each) => Number(each.LayoutIndex) === index)!;
  const picture = (index: number) => state.pictures.find((each) => Number(each.MarkPicIndex) === index)!;
  return { state, answers, input, layout, picture };
}

type Studio = ReturnType<typeof studio>;
const SHOWN = 'caster take 7';

describe('what a picture of a caster is bound to', () => {
  const mark = async (one: Studio, line: string) =>
    fingerprint((await createAsker(createFakeLive(one.answers)).preview(line)).state);

  it.each<[string, (one: Studio) => void]>([
    ['another stream is pulled', (one) => (one.input(2).InputUrl = 'rtmp://far/live/secret?token=a')],
    ['it is pulled with another key', (one) => (one.input(2).InputUrl = 'rtmp://far/live/feed?token=b')],
    ['another address is pushed to', (one) => (one.input(1).InputUrl = 'rtmp://in/live/cam2?txSecret=1')],
    ['another volume', (one) => (one.input(2).Volume = 0)],
    ['another kind of input', (one) => (one.input(1).InputType = 4)],
    ['another file is heard', (one) => (one.input(3).InputUrls = ['https://x/ad.mp4'])],
    ['another order of the layers', (one) => (one.layout(2).InputIndexList = '2|1')],
    ['another template', (one) => (one.layout(2).LayoutTemplateId = 21)],
    ['another size', (one) => (one.layout(2).LayoutWidth = 1920)],
    ['another place of a layer', (one) => (one.layout(2).LayoutParams![1]!.LayerLocationX = 0.25)],
    ['another watermark picture', (one) => (one.picture(1).MarkPicUrl = 'https://x/rival.png')],
    ['another size of the watermark', (one) => (one.picture(1).MarkPicWidth = 900)],
    ['another text', (one) => (one.state.texts[0]!.MarkWordText = 'BREAKING')],
    ['a text that rolls', (one) => (one.state.texts[0]!.MarkWordRollEnable = true)],
    ['another transition', (one) => (one.state.pvw = { ...one.state.pvw, TransitionType: 'wipe' })],
    ['PVW shows something else', (one) => (one.state.pvw = { LayoutIndex: 1, AudioIndexList: [3] })],
  ])('%s: another ask', async (_what, change) => {
    const one = studio();
    const before = await mark(one, SHOWN);
    expect(await mark(one, SHOWN)).toBe(before);
    change(one);
    expect(await mark(one, SHOWN)).not.toBe(before);
  });

  it.each<[string, (one: Studio) => void]>([
    [
      'an address that is pushed to is signed anew',
      (one) => (one.input(1).InputUrl = 'rtmp://in/live/cam?txSecret=2'),
    ],
    ['the parts come in another order', (one) => one.layout(2).LayoutParams!.reverse()],
    ['an input that is neither seen nor heard', (one) => (one.input(4).InputUrl = 'https://x/new.png')],
    ['a watermark that is not shown', (one) => (one.picture(2).MarkPicUrl = 'https://x/new.png')],
    [
      'outputs, while PGM runs: they count from the next start',
      (one) => (one.state.outputs[0]!.OutputUrl = 'rtmp://n'),
    ],
  ])('%s: the same ask', async (_what, change) => {
    const one = studio();
    const before = await mark(one, SHOWN);
    change(one);
    expect(await mark(one, SHOWN)).toBe(before);
  });

  it('where PGM is to be started, also to where it is pushed', async () => {
    const one = studio();
    one.state.pgm = undefined;
    const before = await mark(one, SHOWN);
    const output = (index: number) => one.state.outputs.find((each) => Number(each.OutputIndex) === index)!;
    output(0).OutputUrl = 'rtmp://own/live/pgm?sign=2';
    expect(await mark(one, SHOWN)).toBe(before);
    output(1).OutputUrl = 'rtmp://third/party?key=b';
    expect(await mark(one, SHOWN)).not.toBe(before);
  });

  it.each(['caster pgm 7 input 2', 'caster pvw 7 input 2'])('%s: to that input', async (line) => {
    const one = studio();
    const before = await mark(one, line);
    one.input(2).InputUrl = 'rtmp://far/live/secret?token=a';
    expect(await mark(one, line)).not.toBe(before);
  });

  it('a stop is bound to the run, since another one may have been started with the same picture', async () => {
    const one = studio();
    const before = await mark(one, 'caster stop 7');
    one.state.since += 60;
    expect(await mark(one, 'caster stop 7')).not.toBe(before);
  });

  it('no address is in a preview, and none is kept', async () => {
    const asker = createAsker(createFakeLive(studio().answers));
    const { preview, undo } = await asker.act(SHOWN);
    expect(JSON.stringify([preview, undo])).not.toMatch(/:\/\//);
  });

  it('watermarks are read only where they are shown; a key that may not read them is told so', async () => {
    const one = studio();
    const live = createFakeLive(one.answers);
    await createAsker(live).preview('caster pgm 7 input 2');
    expect(live.calls.filter(({ action }) => action.startsWith('DescribeCasterMark'))).toEqual([]);
    const without: Answers = Object.fromEntries(
      Object.entries(one.answers).filter(([action]) => action !== 'DescribeCasterMarkPicInfos'),
    );
    const asker = createAsker(createFakeLive(without));
    const { preview, verified } = await asker.act(SHOWN);
    expect(textOf(preview)).toContain('what the watermarks show could not be read');
    expect(verified.seen).toBe(true);
  });

  it('while watermarks cannot be read for another reason, nothing is previewed', async () => {
    const live = createFakeLive({
      ...studio().answers,
      DescribeCasterMarkPicInfos() {
        const hint = { en: '', zh: '' };
        throw new LiveError('x', { action: 'x', code: 'airdesk.timeout', outcome: 'unsent', hint });
      },
    });
    await expect(createAsker(live).preview(SHOWN)).rejects.toMatchObject({ code: 'airdesk.timeout' });
  });
});

describe('what is found after a change of a caster', () => {
  async function found(during: (one: Studio) => void, line = SHOWN) {
    const one = studio();
    const { CreateCasterPgm, StopCasterPgm } = one.answers;
    const live = createFakeLive({
      ...one.answers,
      CreateCasterPgm: (params) => {
        const answer = CreateCasterPgm(params);
        during(one);
        return answer;
      },
      StopCasterPgm: () => {
        StopCasterPgm();
        during(one);
        return {};
      },
    });
    return (await createAsker(live).act(line)).verified;
  }

  it('a take carries the picture that was previewed, all of it', async () => {
    const one = studio();
    const live = createFakeLive(one.answers);
    const asker = createAsker(live);
    const { verified, preview } = await asker.act(SHOWN);
    expect(verified.seen).toBe(true);
    expect(textOf(preview)).toContain('Transition: fade');
    expect(live.calls.find(({ action }) => action === 'CreateCasterPgm')?.params).toEqual({
      CasterId: 7,
      PgmDisplayInfo: {
        LayoutIndex: 2,
        LayoutIndexType: 0,
        MarkPicIndexList: [1],
        MarkWordIndexList: [1],
        AudioIndexList: [3],
        TransitionType: 'fade',
      },
    });
  });

  it.each<[string, (one: Studio) => void, object]>([
    ['what was asked for', () => undefined, { seen: true }],
    ['nothing yet', (one) => (one.state.pgm = { LayoutIndex: 1 }), { seen: false }],
    ['another picture', (one) => (one.state.pgm = { LayoutIndex: 2 }), { seen: false, maybeOthers: true }],
    ['a text that was retyped', (one) => (one.state.texts[0]!.MarkWordText = '2 : 1'), { seen: true }],
    [
      'the same numbers with something else behind',
      (one) => (one.input(2).InputUrl = 'rtmp://far/live/secret?token=a'),
      { seen: false, maybeOthers: true },
    ],
    ['off', (one) => (one.state.pgm = undefined), { seen: false }],
  ])('take: %s', async (_what, during, expected) => {
    const { seen, maybeOthers } = await found(during);
    expect({ seen, ...(maybeOthers && { maybeOthers }) }).toEqual(expected);
  });

  it.each<[string, (one: Studio) => void, object]>([
    ['off', () => undefined, { seen: true }],
    ['still on', (one) => (one.state.pgm = { LayoutIndex: 1 }), { seen: false }],
    [
      'on, with another picture',
      (one) => (one.state.pgm = { LayoutIndex: 2 }),
      { seen: false, maybeOthers: true },
    ],
  ])('stop: %s', async (_what, during, expected) => {
    const { seen, maybeOthers } = await found(during, 'caster stop 7');
    expect({ seen, ...(maybeOthers && { maybeOthers }) }).toEqual(expected);
  });
});

describe('the undo of a change of a caster', () => {
  async function after(
    line: string,
    then: (one: Studio) => void,
    before: (one: Studio) => void = () => undefined,
  ) {
    const one = studio();
    before(one);
    const live = createFakeLive(one.answers);
    const asker = createAsker(live);
    const { undo } = await asker.act(line);
    then(one);
    return asker.undo(undo!).then(
      () => live.writes().at(-1),
      (error: unknown) => (error as { code: string }).code,
    );
  }
  const off = (one: Studio) => (one.state.pgm = undefined);

  it.each<[string, (one: Studio) => void, string]>([
    ['nothing happened', () => undefined, 'CreateCasterPgm'],
    ['another picture is on air', (one) => (one.state.pgm = { LayoutIndex: 3 }), 'airdesk.changed'],
    ['PGM was stopped and started again', (one) => (one.state.since += 60), 'airdesk.changed'],
    ['an input of the former picture is another', (one) => (one.input(1).InputType = 3), 'airdesk.changed'],
    ['its sound was turned down', (one) => (one.input(1).Volume = 20), 'CreateCasterPgm'],
    ['it was renamed', (one) => (one.input(1).Description = 'Camera, quiet'), 'CreateCasterPgm'],
    [
      'what it does not show is another',
      (one) => (one.input(4).InputUrl = 'https://x/y.png'),
      'CreateCasterPgm',
    ],
  ])('take: %s', async (_what, then, expected) => {
    expect(await after(SHOWN, then)).toBe(expected);
  });

  it.each<[string, (one: Studio) => void, string]>([
    ['nothing happened', () => undefined, 'StopCasterPgm'],
    ['another picture is on air', (one) => (one.state.pgm = { LayoutIndex: 1 }), 'airdesk.changed'],
    ['it was stopped and started again', (one) => (one.state.since += 60), 'airdesk.changed'],
    ['it is off', off, 'airdesk.changed'],
  ])('take that started PGM: %s', async (_what, then, expected) => {
    expect(await after(SHOWN, then, off)).toBe(expected);
  });

  it.each<[string, (one: Studio) => void, string]>([
    ['nothing happened', () => undefined, 'StopCasterPvw'],
    ['another picture is in PVW', (one) => (one.state.pvw = { LayoutIndex: 1 }), 'airdesk.changed'],
  ])('PVW that was started: %s', async (_what, then, expected) => {
    const started = (one: Studio) => (one.state.pvw = undefined);
    expect(await after('caster pvw 7 input 2', then, started)).toBe(expected);
  });

  it.each<[string, (one: Studio) => void, string]>([
    ['nothing happened', () => undefined, 'CreateCasterPgm'],
    ['somebody started it', (one) => (one.state.pgm = { LayoutIndex: 1 }), 'airdesk.changed'],
    [
      'the former picture holds something else',
      (one) => (one.layout(1).InputIndexList = '2'),
      'airdesk.changed',
    ],
  ])('stop: %s', async (_what, then, expected) => {
    expect(await after('caster stop 7', then)).toBe(expected);
  });
});

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
