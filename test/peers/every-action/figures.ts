import { iso, spanOf, type Left, type Step } from './step.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const PLAY = ['play.example.com'];
const beijing = (at: number) => new Date(at + 8 * HOUR).toISOString().slice(0, 19).replace('T', ' ');
const day = (at: number) => beijing(at).slice(0, 10);
const hour = spanOf(1, 0.5);
const withHour = (more: object) => (left: Left) => ({ ...hour(left), ...more });
const withSpan = (hours: number, more: object) => (left: Left) => ({ ...spanOf(hours)(left), ...more });

/** Who watched and who pushed, every list with something in it. */
export const statisticsSteps: readonly Step[] = [
  {
    action: 'DescribeStreamPlayInfoList',
    params: withHour({ StreamName: 'main', AppName: 'live' }),
    filled: 'DataInfoList',
  },
  {
    action: 'DescribeAllStreamPlayInfoList',
    params: ({ now }) => ({ QueryTime: beijing(now - 600_000), PlayDomains: PLAY }),
    filled: 'DataInfoList',
  },
  {
    action: 'DescribeLiveDomainPlayInfoList',
    params: { PlayDomains: PLAY },
    answer: { DomainInfoList: [{ Domain: PLAY[0], DetailInfoList: [{}, {}] }] },
  },
  {
    action: 'DescribeStreamDayPlayInfoList',
    params: ({ now }) => ({ DayTime: day(now - 3 * DAY), PageSize: 100 }),
    filled: 'DataInfoList',
  },
  {
    action: 'DescribeVisitTopSumInfoList',
    params: ({ now }) => ({
      ...{ StartTime: beijing(now - HOUR), EndTime: beijing(now) },
      ...{ TopIndex: 'StreamId', OrderParam: 'TotalFlux', PageNum: 1, PageSize: 2 },
    }),
    answer: { PageSize: 2, DataInfoList: [{}, {}] },
  },
  {
    action: 'DescribeProvinceIspPlayInfoList',
    params: withHour({
      Granularity: 1,
      StatType: 'Bandwidth',
      ProvinceNames: ['Beijing'],
      IspNames: ['China Mobile'],
    }),
    filled: 'DataInfoList',
  },
  {
    action: 'DescribeGroupProIspPlayInfoList',
    params: withHour({ ProvinceNames: ['Guangdong'] }),
    answer: { DataInfoList: [{ ProvinceName: 'Guangdong' }, {}, {}, {}] },
  },
  {
    action: 'DescribeProIspPlaySumInfoList',
    params: withHour({ StatType: 'Isp', OutLanguage: 'English' }),
    filled: 'DataInfoList',
  },
  {
    action: 'DescribeTopClientIpSumInfoList',
    params: withHour({ OrderParam: 'FailedRequest', PageNum: 2, PageSize: 2 }),
    answer: { PageNum: 2, DataInfoList: [{}, {}] },
  },
  { action: 'DescribeHttpStatusInfoList', params: spanOf(1, 26) },
  {
    action: 'DescribePlayErrorCodeDetailInfoList',
    params: withHour({ Granularity: 1, StatType: '4xx,5xx' }),
    answer: { HttpCodeList: [{ HttpCode: '4xx' }, { HttpCode: '5xx' }] },
  },
  {
    action: 'DescribePlayErrorCodeSumInfoList',
    params: withHour({ GroupType: 'Country' }),
    filled: 'ProIspInfoList',
  },
  { action: 'DescribeLiveStreamPushInfoList', params: {}, filled: 'DataInfoList' },
  {
    action: 'DescribeStreamPushInfoList',
    params: withHour({ StreamName: 'main' }),
    filled: 'DataInfoList',
  },
  { action: 'DescribePullTransformPushInfo', params: spanOf(48), filled: 'DataInfoList' },
  {
    action: 'DescribeLiveTranscodeDetailInfo',
    params: ({ now }) => ({
      StartDayTime: day(now - 9 * DAY).replaceAll('-', ''),
      EndDayTime: day(now - DAY).replaceAll('-', ''),
    }),
    filled: 'DataInfoList',
  },
  { action: 'DescribeTranscodeTaskNum', params: spanOf(24 * 7), filled: 'DataInfoList' },
  { action: 'DescribeLiveEnhanceInfoList', params: withSpan(24 * 30, { Granularity: 60 }) },
  {
    action: 'DescribeCallbackRecordsList',
    params: withSpan(1, { StreamName: 'main', PageNum: 1, PageSize: 10 }),
    answer: { PageNum: 1 },
  },
];

/** What is billed by. */
export const billingSteps: readonly Step[] = [
  {
    action: 'DescribeBillBandwidthAndFluxList',
    params: withSpan(24 * 30, { Granularity: 1440 }),
    filled: 'DataInfoList',
  },
  { action: 'DescribeAreaBillBandwidthAndFluxList', params: hour, filled: 'DataInfoList' },
  {
    action: 'DescribePushBandwidthAndFluxList',
    params: withSpan(24 * 30, { Granularity: 60 }),
    filled: 'DataInfoList',
  },
  { action: 'DescribeDeliverBandwidthList', params: hour, filled: 'DataInfoList' },
  { action: 'DescribeUploadStreamNums', params: hour, filled: 'DataInfoList' },
  {
    action: 'DescribeConcurrentRecordStreamNum',
    params: withHour({ LiveType: 'NormalLive' }),
    filled: 'DataInfoList',
  },
  {
    action: 'DescribeScreenShotSheetNumList',
    params: withSpan(24 * 30, { Granularity: 'Day' }),
    filled: 'DataInfoList',
  },
  { action: 'DescribeLiveTranscodeTotalInfo', params: spanOf(24 * 7), filled: 'DataInfoList' },
  { action: 'DescribeLiveTimeShiftBillInfoList', params: spanOf(24) },
  {
    action: 'DescribeLiveTimeShiftWriteSizeInfoList',
    params: withSpan(24 * 30, { Granularity: 1440, Dimensions: ['Domain'] }),
  },
  {
    action: 'DescribeLivePackageInfo',
    params: { PackageType: 0, OrderBy: 'ExpireTimeDesc', PageNum: 1, PageSize: 10 },
    answer: { LivePackageInfoList: [{ Status: 1 }, { Status: 2 }] },
  },
  {
    action: 'DescribeLiveXP2PDetailInfoList',
    params: ({ now }) => ({ QueryTime: iso(now - 600_000), StreamNames: ['main'] }),
    answer: { DataInfoList: [{ StreamName: 'main', Type: 'live' }] },
  },
];

/** Addresses of logs. */
export const logSteps: readonly Step[] = [
  {
    action: 'DescribeLogDownloadList',
    params: withSpan(24 * 6, { PlayDomains: PLAY }),
    filled: 'LogInfoList',
  },
  {
    action: 'DescribeDeliverLogDownList',
    params: withSpan(24 * 6, { DeliverDomains: ['push.example.com'] }),
    filled: 'LogInfoList',
  },
];
