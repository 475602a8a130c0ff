import { z } from 'zod';
import { defineLook } from '../../src/command.ts';
import { fromBeijing } from '../../src/live/cloud-time.ts';
import { Refusal } from '../../src/errors.ts';
import { formatInZone } from '../../src/text/time.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import { card } from '../card.ts';
import { csv } from '../figures/csv.ts';
import { listLines, listOptions, nextPage, PAGE_SIZE } from '../listing.ts';
import { minute } from '../task/noun.ts';
import { toldTable } from '../told-table.ts';

const DAY = 86_400_000;
const day = z.string().regex(/^\d{4}-\d\d-\d\d$/u);

/** `transcode history`: DescribeLiveTranscodeDetailInfo. */
export const transcodeHistory = defineLook({
  name: 'transcode history',
  zh: '转码 历史',
  summary: { en: 'What was transcoded on past days, stream by stream', zh: '按流查看过去几天的转码明细' },
  risk: 'read',
  options: {
    day: {
      schema: day.optional(),
      summary: {
        en: 'first day, of Beijing time; yesterday when left out',
        zh: '起始日期（北京时间）；不填为昨天',
      },
      ...{ zh: '日期', required: false, example: '2026-03-01' },
    },
    to: {
      schema: day.optional(),
      summary: { en: 'last day; the first one when left out', zh: '结束日期；不填为起始日期' },
      ...{ zh: '结束', required: false, example: '2026-03-02' },
    },
    name: {
      schema: z.string().max(255).optional(),
      summary: { en: 'only streams of exactly this name', zh: '只看这个流名' },
      ...{ zh: '流名', required: false, example: 'main', names: true },
    },
    domain: {
      schema: z.string().max(255).toLowerCase().optional(),
      summary: { en: 'only this push domain', zh: '只看这个推流域名' },
      ...{ zh: '域名', required: false, example: 'push.example.com', suggests: 'domain' },
    },
    page: listOptions.page,
  },
  async run(context, options) {
    const { say, live } = context;
    const yesterday = beijingDay(context.now() - DAY);
    const first = options.day ?? yesterday;
    const last = options.to ?? first;
    if (last < first || last > yesterday || first < beijingDay(context.now() - 31 * DAY)) throw outside();
    const answer = await live.call('DescribeLiveTranscodeDetailInfo', {
      ...{ StartDayTime: first.replaceAll('-', ''), EndDayTime: last.replaceAll('-', '') },
      ...{ PageNum: options.page ?? 1, PageSize: PAGE_SIZE },
      ...(options.name !== undefined && { StreamName: options.name }),
      ...(options.domain !== undefined && { PushDomain: options.domain }),
    });
    const total = Number(answer.TotalNum);
    const title = say(`Transcoded, ${first} to ${last}`, `转码明细，${first} 至 ${last}`);
    const zone = say(
      `Days of Beijing time. Times: ${context.config.timeZone}`,
      `按北京时间分日。时间：${context.config.timeZone}`,
    );
    const lines = [...listLines(context, 'transcode history', { page: options.page }, { total }), zone];
    const at = (text: string | undefined) => {
      const ms = fromBeijing(text);
      return ms === undefined ? '' : minute(context, ms);
    };
    const rows = answer.DataInfoList.map((info) => [
      safeLine(info.StreamName ?? '', 60),
      at(info.StartTime),
      at(info.EndTime),
      String(info.Duration ?? ''),
      `${info.ModuleCodec ?? ''} ${info.Resolution ?? ''}`.trim(),
      info.Bitrate === undefined ? '' : String(info.Bitrate),
      info.Type ?? '',
      safeLine(info.PushDomain ?? '', 60),
    ]);
    if (rows.length === 0) return card(say(`${title}: nothing`, `${title}：无`), { lines });
    const columns = [
      ...[say('Stream', '流'), say('From', '开始'), say('Until', '结束'), say('Minutes', '分钟')],
      ...[say('Codec and size', '编码和分辨率'), 'kbit/s', say('Kind', '类型'), say('Domain', '域名')],
    ];
    return card(title, {
      lines,
      table: toldTable({ columns, rows }),
      file: { name: 'transcode-history.csv', csv: csv([columns, ...rows]) },
      instead: [say('The CSV file could not be sent.', 'CSV 文件未能发送。')],
      buttons: nextPage(context, 'transcode history', { page: options.page }, total, {
        ...{ day: first, to: last, name: options.name, domain: options.domain },
      }),
    });
  },
});

/** As the days of the cloud are counted: `2026-03-01`. */
function beijingDay(ms: number): string {
  return formatInZone(ms, 'Asia/Shanghai').slice(0, 10);
}

function outside(): Refusal {
  return new Refusal(
    'airdesk.bad-option',
    { en: '`day` does not fit', zh: '“日期”不符合要求' },
    {
      en: 'It takes days of Beijing time from 31 days ago to yesterday, `to` not before `day`.',
      zh: '请填写 31 天前到昨天之间的日期（北京时间），且“结束”不早于“日期”。',
    },
  );
}
