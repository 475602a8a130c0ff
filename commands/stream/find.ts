import { z } from 'zod';
import { type CommandContext, defineLook } from '../../src/command.ts';
import { AirdeskError } from '../../src/errors.ts';
import { buttonRow } from '../../src/card/run-button.ts';
import { readDomains } from '../../src/live/read/domains.ts';
import { readPublished } from '../../src/live/read/published.ts';
import type { PastPush } from '../../src/live/read/past-pushes.ts';
import { fullName } from '../../src/live/read/stream-name.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import { card } from '../card.ts';
import { readSpan, spanOptions } from '../figures/span.ts';
import { streamButton } from './button.ts';
import { pastTable } from './history.ts';

const DAY = 86_400_000;
/** The cloud is asked for each domain by itself. */
const MOST_DOMAINS = 50;
const MOST_ROWS = 20;
const FEW = 5;

/** `stream find`: DescribeLiveStreamPublishedList of every push domain, by part of a name. */
export const streamFind = defineLook({
  name: 'stream find',
  zh: '流 查找',
  summary: {
    en: 'Find a stream that is not on air by part of its name, on every push domain',
    zh: '在所有推流域名中按名称查找不在线的流',
  },
  risk: 'read',
  options: {
    name: {
      schema: z.string().min(1).max(255),
      summary: { en: 'the name of the stream, or a part of it', zh: '流名或其中一部分' },
      ...{ zh: '名称', required: true, example: 'main', names: true },
    },
    ...spanOptions,
  },
  async run(context, options) {
    const { say } = context;
    const span = readSpan(context, options, { usual: DAY, longest: 31 * DAY, back: 60 * DAY });
    const { items } = await readDomains(context);
    const domains = items.filter(({ kind }) => kind === 'push').map(({ name }) => name);
    const asked = await Promise.all(
      domains
        .slice(0, MOST_DOMAINS)
        .map((domain) => onDomain(context, domain, { ...span, name: options.name })),
    );
    const failed = asked.flatMap(({ domain, pushes }) => (pushes ? [] : domain));
    const found = newestOfEach(asked.flatMap(({ pushes }) => pushes ?? []));
    const name = safeLine(options.name, 60);
    const lines = [
      ...(failed.length > 0
        ? [
            say(
              `Could not be asked: ${failed.slice(0, 5).join(', ')}`,
              `以下域名无法查询：${failed.slice(0, 5).join('、')}`,
            ),
          ]
        : []),
      ...(domains.length > MOST_DOMAINS
        ? [say(`Only ${MOST_DOMAINS} domains were asked.`, `只查询了前 ${MOST_DOMAINS} 个域名。`)]
        : []),
      ...(found.length > MOST_ROWS
        ? [
            say(
              `The newest ${MOST_ROWS} of ${found.length}.`,
              `共 ${found.length} 路，显示最近的 ${MOST_ROWS} 路。`,
            ),
          ]
        : []),
    ];
    if (found.length === 0)
      return card(say(`No push of "${name}" ended in that time`, `该时间段内没有“${name}”的推流记录`), {
        lines: [
          ...lines,
          say(
            'Look further back with from:7d. What is on air is in stream list.',
            '可用 起始:7d 查更早的记录；在线流见“流 列表”。',
          ),
        ],
      });
    return card(say(`"${name}": ${found.length} found`, `“${name}”：找到 ${found.length} 路`), {
      lines,
      table: pastTable(context, found.slice(0, MOST_ROWS), true),
      buttons: buttonRow(
        ...found
          .slice(0, FEW)
          .map((push) => streamButton(context, 'stream check', push.name, fullName(push.name))),
      ),
    });
  },
});

async function onDomain(
  context: CommandContext,
  domain: string,
  asked: { readonly from: number; readonly to: number; readonly name: string },
): Promise<{ readonly domain: string; readonly pushes: readonly PastPush[] | undefined }> {
  try {
    return { domain, pushes: (await readPublished(context, domain, asked)).items };
  } catch (error) {
    if (!(error instanceof AirdeskError)) throw error;
    return { domain, pushes: undefined };
  }
}

/** The newest push of each stream, the newest of all first. */
function newestOfEach(pushes: readonly PastPush[]): readonly PastPush[] {
  const newest = new Map<string, PastPush>();
  for (const push of [...pushes].sort((a, b) => (b.ended ?? 0) - (a.ended ?? 0))) {
    const name = fullName(push.name);
    if (!newest.has(name)) newest.set(name, push);
  }
  return [...newest.values()];
}
