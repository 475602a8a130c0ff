import { z } from 'zod';
import type { CommandContext, OptionSpec } from '../src/command.ts';
import type { Button } from '../src/reply.ts';
import { commandLine } from '../src/line/command-line.ts';
import { nameForms } from '../src/text/name-forms.ts';
import { buttonRow, runButton } from '../src/card/run-button.ts';
import { readAddress } from './stream/naming/address.ts';
import { streamWords } from './stream/address-words.ts';

/** Rows on one card. */
export const PAGE_SIZE = 20;

/** Options of every list. */
export const listOptions = {
  filter: {
    schema: z.string().max(100).optional(),
    summary: { en: 'only names that contain this text', zh: '只列出名称中含有这段文字的' },
    zh: '筛选',
    required: false,
    example: 'main',
    names: true,
    words: streamWords,
  },
  page: {
    schema: z
      .string()
      .regex(/^[1-9]\d{0,3}$/u)
      .transform(Number)
      .optional(),
    summary: { en: 'page of the list', zh: '第几页' },
    zh: '页',
    required: false,
    example: '2',
  },
} as const satisfies Record<string, OptionSpec>;

/** Which part of a list is asked for. */
export interface Asked {
  readonly filter?: string | undefined;
  readonly page?: number | undefined;
}

/** The rows of one page. */
export function pageOf<T>(items: readonly T[], page = 1): T[] {
  return items.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
}

/** Whether `filter` is part of one of `texts`, whatever the case. An address stands for the stream that it leads to. */
export function matches(filter: string | undefined, ...texts: readonly (string | undefined)[]): boolean {
  if (filter === undefined) return true;
  const wanted = (nameAt(filter) ?? nameForms(filter)).map((form) => form.toLowerCase());
  return texts.some((text) => wanted.some((form) => text?.toLowerCase().includes(form)));
}

/** What the name of the stream at this address has in it; of one that viewers have, it is on another domain. */
function nameAt(filter: string): readonly string[] | undefined {
  const address = readAddress(filter);
  if (!address) return undefined;
  const path = address.path.join('/');
  return [address.plays ? `/${path}` : `${address.host}/${path}`];
}

/** What is shown of how many, and how to see the rest. `read` less than `total`: not everything could be searched. */
export function listLines(
  context: CommandContext,
  command: string,
  asked: Asked,
  count: { readonly total: number; readonly read?: number },
): string[] {
  const { say } = context;
  const page = asked.page ?? 1;
  const from = (page - 1) * PAGE_SIZE + 1;
  const to = Math.min(page * PAGE_SIZE, count.total);
  const lines: string[] = [];
  if (count.total > PAGE_SIZE && from <= count.total)
    lines.push(
      say(
        `${from} to ${to} of ${count.total}. To narrow the list: ${command} <part of the name>`,
        `共 ${count.total} 条，当前第 ${from}–${to} 条。缩小范围：${command} <名称的一部分>`,
      ),
    );
  if (from > count.total && count.total > 0)
    lines.push(
      say(
        `There are only ${Math.ceil(count.total / PAGE_SIZE)} pages.`,
        `总共只有 ${Math.ceil(count.total / PAGE_SIZE)} 页。`,
      ),
    );
  if (count.read !== undefined)
    lines.push(
      say(`Only the first ${count.read} were searched.`, `只在前 ${count.read} 条中查找，其余未查。`),
    );
  return lines;
}

/** A button to the next page, where there is one; behind the last one, a button back to that. `more`: what else was asked for, as it was typed. */
export function nextPage(
  context: CommandContext,
  command: string,
  asked: Asked,
  total: number,
  more: Readonly<Record<string, string | undefined>> = {},
): Button[] {
  const filter: Record<string, string> = asked.filter === undefined ? {} : { filter: asked.filter };
  const rest = Object.entries(more).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]));
  return pageButton(context, { page: asked.page ?? 1, total, size: PAGE_SIZE }, (page) =>
    commandLine(command, {
      ...filter,
      page: String(page),
      ...(Object.fromEntries(rest) as Readonly<Record<string, string>>),
    }),
  );
}

/** The same of pages of any size. `line`: the command line that shows a page. */
export function pageButton(
  { say }: Pick<CommandContext, 'say'>,
  { page, total, size }: { readonly page: number; readonly total: number; readonly size: number },
  line: (page: number) => string,
): Button[] {
  const last = Math.max(1, Math.ceil(total / size));
  if (page === last) return [];
  // Behind the end, as when rows have gone meanwhile: back to where there are some.
  const [to, label] =
    page > last ? [last, say('Last page', '最后一页')] : [page + 1, say('Next page', '下一页')];
  return buttonRow(runButton(line(to), label));
}
