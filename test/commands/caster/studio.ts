import type {
  CasterDisplayInfo,
  CasterInputInfo,
  CasterLayoutInfo,
  CasterMarkPicInfo,
  CasterMarkWordInfo,
  CasterOutputInfo,
} from '../../../src/live/catalogue/types.generated.ts';
import { NOW } from '../asking.ts';

/**
 * A caster whose PGM shows layout 1 and whose PVW shows layout 2, with everything behind the numbers. A change of `state`,
 * or of an `input`, `layout` or `picture` of it, shows in the next answer.
 */
export function studio() {
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

/** A caster that tests change, and what the cloud answers of it. */
export type Studio = ReturnType<typeof studio>;
/** The take that its tests begin with: what PVW shows goes on air. */
export const SHOWN = 'caster take 7';
