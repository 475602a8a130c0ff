import { describe, expect, it } from 'vitest';
import type { CasterInputInfo, CasterOutputInfo } from '../../../src/live/catalogue/types.generated.ts';
import { createAsker, createFakeLive, NOW, textOf } from '../asking.ts';
import { streamAnswers } from '../fake-streams.ts';

/** A caster on air with layout 1; its outputs and an input hold keys. */
function cloud() {
  const state = {
    inputs: [
      { InputIndex: 1, InputType: 0, InputUrl: 'rtmp://in.example/live/cam?txSecret=5e1f', Volume: 100 },
      {
        InputIndex: 2,
        InputType: 2,
        InputUrl: 'rtmp://far.example/live/feed?token=5e1f',
        Description: 'Feed',
      },
      { InputIndex: 3, InputType: 3, InputUrl: 'https://a.example/slate.png' },
    ] as CasterInputInfo[],
    outputs: [
      {
        OutputIndex: 0,
        OutputType: 1,
        OutputUrl: 'rtmp://own.example/live/pgm?sign=5e1f',
        OutputDomainName: 'own.example',
        OutputAppName: 'live',
        OutputStreamId: 'pgm',
        OutputParam: 'secret=5e1f',
      },
      {
        OutputIndex: 1,
        OutputType: 2,
        OutputUrl: 'rtmp://third.example/app/9f8e7d6c5e1f4b3a',
        Description: 'Partner',
      },
    ] as CasterOutputInfo[],
  };
  const live = createFakeLive({
    DescribeStreamPlayInfoList: streamAnswers([]).DescribeStreamPlayInfoList!,
    DescribeCasterList: () => ({
      CasterList: [{ CasterId: 7, CasterName: 'studio', Status: 1, ExpireTime: -1 }],
    }),
    DescribeCasterDisplayInfo: () => ({
      Status: 1,
      PvwDisplayInfo: {},
      PgmDisplayInfo: { LayoutIndex: 1, AudioIndexList: [3] },
      StartLiveTime: NOW / 1000 - 3600,
    }),
    DescribeCasterInputInfos: () => ({ InputInfos: state.inputs }),
    DescribeCasterLayoutInfos: () => ({
      LayoutInfos: [
        { LayoutIndex: 1, LayoutTemplateId: 1, InputIndexList: '1' },
        { LayoutIndex: 2, LayoutTemplateId: 1, InputIndexList: '2' },
      ],
    }),
    DescribeCasterMarkPicInfos: () => ({ MarkPicInfos: [] }),
    DescribeCasterMarkWordInfos: () => ({ MarkWordInfos: [] }),
    DescribeCasterOutputInfos: () => ({ OutputInfos: state.outputs }),
    ModifyCasterInputInfo: ({ InputInfo }) => {
      state.inputs = state.inputs.map((each) =>
        each.InputIndex === InputInfo.InputIndex ? InputInfo : each,
      );
      return { InputPlayUrl: '', InputWebRTCPlayUrl: '' };
    },
    ModifyCasterOutputInfo: ({ OutputInfo }) => {
      state.outputs = state.outputs.map((each) =>
        each.OutputIndex === OutputInfo.OutputIndex ? OutputInfo : each,
      );
      return {};
    },
    DeleteCasterOutputInfo: ({ OutputIndex }) => {
      state.outputs = state.outputs.filter((each) => each.OutputIndex !== OutputIndex);
      return {};
    },
  });
  return { live, state, asker: createAsker(live) };
}

const KEY = '5e1f';

describe('parts of a caster', () => {
  it('an output that holds a key is removed without it being shown or kept, and without an undo', async () => {
    const { asker } = cloud();
    const { preview, verified, undo } = await asker.act('caster output remove studio 1');
    expect(textOf(preview)).toContain('rtmp://third.example/…');
    expect(textOf(preview)).toContain('No undo: its address may hold a key');
    expect(JSON.stringify(preview)).not.toContain(KEY);
    expect(verified.seen).toBe(true);
    expect(undo).toBeUndefined();
  });

  it('lists neither keys nor parameters', async () => {
    const { asker } = cloud();
    for (const part of ['input', 'output', 'layout'])
      expect(JSON.stringify(await asker.look(`caster ${part} list studio`))).not.toContain(KEY);
  });

  it('a change sends the part whole: the address with its key and the parameters stay', async () => {
    const { asker, live, state } = cloud();
    const { preview } = await asker.act('caster input set studio 1 volume:50');
    expect(textOf(preview)).toMatch(/It is in PGM: viewers hear the new volume at once/);
    expect(JSON.stringify(preview)).not.toContain(KEY);
    expect(state.inputs[0]).toEqual({
      InputIndex: 1,
      InputType: 0,
      InputUrl: 'rtmp://in.example/live/cam?txSecret=5e1f',
      Volume: 50,
    });
    await asker.act('caster output set studio 0 stream=evening');
    expect(state.outputs[0]).toMatchObject({ OutputStreamId: 'evening', OutputParam: 'secret=5e1f' });
    expect(live.writes()).toEqual(['ModifyCasterInputInfo', 'ModifyCasterOutputInfo']);
  });

  it.each([
    ['caster input set studio 1 source:rtmp://b.example/live/cam', 'airdesk.in-use', 'PGM shows input 1'],
    ['caster input remove studio 1', 'airdesk.in-use', 'PGM shows it'],
    ['caster input remove studio 3', 'airdesk.in-use', 'PGM shows it'],
    ['caster input remove studio 2', 'airdesk.in-use', 'Layout 2 places it'],
    ['caster input remove studio 9', 'airdesk.not-found', 'It has: 1, 2, 3'],
    ['caster input add studio file', 'airdesk.bad-option', 'Give its source'],
    [
      'caster input add studio live rtmp://a.example/live/x number:2',
      'airdesk.name-taken',
      'Leave the number out',
    ],
    ['caster input add studio live rtmp://a.example/live/x number:25', 'airdesk.bad-option', 'from 1 to 24'],
    ['caster layout set studio 1 inputs:3', 'airdesk.in-use', 'PGM shows layout 1'],
    ['caster layout add studio 1,2 grid:31', 'airdesk.bad-option', 'room for 3 inputs, and 2 are given'],
    ['caster layout add studio 1,8 grid:20', 'airdesk.bad-option', 'There is no input 8'],
    ['caster layout add studio 1,2', 'airdesk.bad-option', 'Give grid'],
    ['caster output add studio name:Partner', 'airdesk.bad-option', 'Give its address'],
    ['caster output set studio 0 to:rtmp://b.example/live/x', 'airdesk.bad-option', 'Output 0 has domain'],
    ['caster input set studio 2 name:Feed', 'airdesk.nothing-to-do', 'Nothing would change'],
    ['caster input set studio 2', 'airdesk.bad-option', 'as key=value'],
    ['caster sound studio 8', 'airdesk.not-found', 'It has: 1, 2, 3'],
    ['caster sound studio 3', 'airdesk.nothing-to-do', ''],
    ['caster sound studio 1 pvw', 'airdesk.nothing-to-do', 'Put a layout or an input into PVW first'],
    ['caster overlay studio pgm texts:4', 'airdesk.not-found', 'It has no texts yet'],
    ['caster overlay studio pgm', 'airdesk.bad-option', 'texts:1'],
  ])('%s is refused: %s', async (line, code, hint) => {
    const { asker, live } = cloud();
    const refusal = await asker.refusal(line);
    expect(refusal.code).toBe(code);
    expect(`${refusal.title.en} ${refusal.hint.en}`).toContain(hint);
    expect(live.writes()).toEqual([]);
  });
});
