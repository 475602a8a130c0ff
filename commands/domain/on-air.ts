import { safeLine } from '../../src/text/safe-line.ts';
import type { CommandContext } from '../../src/command.ts';
import { AirdeskError } from '../../src/errors.ts';
import type { Domain } from '../../src/live/read/domains.ts';
import { allOnline } from '../../src/live/read/online.ts';
import { fullName } from '../../src/live/read/stream-name.ts';
import type { Fact } from '../../src/reply.ts';
import type { Text } from '../../src/text/language.ts';
import { inRed } from '../in-red.ts';
import { viewersFact } from '../stream/viewers.ts';

/** So many streams are named; of the rest it is said how many they are. */
const MOST_NAMED = 10;
/** Of so many it is usually asked how many watch them: a call each. */
export const MOST_WATCHED = 3;

/** What a domain carries at this moment, as a warning, and as facts. */
export interface OnAir {
  readonly lines: readonly Text[];
  readonly facts: readonly Fact[];
}

/**
 * What goes off air with a domain: its streams, or its viewers. What cannot be read is said to be so. `watched`: of so many
 * streams it is asked who watches.
 */
export async function readOnAir(context: CommandContext, domain: Domain, watched = 0): Promise<OnAir> {
  try {
    return await (domain.kind === 'push' ? pushedNow(context, domain, watched) : watchedNow(context, domain));
  } catch (error) {
    if (!(error instanceof AirdeskError)) throw error;
    return {
      lines: [
        inRed({
          en: 'What is on air on it now could not be read.',
          zh: '未能读取该域名上当前的推流和观看情况。',
        }),
      ],
      facts: [],
    };
  }
}

async function pushedNow(context: CommandContext, { name }: Domain, most: number): Promise<OnAir> {
  const { say } = context;
  const { items, total } = await allOnline(context, name);
  if (total === 0)
    return { lines: [{ en: 'No stream is on it now.', zh: '当前没有流在该域名上推流。' }], facts: [] };
  const named = items.slice(0, MOST_NAMED).map((stream) => safeLine(fullName(stream), 80));
  const more = total - named.length;
  const viewers = await Promise.all(
    items.slice(0, most).map(async (stream) => ({
      label: say(`Viewers of ${safeLine(stream.stream, 30)}`, `${safeLine(stream.stream, 30)} 的观众`),
      value: (await viewersFact(context, stream)).value,
    })),
  );
  const streams = [...named, ...(more > 0 ? [say(`and ${more} more`, `另外 ${more} 路`)] : [])].join('\n');
  return {
    lines: [
      inRed({
        en: total === 1 ? '1 stream goes off air.' : `${total} streams go off air.`,
        zh: `${total} 路流会立即中断。`,
      }),
    ],
    facts: [{ label: say('On air on it', '正在推流'), value: streams }, ...viewers],
  };
}

async function watchedNow({ live, say }: CommandContext, { name }: Domain): Promise<OnAir> {
  const { TotalOnline, TotalBandwidth } = await live.call('DescribeLiveDomainPlayInfoList', {
    PlayDomains: [name],
  });
  const viewers = Number(TotalOnline);
  if (viewers === 0)
    return { lines: [{ en: 'Nobody watches on it now.', zh: '当前没有观众在该域名上观看。' }], facts: [] };
  const shown = viewers.toLocaleString('en');
  return {
    lines: [inRed({ en: `${shown} viewers lose the picture.`, zh: `${shown} 名观众会看不到画面。` })],
    facts: [
      { label: say('Viewers on it', '正在观看'), value: say(shown, `${shown} 人`) },
      { label: say('Bandwidth', '带宽'), value: `${TotalBandwidth.toFixed(1)} Mbps` },
    ],
  };
}
