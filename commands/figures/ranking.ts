import type { BarsChart, GridChart, LinesChart } from '../../src/chart/chart.ts';
import {
  defineLook,
  type CommandContext,
  type LookCommand,
  type OptionSpecs,
  type OptionValues,
} from '../../src/command.ts';
import { commandLine } from '../../src/line/command-line.ts';
import type { Card, Fact } from '../../src/reply.ts';
import { wording, type Text } from '../../src/text/language.ts';
import { card } from '../card.ts';
import { hideButton } from '../hide-button.ts';
import { pageButton } from '../listing.ts';
import { toldTable } from '../told-table.ts';
import { csv } from './csv.ts';

/** One value of a row; a number is shown to four digits, and stands whole in the CSV file. */
export type Cell = string | number | null;

/** A chart without its head, which is that of the card. */
export type Drawn =
  Omit<LinesChart, 'title' | 'note'> | Omit<BarsChart, 'title' | 'note'> | Omit<GridChart, 'title' | 'note'>;

/** Figures of many things at one time, the most first. */
export interface Ranking {
  readonly heads: readonly Text[];
  /** All of them. */
  readonly rows: readonly (readonly Cell[])[];
  /** How many of them are shown on a page. */
  readonly count: number;
  /** Which page, from 1. */
  readonly page?: number;
  /** How many there are in all, where not all could be read. */
  readonly total?: number;
  readonly facts: readonly Fact[];
  readonly lines?: readonly string[];
  readonly chart?: Drawn | undefined;
}

/** A command that shows figures of many things, the most first: one row each. */
export interface RankingShape<S extends OptionSpecs> {
  readonly name: string;
  readonly zh: string;
  readonly summary: Text;
  readonly title: Text;
  /** `secret`: only the asker sees it, without picture and file. */
  readonly risk?: 'read' | 'secret';
  readonly options: S;
  /** How late the figures are, and what they are not. */
  readonly note: Text;
  /** @throws LiveError, Refusal */
  readonly read: (context: CommandContext, given: OptionValues<S>) => Promise<Ranking>;
}

/**
 * Makes the command of a row: it reads, and shows the first of what it found; what is open to all comes with a picture
 * and as CSV.
 */
export function rankingCommand<const S extends OptionSpecs>(shape: RankingShape<S>): LookCommand {
  const { name, zh, summary, options, risk = 'read' } = shape;
  return defineLook({
    ...{ name, zh, summary, risk, options },
    run: async (context, given) => {
      const ranking = await shape.read(context, given);
      const next = Object.hasOwn(options, 'page') ? nextButton(context, name, given, ranking) : [];
      return risk === 'secret'
        ? secretCard(context, shape, ranking, next)
        : openCard(context, shape, ranking, next);
    },
  });
}

type Face = Pick<RankingShape<OptionSpecs>, 'name' | 'title' | 'note'>;

function secretCard(context: CommandContext, shape: Face, ranking: Ranking, next: Card['buttons'] = []) {
  const { title, lines, facts, table } = partsOf(context, shape, ranking);
  const { say } = context;
  return card(title, {
    visibility: 'asker',
    lines: [say('Seen by you only. Do not pass it on.', '仅自己可见，请勿转发。'), ...lines],
    ...{ facts, ...(table && { table }), buttons: [...next, hideButton(say)] },
  });
}

async function openCard(context: CommandContext, shape: Face, ranking: Ranking, next: Card['buttons'] = []) {
  const { title, note, lines, facts, table } = partsOf(context, shape, ranking);
  if (!table) return card(title, { lines, facts, buttons: next });
  const { say, language } = context;
  const png = ranking.chart && (await context.draw({ ...ranking.chart, title, note }));
  const file = shape.name.replaceAll(' ', '-');
  const heads = ranking.heads.map((head) => wording(head, language));
  return card(title, {
    ...{ lines, facts, table, buttons: next },
    ...(png && { picture: { name: `${file}.png`, png, alt: altOf(title, table.rows) } }),
    file: { name: `${file}.csv`, csv: csv([heads, ...ranking.rows]) },
    instead: [
      png
        ? say('Picture and CSV file could not be sent.', '图表和 CSV 文件未能发送。')
        : say('The CSV file could not be sent.', 'CSV 文件未能发送。'),
    ],
  });
}

/** What a card of figures says, whoever sees it. */
function partsOf({ say, language }: CommandContext, shape: Face, ranking: Ranking) {
  const [head, note] = [wording(shape.title, language), wording(shape.note, language)];
  const { rows, count, page = 1, total = rows.length, facts } = ranking;
  const from = (page - 1) * count;
  const shown = rows.slice(from, from + count);
  const lines = [...(ranking.lines ?? []), note];
  if (shown.length === 0 && rows.length > 0) {
    const pages = Math.ceil(rows.length / count);
    const end = say(`There are only ${pages} pages.`, `总共只有 ${pages} 页。`);
    return { title: head, note, lines: [end, ...lines], facts, table: undefined };
  }
  if (shown.length === 0)
    return { title: say(`${head}: no figures`, `${head}：没有数据`), note, lines, facts, table: undefined };
  const part =
    shown.length < total
      ? [
          say(
            `${from + 1} to ${from + shown.length} of ${total}.`,
            `共 ${total} 条，当前第 ${from + 1}–${from + shown.length} 条。`,
          ),
        ]
      : [];
  const table = toldTable({
    columns: ranking.heads.map((each) => wording(each, language)),
    rows: shown.map((row) => row.map(cellText)),
  });
  return { title: head, note, lines: [...part, ...lines], facts, table };
}

/** A number to four digits, whole where it has more; nothing where it is not known. */
export function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return cell;
  const digits = Math.abs(cell) >= 1000 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 4 };
  return new Intl.NumberFormat('en', digits).format(cell);
}

function nextButton(
  context: CommandContext,
  name: string,
  given: Readonly<Record<string, unknown>>,
  { rows, count, page = 1 }: Ranking,
): Card['buttons'] {
  return pageButton(context, { page, total: rows.length, size: count }, (to) => {
    const options = Object.entries({ ...given, page: to }).flatMap(([key, value]) =>
      typeof value === 'string' || typeof value === 'number' || Array.isArray(value)
        ? [[key, String(value)] as const]
        : [],
    );
    return commandLine(name, Object.fromEntries(options));
  });
}

function altOf(title: string, rows: readonly (readonly string[])[]): string {
  return [title, ...rows.slice(0, 5).map((row) => row.filter(Boolean).join(' '))].join('; ');
}
