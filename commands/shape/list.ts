import { type CommandContext, defineLook, type LookCommand, type OptionSpecs } from '../../src/command.ts';
import { buttonRow } from '../../src/card/run-button.ts';
import type { Button } from '../../src/reply.ts';
import { wording, type Text } from '../../src/text/language.ts';
import { card } from '../card.ts';
import { listLines, listOptions, matches, nextPage, pageOf } from '../listing.ts';
import { toldTable } from '../told-table.ts';

/** A button a row only up to so many rows: more would bury the list. */
const FEW = 5;

/** What was read: all, or the first ones of so many. */
export interface Read<T> {
  readonly items: readonly T[];
  readonly total: number;
}

/** Options as they were typed. */
export type Typed = Readonly<Record<string, string | undefined>>;

/** A column: its head, and what it says of a row. One in which no row says anything is left out. */
export type Column<T> = readonly [head: Text, cell: (context: CommandContext, item: T) => string];

/** A command that lists things: read, filtered, a page at a time, with a button for each of few. */
export interface ListShape<T> {
  readonly name: string;
  readonly zh: string;
  readonly summary: Text;
  /** `secret`: only the asker sees it. `read` where left out. */
  readonly risk?: 'read' | 'secret';
  readonly everyAccount?: true;
  /** Options of its own behind filter and page, taken as they are typed. */
  readonly options?: OptionSpecs;
  /** All of them, or the first ones of `total`. @throws LiveError, Refusal */
  readonly read: (context: CommandContext, typed: Typed) => Promise<Read<T>>;
  /** The texts in which the filter looks. */
  readonly searched: (context: CommandContext, item: T) => readonly (string | undefined)[];
  /** Head of the card; with how many there are, where that says something. */
  readonly title: Text | ((count: number) => Text);
  /** There are none, and none that fits the filter. */
  readonly none: Text;
  readonly noMatch: Text;
  /** What to do where there are none, or what else there is to know. */
  readonly hint?: Text;
  /** What else there is to know where there are some, as the zone of the times. */
  readonly note?: (context: CommandContext) => string;
  readonly columns: readonly Column<T>[];
  /** What is most wanted of one row. `alone`: no other row of the page has its label. */
  readonly button?: (context: CommandContext, item: T, rows: readonly T[]) => Button | undefined;
  /** `few`: where there are few rows (the usual way); `first`: the first few rows of any page. */
  readonly buttonsOf?: 'few' | 'first';
}

/** The command of a list. */
export function listCommand<T>(shape: ListShape<T>): LookCommand {
  const { name, zh, summary } = shape;
  return defineLook({
    ...{ name, zh, summary, risk: shape.risk ?? 'read' },
    ...(shape.everyAccount && { everyAccount: true }),
    // Those of its own are texts.
    options: { ...listOptions, ...shape.options },
    async run(context, options) {
      const own = ownOf(shape, options);
      const text = (words: Text) => wording(words, context.language);
      const { items, total } = await shape.read(context, own);
      const found = items.filter((item) => matches(options.filter, ...shape.searched(context, item)));
      if (found.length === 0)
        return card(text(total === 0 || options.filter === undefined ? shape.none : shape.noMatch), {
          lines: shape.hint ? [text(shape.hint)] : [],
        });
      const rows = pageOf(found, options.page);
      const read = items.length < total ? { read: items.length } : {};
      const title = typeof shape.title === 'function' ? shape.title(found.length) : shape.title;
      return card(text(title), {
        lines: [
          ...listLines(context, name, options, { total: found.length, ...read }),
          ...(shape.note ? [shape.note(context)] : []),
        ],
        table: toldTable({
          columns: shape.columns.map(([head]) => text(head)),
          rows: rows.map((item) => shape.columns.map(([, cell]) => cell(context, item))),
        }),
        buttons: [
          ...buttonRow(...withButton(shape, rows).map((item) => shape.button?.(context, item, rows))),
          ...nextPage(context, name, options, found.length, own),
        ],
      });
    },
  });
}

/** What was typed behind filter and page. */
function ownOf(
  { options = {} }: Pick<ListShape<unknown>, 'options'>,
  given: Readonly<Record<string, unknown>>,
): Typed {
  return Object.fromEntries(
    Object.keys(options).map((key) => {
      const value = given[key];
      return [key, typeof value === 'string' ? value : undefined];
    }),
  );
}

function withButton<T>({ buttonsOf = 'few' }: ListShape<T>, rows: readonly T[]): readonly T[] {
  if (buttonsOf === 'first') return rows.slice(0, FEW);
  return rows.length > FEW ? [] : rows;
}
