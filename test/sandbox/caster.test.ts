import { describe, expect, it } from 'vitest';
import { demoScene } from '../../sandbox/demo-scene.ts';
import { emptyScene, sceneWith } from '../../sandbox/scene.ts';
import { createBench, type Bench } from './caller.ts';

/** The demo's evening-studio: program layout 1 (input 1), preview layout 2 (inputs 1 and 2), both with picture 1. */
const CasterId = 63501;
/** The demo's spare-studio, stopped. */
const SPARE = 63502;
const onAir = { domain: 'push.example.com', app: 'live', stream: 'caster_63501' };

function demo(): Bench {
  return createBench({ scene: demoScene });
}

async function display({ call }: Bench, id = CasterId): Promise<Record<string, unknown>> {
  return (await call('DescribeCasterDisplayInfo', { CasterId: id })).output;
}

async function stateOf({ call }: Bench, StreamName: string): Promise<unknown> {
  const name = { DomainName: onAir.domain, AppName: onAir.app, StreamName };
  return (await call('DescribeLiveStreamState', name)).output['StreamState'];
}

describe('preview and program', () => {
  it('start, change and stop on their own; the status says which run', async () => {
    const bench = demo();
    expect(await display(bench, SPARE)).toMatchObject({ Status: 0, PgmDisplayInfo: { LayoutIndex: 0 } });
    const { output } = await bench.call('CreateCasterPgm', {
      CasterId: SPARE,
      PgmDisplayInfo: { LayoutIndex: 1 },
    });
    expect(output).toMatchObject({ CdnStreamId: 'caster_63502' });
    expect(await display(bench, SPARE)).toMatchObject({
      Status: 1,
      StartLiveTime: Date.UTC(2026, 2, 1, 20) / 1000,
    });
    const preview = { CasterId: SPARE, PvwDisplayInfo: { LayoutIndex: 1, LayoutIndexType: 1 } };
    await bench.call('CreateCasterPvw', preview);
    expect(await display(bench, SPARE)).toMatchObject({ Status: 3, PvwDisplayInfo: { LayoutIndexType: 1 } });
    await bench.call('StopCasterPgm', { CasterId: SPARE });
    expect(await display(bench, SPARE)).toMatchObject({ Status: 2 });
    await bench.call('StopCasterPvw', { CasterId: SPARE });
    expect(await display(bench, SPARE)).toMatchObject({ Status: 0, PvwDisplayInfo: { LayoutIndex: 0 } });
    expect(await bench.codeOf('StopCasterPvw', { CasterId: SPARE })).toBe('');
  });

  it('a take copies the preview on air; the preview runs on; the old program can be put back', async () => {
    const bench = demo();
    const before = await display(bench);
    expect(before).toMatchObject({
      Status: 3,
      PgmDisplayInfo: { LayoutIndex: 1 },
      PvwDisplayInfo: { LayoutIndex: 2 },
    });
    await bench.call('CreateCasterPgmFromPvw', { CasterId });
    const after = await display(bench);
    expect(after['PgmDisplayInfo']).toEqual(before['PvwDisplayInfo']);
    expect(after['PvwDisplayInfo']).toEqual(before['PvwDisplayInfo']);
    await bench.call('CreateCasterPgm', { CasterId, PgmDisplayInfo: before['PgmDisplayInfo'] as object });
    expect(await display(bench)).toEqual(before);
  });

  it('a take without a preview is refused', async () => {
    const bench = demo();
    await bench.call('StopCasterPvw', { CasterId });
    expect(await bench.codeOf('CreateCasterPgmFromPvw', { CasterId })).toBe(
      'FailedOperation.CreateCasterTaskFailed',
    );
    expect(await display(bench)).toMatchObject({ Status: 1, PgmDisplayInfo: { LayoutIndex: 1 } });
  });

  it('the program is a stream of the account for as long as it runs', async () => {
    const bench = demo();
    expect(await stateOf(bench, 'caster_63501')).toBe('active');
    await bench.call('CreateCasterPgmFromPvw', { CasterId });
    expect(await stateOf(bench, 'caster_63501')).toBe('active');
    await bench.call('StopCasterPgm', { CasterId });
    expect(await stateOf(bench, 'caster_63501')).toBe('inactive');
  });

  it('release stops both and keeps the configuration; delete wipes it', async () => {
    const bench = demo();
    await bench.call('ReleaseCaster', { CasterId });
    expect(await display(bench)).toMatchObject({ Status: 0 });
    expect((await bench.call('DescribeCasterLayoutInfos', { CasterId })).output['LayoutInfos']).toHaveLength(
      3,
    );
    await bench.call('CreateCasterPgm', { CasterId, PgmDisplayInfo: { LayoutIndex: 1 } });
    await bench.call('DeleteCaster', { CasterId });
    expect(await bench.codeOf('DescribeCaster', { CasterId })).toBe('FailedOperation.CasterNotFound');
    expect(await stateOf(bench, 'caster_63501')).toBe('inactive');
  });

  it.each([
    ['no layout', {}],
    ['a layout that is not there', { LayoutIndex: 9 }],
    ['an input that is not there', { LayoutIndex: 9, LayoutIndexType: 1 }],
    ['another kind of layout', { LayoutIndex: 1, LayoutIndexType: 2 }],
    ['a picture that is not there', { LayoutIndex: 1, MarkPicIndexList: [9] }],
    ['a text that is not there', { LayoutIndex: 1, MarkWordIndexList: [9] }],
    ['sound of an input that is not there', { LayoutIndex: 1, AudioIndexList: [9] }],
    ['an unknown transition', { LayoutIndex: 1, TransitionType: 'somersault' }],
    ['another kind of start', { LayoutIndex: 1, InputStartType: 2 }],
  ])('%s cannot be shown', async (_, info) => {
    const bench = demo();
    const before = await display(bench);
    expect(await bench.codeOf('CreateCasterPvw', { CasterId, PvwDisplayInfo: info })).toBe(
      'InvalidParameter',
    );
    expect(await bench.codeOf('CreateCasterPgm', { CasterId, PgmDisplayInfo: info })).toBe(
      'InvalidParameter',
    );
    expect(await display(bench)).toEqual(before);
  });

  it('one operation at a time', async () => {
    const bench = createBench({ scene: demoScene, taskMs: 500 });
    await bench.call('CreateCasterPgmFromPvw', { CasterId });
    const pgm = { CasterId, PgmDisplayInfo: { LayoutIndex: 1 } };
    expect(await bench.codeOf('CreateCasterPgm', pgm)).toBe('FailedOperation.CreateCasterTaskFailed');
    expect(await bench.codeOf('StopCasterPgm', { CasterId })).toBe('FailedOperation.StopCasterTaskFailed');
    expect(await bench.codeOf('DeleteCaster', { CasterId })).toBe('FailedOperation.StopCasterTaskFailed');
    bench.clock.advance(500);
    expect(await bench.codeOf('StopCasterPgm', { CasterId })).toBe('');
  });

  it('needs a push and a play domain, and room', async () => {
    const start = { CasterId, PgmDisplayInfo: { LayoutIndex: 1 } };
    const casters = demoScene.casters.map(({ params, layouts = [], inputs = [] }) => ({
      params,
      layouts,
      inputs,
    }));
    const domains = demoScene.domains.filter(({ type }) => type === 'push');
    const noPlay = createBench({ scene: { ...demoScene, casters, domains } });
    expect(await noPlay.codeOf('CreateCasterPgm', start)).toBe('FailedOperation.NoLVBPushOrPlayDomain');
    const limits = { ...emptyScene.limits, runningCasters: 1 };
    const full = createBench({ scene: { ...demoScene, limits } });
    expect(await full.codeOf('CreateCasterPgm', { ...start, CasterId: SPARE })).toBe(
      'FailedOperation.ResourceNotEnough',
    );
    expect(await full.codeOf('CreateCasterPgm', start)).toBe('');
  });

  it('ends when the caster expires', async () => {
    const bench = demo();
    const ExpireTime = bench.clock.now() / 1000 + 60;
    await bench.call('ModifyCaster', { CasterId, ExpireTime });
    expect(await display(bench)).toMatchObject({ Status: 3 });
    bench.clock.advance(60_000);
    expect(await display(bench)).toMatchObject({ Status: 0 });
    const info = { LayoutIndex: 1 };
    expect(await bench.codeOf('CreateCasterPvw', { CasterId, PvwDisplayInfo: info })).toBe(
      'FailedOperation.CasterExpired',
    );
    expect(await bench.codeOf('CreateCasterPgmFromPvw', { CasterId })).toBe('FailedOperation.CasterExpired');
    expect(await bench.codeOf('CreateCasterPgm', { CasterId, PgmDisplayInfo: info })).toBe(
      'FailedOperation.CreateCasterTaskFailed',
    );
  });
});

describe('what is in use', () => {
  const url = 'rtmp://elsewhere.example/live/x';
  it.each([
    [
      'an input in program',
      'ModifyCasterInputInfo',
      { InputInfo: { InputIndex: 1, InputUrl: url } },
      'InputUsedInPgm',
    ],
    ['an input in program', 'DeleteCasterInputInfo', { InputIndex: 1 }, 'InputUsedInPgm'],
    [
      'an input in preview',
      'ModifyCasterInputInfo',
      { InputInfo: { InputIndex: 2, InputUrl: url } },
      'InputUsedInPvw',
    ],
    ['an input in preview', 'DeleteCasterInputInfo', { InputIndex: 2 }, 'InputUsedInPvw'],
    ['a layout in program', 'ModifyCasterLayoutInfo', { LayoutInfo: { LayoutIndex: 1 } }, 'LayoutUsedInPgm'],
    ['a layout in program', 'DeleteCasterLayoutInfo', { LayoutIndex: 1 }, 'LayoutUsedInPgm'],
    ['a layout in preview', 'DeleteCasterLayoutInfo', { LayoutIndex: 2 }, 'LayoutUsedInPvw'],
    ['a picture in program', 'DeleteCasterMarkPicInfo', { MarkPicIndex: 1 }, 'LayoutUsedInPgm'],
    ['a text in program', 'DeleteCasterMarkWordInfo', { MarkWordIndex: 1 }, 'LayoutUsedInPgm'],
  ] as const)('%s: %s is refused', async (_, action, params, code) => {
    const { codeOf } = demo();
    expect(await codeOf(action, { CasterId, ...params })).toBe(`FailedOperation.${code}`);
  });

  it('an input in a layout that is not shown is not deleted', async () => {
    const bench = demo();
    await bench.call('ReleaseCaster', { CasterId });
    expect(await bench.codeOf('DeleteCasterInputInfo', { CasterId, InputIndex: 1 })).toBe(
      'FailedOperation.InputUsedInLayout',
    );
    expect(await bench.codeOf('DeleteCasterInputInfo', { CasterId, InputIndex: 3 })).toBe('');
  });

  it('an input that is only heard, or shown alone, is in use too', async () => {
    const bench = demo();
    await bench.call('CreateCasterPgm', {
      CasterId,
      PgmDisplayInfo: { LayoutIndex: 1, AudioIndexList: [3] },
    });
    expect(await bench.codeOf('DeleteCasterInputInfo', { CasterId, InputIndex: 3 })).toBe(
      'FailedOperation.InputUsedInPgm',
    );
    await bench.call('CreateCasterPgm', { CasterId, PgmDisplayInfo: { LayoutIndex: 4, LayoutIndexType: 1 } });
    expect(await bench.codeOf('DeleteCasterInputInfo', { CasterId, InputIndex: 4 })).toBe(
      'FailedOperation.InputUsedInPgm',
    );
    expect(await bench.codeOf('DeleteCasterLayoutInfo', { CasterId, LayoutIndex: 1 })).toBe('');
  });

  it('the volume of an input on air may change', async () => {
    const { codeOf } = demo();
    expect(
      await codeOf('ModifyCasterInputInfo', { CasterId, InputInfo: { InputIndex: 1, Volume: 30 } }),
    ).toBe('');
  });

  it('a caster of a prepaid package is not deleted', async () => {
    const casters = [{ params: {}, prepaid: true }];
    const { codeOf } = createBench({ scene: sceneWith({ casters }) });
    expect(await codeOf('DeleteCaster', { CasterId })).toBe('FailedOperation.CasterBinded');
  });
});

describe('refusals', () => {
  const input = { InputIndex: 1, InputType: 2, InputUrl: 'rtmp://a/b/c' };
  it.each([
    ['DescribeCaster', {}, 'FailedOperation.CasterNotFound'],
    ['DescribeCasterDisplayInfo', {}, 'ResourceNotFound.CasterNotExists'],
    ['ReleaseCaster', {}, 'FailedOperation'],
    ['DescribeCasterInputInfos', {}, 'InvalidParameter'],
    ['CreateCasterInputPushUrl', { InputIndex: 1 }, 'InvalidParameter'],
    ['StopCasterPgm', {}, 'FailedOperation.CasterNotFound'],
  ] as const)('%s of a caster that is not there', async (action, params, code) => {
    expect(await demo().codeOf(action, { CasterId: 1, ...params })).toBe(code);
  });

  it.each([
    ['AddCasterInputInfo', { InputInfo: input }, 'FailedOperation.InputAlreadyExist'],
    ['AddCasterInputInfo', { InputInfo: { ...input, InputIndex: 25 } }, 'InvalidParameter'],
    ['AddCasterInputInfo', { InputInfo: { ...input, InputIndex: 9, InputUrl: '' } }, 'InvalidParameter'],
    ['AddCasterInputInfo', { InputInfo: { ...input, InputIndex: 9, Volume: 201 } }, 'InvalidParameter'],
    ['ModifyCasterInputInfo', { InputInfo: { ...input, InputIndex: 9 } }, 'FailedOperation.InputNotExist'],
    ['DeleteCasterInputInfo', { InputIndex: 9 }, 'InvalidParameter'],
    ['CreateCasterInputPushUrl', { InputIndex: 1, Protocol: 'srt' }, 'InvalidParameter.InvalidProtocol'],
    ['AddCasterLayoutInfo', { LayoutInfo: { LayoutIndex: 1 } }, 'FailedOperation.LayoutAlreadyExist'],
    ['AddCasterLayoutInfo', { LayoutInfo: { LayoutIndex: 1001 } }, 'InvalidParameter'],
    ['AddCasterLayoutInfo', { LayoutInfo: { LayoutIndex: 9, LayoutTemplateId: 2 } }, 'InvalidParameter'],
    ['AddCasterLayoutInfo', { LayoutInfo: { LayoutIndex: 9, InputIndexList: '1|9' } }, 'InvalidParameter'],
    ['AddCasterLayoutInfo', { LayoutInfo: { LayoutIndex: 9, InputIndexList: '1,2' } }, 'InvalidParameter'],
    ['ModifyCasterLayoutInfo', { LayoutInfo: { LayoutIndex: 9 } }, 'FailedOperation.LayoutNotExist'],
    ['AddCasterOutputInfo', { OutputInfo: { OutputIndex: 0 } }, 'FailedOperation.OutputAlreadyExist'],
    [
      'AddCasterOutputInfo',
      { OutputInfo: { OutputIndex: 1, OutputUrl: 'x' } },
      'InvalidParameter.InvalidUrl',
    ],
    ['AddCasterOutputInfo', { OutputInfo: { OutputIndex: 11, OutputUrl: 'rtmp://a/b' } }, 'InvalidParameter'],
    ['ModifyCasterOutputInfo', { OutputInfo: { OutputIndex: 3 } }, 'FailedOperation.OutputIsNotExist'],
    ['DeleteCasterOutputInfo', { OutputIndex: 3 }, 'FailedOperation'],
    ['AddCasterMarkPicInfo', { MarkPicInfo: { MarkPicIndex: 1 } }, 'FailedOperation.MarkPicAlreadyExist'],
    [
      'AddCasterMarkPicInfo',
      { MarkPicInfo: { MarkPicIndex: 2, MarkPicUrl: 'http://a/b.svg' } },
      'InvalidParameter',
    ],
    ['ModifyCasterMarkPicInfo', { MarkPicInfo: { MarkPicIndex: 9 } }, 'FailedOperation.MarkPicNotExist'],
    ['AddCasterMarkWordInfo', { MarkWordInfo: { MarkWordIndex: 1 } }, 'FailedOperation.MarkWordAlreadyExist'],
    [
      'AddCasterMarkWordInfo',
      { MarkWordInfo: { MarkWordIndex: 2, MarkWordFontSize: 61 } },
      'InvalidParameter',
    ],
    ['ModifyCasterMarkWordInfo', { MarkWordInfo: { MarkWordIndex: 9 } }, 'FailedOperation.MarkWordNotExist'],
    ['ModifyCaster', { DelayTime: 301 }, 'InvalidParameter'],
    ['ModifyCaster', { PgmWidth: 4097 }, 'InvalidParameter'],
    ['ModifyCaster', { PgmFps: 61 }, 'InvalidParameter'],
    ['ModifyCaster', { PgmAudioBitRate: 100 }, 'InvalidParameter'],
    ['ModifyCaster', { TransitionType: 'somersault' }, 'InvalidParameter'],
    ['CopyCaster', { OutputStreamId: 'caster_63501' }, 'InvalidParameter'],
    ['DescribeCasterPlayUrl', { PlayUrlType: 4 }, 'InvalidParameter'],
    ['DescribeCasterPlayUrl', { PlayUrlType: 1, PlayUrlIndex: 9 }, 'FailedOperation'],
  ] as const)('%s %j', async (action, params, code) => {
    expect(await demo().codeOf(action, { CasterId, ...params })).toBe(code);
  });

  it('more inputs than a caster takes', async () => {
    const scene = { ...demoScene, limits: { ...emptyScene.limits, casterInputs: 4 } };
    const added = { CasterId, InputInfo: { ...input, InputIndex: 5 } };
    expect(await createBench({ scene }).codeOf('AddCasterInputInfo', added)).toBe(
      'FailedOperation.TooMuchInput',
    );
  });
});

it('a pushed input has a picture only while something is pushed to it', async () => {
  const bench = demo();
  const input = { CasterId: SPARE, PlayUrlType: 1, PlayUrlIndex: 1 };
  expect((await bench.call('DescribeCasterPlayUrl', input)).output['PlayUrl']).toMatch(/^rtmp:/);
  bench.sandbox.cut({ domain: 'push.example.com', app: 'live', stream: 'news' });
  expect(await bench.codeOf('DescribeCasterPlayUrl', input)).toBe('FailedOperation.InputIsNotActive');
  const stopped = await bench.call('DescribeCasterPlayUrl', { CasterId: SPARE, PlayUrlType: 2 });
  expect(stopped.output).toEqual({ PlayUrl: '', WebRTCPlayUrl: '' });
});

it('output 0, once deleted, is back when the program starts again', async () => {
  const bench = demo();
  await bench.call('StopCasterPgm', { CasterId });
  await bench.call('DeleteCasterOutputInfo', { CasterId, OutputIndex: 0 });
  const outputs = async () =>
    (await bench.call('DescribeCasterOutputInfos', { CasterId })).output['OutputInfos'];
  expect(await outputs()).toEqual([]);
  await bench.call('CreateCasterPgm', { CasterId, PgmDisplayInfo: { LayoutIndex: 1 } });
  expect(await outputs()).toMatchObject([{ OutputIndex: 0, OutputType: 1, OutputStreamId: 'caster_63501' }]);
});

it('a copy has the configuration, stopped, and a stream of its own', async () => {
  const bench = demo();
  const { output } = await bench.call('CopyCaster', { CasterId, CasterName: 'copy' });
  expect(output).toEqual({ CasterId: 63503 });
  expect(await display(bench, 63503)).toMatchObject({ Status: 0 });
  const shown = await bench.call('DescribeCaster', { CasterId: 63503 });
  expect(shown.output['CasterInfo']).toMatchObject({ CasterName: 'copy', PgmWidth: 1920 });
  expect(
    (await bench.call('DescribeCasterInputInfos', { CasterId: 63503 })).output['InputInfos'],
  ).toHaveLength(4);
  expect(
    (await bench.call('DescribeCasterOutputInfos', { CasterId: 63503 })).output['OutputInfos'],
  ).toMatchObject([{ OutputStreamId: 'caster_63503' }]);
});

it('bills from the first picture to the last', async () => {
  const bench = demo();
  const brief = async () =>
    ((await bench.call('DescribeCasterList', {})).output['CasterList'] as unknown[])[0];
  const start = bench.clock.now() / 1000;
  bench.clock.advance(10_000);
  await bench.call('StopCasterPvw', { CasterId });
  expect(await brief()).toMatchObject({ Status: 1, StartBillingTime: start, StopBillingTime: 0 });
  await bench.call('StopCasterPgm', { CasterId });
  expect(await brief()).toMatchObject({ Status: 0, StartBillingTime: start, StopBillingTime: start + 10 });
});
