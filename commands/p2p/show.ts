import { z } from 'zod';
import { defineLook } from '../../src/command.ts';
import { toCloud } from '../../src/live/cloud-time.ts';
import type { XP2PDetailInfo } from '../../src/live/catalogue/types.generated.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import { card } from '../card.ts';
import { readSpan } from '../figures/span.ts';
import { rounded } from '../figures/usage.ts';
import { toldTable } from '../told-table.ts';
import { instant } from '../when.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const LATE = 5 * MINUTE;
const MOST_ROWS = 20;

/** `p2p show`: DescribeLiveXP2PDetailInfoList, of one minute. */
export const p2pShow = defineLook({
  name: 'p2p show',
  zh: 'p2p 查看',
  summary: {
    en: 'What peers carried in one minute, and how playback went',
    zh: '某一分钟的 P2P 流量和播放质量',
  },
  risk: 'read',
  options: {
    at: {
      schema: z.string().max(40).optional(),
      summary: {
        en: 'which minute: how long ago, or a date and time; 5 min ago when left out',
        zh: '哪一分钟：多久以前，或日期时间；不填为 5 分钟前',
      },
      ...{ zh: '时间', required: false, example: '10m' },
    },
    name: {
      schema: z
        .string()
        .max(500)
        .transform((text) => text.split(/[\s,，、]+/u).filter(Boolean))
        .optional(),
      summary: { en: 'only streams of these names, with commas between', zh: '只看这些流名，用逗号分隔' },
      ...{ zh: '流名', required: false, example: 'main', names: true },
    },
    kind: {
      schema: z.enum(['live', 'vod', 'all']).optional(),
      summary: { en: 'live, on demand, or both', zh: '直播、点播或全部' },
      ...{ zh: '类型', required: false, example: 'live' },
      choices: [
        { value: 'live', label: { en: 'live', zh: '直播' } },
        { value: 'vod', label: { en: 'on demand', zh: '点播' } },
        { value: 'all', label: { en: 'both', zh: '全部' } },
      ],
    },
    by: {
      schema: z.enum(['stream', 'total']).optional(),
      summary: { en: 'by stream, or all in one', zh: '按流，或汇总' },
      ...{ zh: '维度', required: false, example: 'total' },
      choices: [
        { value: 'stream', label: { en: 'by stream', zh: '按流' } },
        { value: 'total', label: { en: 'all in one', zh: '汇总' } },
      ],
    },
  },
  async run(context, { at, name, kind, by }) {
    const { say, live, now } = context;
    const asked =
      at === undefined
        ? now() - LATE
        : readSpan(context, { from: at }, { usual: 0, longest: 180 * DAY, back: 180 * DAY }).from;
    const minute = Math.floor(asked / MINUTE) * MINUTE;
    const { DataInfoList } = await live.call('DescribeLiveXP2PDetailInfoList', {
      QueryTime: toCloud(minute),
      ...(kind && kind !== 'all' && { Type: [kind] }),
      ...(name && { StreamNames: name }),
      ...(by === 'total' && { Dimension: ['AppId'] }),
    });
    const facts = [{ label: say('Minute', '时间'), value: instant(context, minute) }];
    if (DataInfoList.length === 0)
      return card(say('No peers carried anything in that minute', '该分钟没有 P2P 数据'), {
        facts,
        lines: [say('Figures are about 5 min behind.', '数据约延迟 5 分钟。')],
      });
    const all = [...DataInfoList].sort((left, right) => carried(right) - carried(left));
    return card(say('Peer to peer', 'P2P'), {
      facts,
      lines:
        all.length > MOST_ROWS
          ? [
              say(
                `The ${MOST_ROWS} largest of ${all.length}.`,
                `共 ${all.length} 路，显示流量最大的 ${MOST_ROWS} 路。`,
              ),
            ]
          : [],
      table: toldTable({
        columns: [
          ...[
            say('Stream', '流'),
            say('GB from the CDN', 'CDN 流量 GB'),
            say('GB from peers', 'P2P 流量 GB'),
          ],
          ...[
            say('Share', '占比'),
            say('Viewers', '观众'),
            say('Stalls', '卡顿次数'),
            say('Starts', '起播次数'),
          ],
          say('worked', '起播成功'),
        ],
        rows: all
          .slice(0, MOST_ROWS)
          .map((row) => [
            safeLine(row.StreamName ?? '', 60) || say('all', '全部'),
            gigabytes(row.CdnBytes),
            gigabytes(row.P2pBytes),
            share(row),
            count(row.OnlinePeople),
            count(row.StuckTimes),
            count(row.Request),
            count(row.RequestSuccess),
          ]),
      }),
    });
  },
});

function carried({ CdnBytes = 0, P2pBytes = 0 }: XP2PDetailInfo): number {
  return Number(CdnBytes) + Number(P2pBytes);
}

function gigabytes(bytes: number | bigint | undefined): string {
  return bytes === undefined ? '' : rounded(Number(bytes) / 1e9);
}

/** How much of it came from peers. */
function share(row: XP2PDetailInfo): string {
  const sum = carried(row);
  return sum === 0 ? '' : `${Math.round((Number(row.P2pBytes ?? 0) / sum) * 100)} %`;
}

function count(value: number | bigint | undefined): string {
  return value === undefined ? '' : value.toLocaleString('en');
}
