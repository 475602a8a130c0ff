import type { CommandContext } from '../../src/command.ts';
import { fromBeijing, fromCloud } from '../../src/live/cloud-time.ts';
import type { Fact } from '../../src/reply.ts';
import { formatInZone } from '../../src/text/time.ts';
import { largest, linesByName, sumsByName, type Cell } from './by-name.ts';
import { seriesCommand, STEP_MS, type Asked } from './series.ts';
import { beijingSpanOf, spanOf } from './span.ts';
import { pointsOf, rounded } from './usage.ts';

const DAY = 86_400_000;
const FIVE_MINUTES = STEP_MS['5min'];
const BEIJING = 'Asia/Shanghai';

/** A fact for each of the largest sums. */
function sumFacts(cells: readonly Cell[], unit: string): Fact[] {
  return [...sumsByName(cells)]
    .slice(0, 8)
    .map(([label, sum]) => ({ label, value: `${rounded(sum)} ${unit}` }));
}

function others({ say }: CommandContext): string {
  return say('others', '其他');
}

/** `record usage`: DescribeConcurrentRecordStreamNum, for each kind of live stream that is billed apart. */
export const recordUsage = seriesCommand({
  name: 'record usage',
  zh: '录制 用量',
  summary: { en: 'Recordings that run at once, with the peak that is billed', zh: '并发录制路数及计费峰值' },
  title: { en: 'Recordings at once', zh: '并发录制路数' },
  reach: { usual: DAY, longest: 31 * DAY, back: 180 * DAY },
  note: { en: 'The newest figures may be missing.', zh: '最新的数据可能尚未产生。' },
  takes: ['domain', 'area'],
  async read(context, asked) {
    const { say, live } = context;
    const unit = say('at once', '路');
    const kinds = [
      { LiveType: 'NormalLive', name: say('normal live', '普通直播') },
      { LiveType: 'SlowLive', name: say('slow live', '慢直播') },
    ];
    const lines = await Promise.all(
      kinds.map(async ({ LiveType, name }) => {
        const { DataInfoList } = await live.call('DescribeConcurrentRecordStreamNum', {
          ...{ LiveType, ...spanOf(asked) },
          ...(asked.domains && { PushDomains: asked.domains }),
          ...(asked.area && { MainlandOrOversea: asked.area }),
        });
        return { name, points: pointsOf(DataInfoList, ({ Num }) => Num) };
      }),
    );
    return {
      panels: [{ unit, lines }],
      step: FIVE_MINUTES,
      totals: lines.map((line) => ({
        label: say(`Most, ${line.name}`, `${line.name}峰值`),
        value: String(largest([line]) ?? 0),
      })),
    };
  },
});

/** `snapshot usage`: DescribeScreenShotSheetNumList. */
export const snapshotUsage = seriesCommand({
  name: 'snapshot usage',
  zh: '截图 用量',
  summary: { en: 'Pictures taken, with the total that is billed', zh: '截图张数及计费总数' },
  title: { en: 'Pictures taken', zh: '截图张数' },
  reach: { usual: 30 * DAY, longest: 186 * DAY, back: 186 * DAY },
  note: {
    en: 'Figures are 1.5 h behind. By the day beyond 31 days, as days of Beijing time.',
    zh: '数据延迟 1.5 小时。超过 31 天按天统计，以北京时间划分。',
  },
  takes: ['step', 'domain', 'area'],
  async read({ live, say }, asked) {
    // The cloud has figures of five minutes and of days; hours are asked for as the former.
    const isFine = asked.step !== '1d' && asked.to - asked.from <= 31 * DAY;
    const { DataInfoList } = await live.call('DescribeScreenShotSheetNumList', {
      ...spanOf(asked),
      Granularity: isFine ? 'Minute' : 'Day',
      ...(asked.domains && { PushDomains: asked.domains }),
      ...(asked.area && { Zone: asked.area }),
    });
    const points = pointsOf(DataInfoList, ({ Num }) => Num);
    const total = points.reduce((sum, { value }) => sum + (value ?? 0), 0);
    return {
      panels: [{ unit: say('pictures', '张'), lines: [{ name: say('pictures', '截图'), points }] }],
      step: isFine ? FIVE_MINUTES : DAY,
      totals: [{ label: say('Total', '总数'), value: total.toLocaleString('en') }],
    };
  },
});

/**
 * `transcode usage`: DescribeLiveTranscodeTotalInfo for what is billed, DescribeTranscodeTaskNum for what ran at once.
 */
export const transcodeUsage = seriesCommand({
  name: 'transcode usage',
  zh: '转码 用量',
  summary: {
    en: 'Minutes transcoded by codec and size, and tasks at once',
    zh: '按编码和分辨率的转码时长及并发任务数',
  },
  title: { en: 'Transcoded', zh: '转码用量' },
  reach: { usual: DAY, longest: 31 * DAY, back: 90 * DAY },
  note: {
    en: 'By 5 minutes within one day of Beijing time and without a domain, else by the hour. Tasks at once: everywhere.',
    zh: '北京时间同一天内且不指定域名时为 5 分钟粒度，否则为 1 小时。并发任务数不分地区。',
  },
  takes: ['domain', 'area'],
  async read(context, asked) {
    const { live, say } = context;
    const domains = asked.domains && { PushDomains: asked.domains };
    const [total, tasks] = await Promise.all([
      live.call('DescribeLiveTranscodeTotalInfo', {
        ...spanOf(asked),
        ...domains,
        ...(asked.area && { MainlandOrOversea: asked.area }),
      }),
      live.call('DescribeTranscodeTaskNum', { ...beijingSpanOf(asked), ...domains }),
    ]);
    const used = total.DataInfoList.flatMap(({ Time, Duration, ModuleCodec = '', Resolution = '' }) =>
      cell(fromBeijing(Time), `${ModuleCodec} ${Resolution}`.trim(), Duration),
    );
    const running = tasks.DataInfoList.flatMap(({ Time = '', CodeRate, Num }) =>
      cell(fromBeijing(Time.length === 16 ? `${Time}:00` : Time), `${String(CodeRate ?? 0)} kbit/s`, Num),
    );
    const minutes = say('min', '分钟');
    const atOnce = linesByName(running, others(context));
    return {
      panels: [
        { unit: minutes, lines: linesByName(used, others(context)) },
        { unit: say('tasks', '个任务'), lines: atOnce },
      ],
      step: isOneDay(asked) && !asked.domains ? FIVE_MINUTES : STEP_MS['1h'],
      totals: [
        ...sumFacts(used, minutes),
        { label: say('Most tasks at once', '并发任务峰值'), value: String(largest(atOnce) ?? 0) },
      ],
    };
  },
});

/** `timeshift usage`: DescribeLiveTimeShiftWriteSizeInfoList, and DescribeLiveTimeShiftBillInfoList a day at a time. */
export const timeshiftUsage = seriesCommand({
  name: 'timeshift usage',
  zh: '时移 用量',
  summary: {
    en: 'Time shift usage, as billed',
    zh: '时移写入量和存储时长（计费口径）',
  },
  title: { en: 'Time shift', zh: '时移用量' },
  reach: { usual: 7 * DAY, longest: 31 * DAY, back: 90 * DAY },
  note: {
    en: 'Stored amounts are reported per day: the latest may be missing.',
    zh: '存储时长按天统计：最新的数据可能尚未产生。',
  },
  takes: ['step', 'domain', 'area'],
  async read({ live, say }, asked) {
    const minutes = { '5min': 5, '1h': 60, '1d': 1440 }[asked.step];
    const [written, ...days] = await Promise.all([
      live.call('DescribeLiveTimeShiftWriteSizeInfoList', {
        ...spanOf(asked),
        Granularity: minutes,
        ...(asked.domains && { DomainNames: asked.domains }),
        ...(asked.area && { MainlandOrOversea: asked.area }),
      }),
      // The bill is told for a day at a time.
      ...daysOf(asked).map((day) =>
        live.call('DescribeLiveTimeShiftBillInfoList', {
          ...spanOf({ ...asked, ...day }),
          ...(asked.domains && { PushDomains: asked.domains }),
        }),
      ),
    ]);
    const bills = days.flatMap(({ DataInfoList }) => DataInfoList);
    const sum = (value: (bill: (typeof bills)[number]) => number | undefined) =>
      bills.reduce((all, bill) => all + (value(bill) ?? 0), 0);
    const points = pointsOf(written.DataInfoList, ({ WriteSize }) =>
      WriteSize === undefined ? undefined : WriteSize / 1e9,
    );
    return {
      panels: [{ unit: 'GB', lines: [{ name: say('written', '写入量'), points }] }],
      step: STEP_MS[asked.step],
      totals: [
        {
          label: say('Written', '写入量'),
          value: `${rounded(points.reduce((all, { value }) => all + (value ?? 0), 0))} GB`,
        },
        {
          label: say('Recorded', '时移时长'),
          value: `${rounded(sum((b) => b.Duration))} ${say('min', '分钟')}`,
        },
        {
          label: say('Recorded × days kept', '时移时长 × 存储天数'),
          value: `${rounded(sum((b) => b.TotalDuration))} ${say('min', '分钟')}`,
        },
      ],
    };
  },
});

/** `enhance usage`: DescribeLiveEnhanceInfoList, by kind, size and frame rate. */
export const enhanceUsage = seriesCommand({
  name: 'enhance usage',
  zh: '增强 用量',
  summary: { en: 'Minutes of picture enhancement by kind', zh: '按类型的画质增强时长' },
  title: { en: 'Enhanced', zh: '增强用量' },
  reach: { usual: DAY, longest: 30 * DAY, back: 90 * DAY },
  note: { en: 'The newest figures may be missing.', zh: '最新的数据可能尚未产生。' },
  takes: ['step', 'domain'],
  async read(context, asked) {
    const { live, say } = context;
    const isFine = asked.step === '5min';
    const { DataInfoList } = await live.call('DescribeLiveEnhanceInfoList', {
      ...spanOf(asked),
      Granularity: isFine ? 5 : 60,
      ...(asked.domains && { DomainNames: asked.domains }),
    });
    const cells = DataInfoList.flatMap(({ Time, Duration, Type = '', Resolution = '', Fps = '' }) =>
      cell(
        fromCloud(Time),
        [Type, Resolution, Fps === '' ? '' : `${Fps} fps`].filter(Boolean).join(' '),
        Duration,
      ),
    );
    const minutes = say('min', '分钟');
    return {
      panels: [{ unit: minutes, lines: linesByName(cells, others(context)) }],
      step: isFine ? FIVE_MINUTES : STEP_MS['1h'],
      totals: sumFacts(cells, minutes),
    };
  },
});

function cell(at: number | undefined, name: string, value: number | bigint | undefined): Cell[] {
  return at === undefined || value === undefined ? [] : [{ at, name, value: Number(value) }];
}

function isOneDay({ from, to }: Asked): boolean {
  const day = (ms: number) => formatInZone(ms, BEIJING).slice(0, 10);
  return day(from) === day(Math.max(from, to - 1));
}

/** The span in pieces of a day at most. */
function daysOf({ from, to }: Asked): { readonly from: number; readonly to: number }[] {
  const count = Math.ceil((to - from) / DAY);
  return Array.from({ length: count }, (_, at) => ({
    from: from + at * DAY,
    to: Math.min(from + (at + 1) * DAY, to),
  }));
}
