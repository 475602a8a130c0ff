import type { Left, Step } from './step.ts';

/** Parameters of the caster that was created, with more. */
const own =
  (more: object = {}) =>
  ({ ids }: Left) => ({ CasterId: ids['CasterId'], ...more });

/** A caster: its parts, its preview, on air, copied, taken apart. */
export const casterSteps: readonly Step[] = [
  { action: 'DescribeCasterUserStatus', answer: { UserStatus: 1 } },
  {
    action: 'CreateCaster',
    params: { CasterName: 'walk', PgmWidth: 1920, PgmHeight: 1080 },
    keep: ({ CasterId }, { ids }) => (ids['CasterId'] = CasterId),
  },
  { action: 'ModifyCaster', params: own({ Description: 'walked' }) },
  { action: 'DescribeCaster', params: own(), answer: { CasterInfo: { Description: 'walked', Status: 0 } } },
  { action: 'DescribeCasterTransitionTypes', params: own(), filled: 'TransitionTypes' },
  { action: 'CreateCasterInputPushUrl', params: own({ InputIndex: 1, Protocol: 'rtmp' }) },
  {
    action: 'AddCasterInputInfo',
    params: own({
      InputInfo: { InputIndex: 1, InputType: 2, InputUrl: 'rtmp://play.example.com/live/news' },
    }),
  },
  { action: 'ModifyCasterInputInfo', params: own({ InputInfo: { InputIndex: 1, Volume: 50 } }) },
  { action: 'DescribeCasterInputInfos', params: own(), answer: { InputInfos: [{ Volume: 50 }] } },
  {
    action: 'AddCasterOutputInfo',
    params: own({ OutputInfo: { OutputIndex: 1, OutputUrl: 'rtmp://third.example.com/live/a' } }),
  },
  { action: 'ModifyCasterOutputInfo', params: own({ OutputInfo: { OutputIndex: 1, Description: 'third' } }) },
  { action: 'DescribeCasterOutputInfos', params: own(), filled: 'OutputInfos' },
  {
    action: 'AddCasterLayoutInfo',
    params: own({ LayoutInfo: { LayoutIndex: 1, LayoutTemplateId: 1, InputIndexList: '1' } }),
  },
  {
    action: 'ModifyCasterLayoutInfo',
    params: own({ LayoutInfo: { LayoutIndex: 1, InputIndexList: '1' } }),
  },
  { action: 'DescribeCasterLayoutInfos', params: own(), filled: 'LayoutInfos' },
  {
    action: 'AddCasterMarkPicInfo',
    params: own({
      MarkPicInfo: { MarkPicIndex: 1, MarkPicUrl: 'https://media.example.com/logo.png', MarkPicWidth: 0.2 },
    }),
  },
  {
    action: 'ModifyCasterMarkPicInfo',
    params: own({ MarkPicInfo: { MarkPicIndex: 1, Description: 'logo' } }),
  },
  { action: 'DescribeCasterMarkPicInfos', params: own(), filled: 'MarkPicInfos' },
  {
    action: 'AddCasterMarkWordInfo',
    params: own({ MarkWordInfo: { MarkWordIndex: 1, MarkWordText: '直播' } }),
  },
  {
    action: 'ModifyCasterMarkWordInfo',
    params: own({ MarkWordInfo: { MarkWordIndex: 1, MarkWordFontSize: 30 } }),
  },
  { action: 'DescribeCasterMarkWordInfos', params: own(), filled: 'MarkWordInfos' },
  { action: 'CreateCasterPgmFromPvw', params: own(), code: 'FailedOperation.CreateCasterTaskFailed' },
  { action: 'CreateCasterPvw', params: own({ PvwDisplayInfo: { LayoutIndex: 1, MarkPicIndexList: [1] } }) },
  { action: 'CreateCasterPgm', params: own({ PgmDisplayInfo: { LayoutIndex: 1 } }) },
  { action: 'CreateCasterPgmFromPvw', params: own() },
  {
    action: 'DescribeCasterDisplayInfo',
    params: own(),
    answer: { Status: 3, PgmDisplayInfo: { MarkPicIndexList: [1] } },
  },
  { action: 'DescribeCasterPlayUrl', params: own({ PlayUrlType: 3 }) },
  { action: 'DescribeCasterList', filled: 'CasterList' },
  {
    action: 'CopyCaster',
    params: own({ CasterName: 'walk copy', OutputStreamId: 'walk-copy' }),
    keep: ({ CasterId }, { ids }) => (ids['copy'] = CasterId),
  },
  { action: 'StopCasterPvw', params: own() },
  { action: 'StopCasterPgm', params: own() },
  { action: 'ReleaseCaster', params: own() },
  { action: 'DeleteCasterLayoutInfo', params: own({ LayoutIndex: 1 }) },
  { action: 'DeleteCasterInputInfo', params: own({ InputIndex: 1 }) },
  { action: 'DeleteCasterOutputInfo', params: own({ OutputIndex: 1 }) },
  { action: 'DeleteCasterMarkPicInfo', params: own({ MarkPicIndex: 1 }) },
  { action: 'DeleteCasterMarkWordInfo', params: own({ MarkWordIndex: 1 }) },
  { action: 'DeleteCaster', params: own() },
  { action: 'DeleteCaster', params: ({ ids }) => ({ CasterId: ids['copy'] }) },
];
