import { z } from 'zod';
import { blocks, numberSign } from '../../src/chart/blocks.ts';
import type { Moment, Panel } from '../../src/chart/chart.ts';
import { type CommandContext, defineLook, type LookCommand, type OptionSpec } from '../../src/command.ts';
import type { Card, Fact } from '../../src/reply.ts';
import { formatInZone } from '../../src/text/time.ts';
import { wording, type Text } from '../../src/text/language.ts';
import { card } from '../card.ts';
import { csv } from './csv.ts';
import { areaOf, areaOption, domainsOption } from './options.ts';
import { readSpan, spanFacts, spanOptions, type Reach } from './span.ts';
import type { Span } from '../../src/clock.ts';

/** How far two points are apart: five minutes, an hour or a day. */
export type Step = '5min' | '1h' | '1d';

/** What is asked for, as far as the cloud's calls take it. */
export interface Asked extends Span {
  readonly domains: string[] | undefined;
  readonly area: 'Mainland' | 'Oversea' | undefined;
  readonly step: Step;
}

/** Figures over time: what is drawn, and the totals. */
export interface Figures {
  readonly panels: readonly Panel[];
  /** How far two points are apart, ms. */
  readonly step: number;
  readonly totals: readonly Fact[];
  /** What happened meanwhile, oldest first: marked on the picture. */
  readonly moments?: readonly Moment[];
}

/** A command that shows figures over time: one row each. */
export interface SeriesShape {
  readonly name: string;
  readonly zh: string;
  readonly summary: Text;
  readonly title: Text;
  readonly reach: Reach;
  /** Which options there are beside the times; the cloud takes no others. */
  readonly takes: readonly ('step' | 'domain' | 'area')[];
  /** How late the figures are, and what they are not. */
  readonly note: Text;
  /** @throws LiveError */
  readonly read: (context: CommandContext, asked: Asked) => Promise<Figures>;
}

const MINUTE = 60_000;
/** The same in ms. */
export const STEP_MS: Readonly<Record<Step, number>> = {
  '5min': 5 * MINUTE,
  '1h': 60 * MINUTE,
  '1d': 1440 * MINUTE,
};

const options = {
  ...spanOptions,
  step: {
    schema: z.enum(['5min', '1h', '1d']).optional(),
    summary: { en: 'how far points are apart', zh: '点与点的间隔' },
    zh: '间隔',
    required: false,
    example: '5min',
    choices: [
      { value: '5min', label: { en: '5 minutes', zh: '5 分钟' } },
      { value: '1h', label: { en: '1 hour', zh: '1 小时' } },
      { value: '1d', label: { en: '1 day', zh: '1 天' } },
    ],
  },
  domain: domainsOption,
  area: areaOption,
} as const satisfies Record<string, OptionSpec>;

/** Makes the command of a row: it reads a span, and shows it as a picture, totals and CSV. */
export function seriesCommand(shape: SeriesShape): LookCommand {
  const { name, zh, summary, takes } = shape;
  const taken = { ...spanOptions, ...Object.fromEntries(takes.map((key) => [key, options[key]])) };
  return defineLook({
    ...{ name, zh, summary, risk: 'read', options: taken as typeof options },
    async run(context, given) {
      const span = readSpan(context, given, shape.reach);
      const step = given.step ?? usualStep(span);
      return seriesCard(
        context,
        shape,
        span,
        await shape.read(context, { ...span, domains: given.domain, area: areaOf(given.area), step }),
      );
    },
  });
}

/** Five minutes within a day, as the cloud allows; by the hour beyond. */
function usualStep({ from, to }: Span): Step {
  return to - from <= STEP_MS['1d'] ? '5min' : '1h';
}

/** The card of figures: picture, totals and CSV. */
export async function seriesCard(
  context: CommandContext,
  shape: Pick<SeriesShape, 'name' | 'title' | 'note'>,
  span: Span,
  figures: Figures,
): Promise<Card> {
  const { config, language, say } = context;
  const [title, note] = [wording(shape.title, language), wording(shape.note, language)];
  const { panels, step, totals, moments = [] } = figures;
  const told = moments.map(({ text }, index) => `${numberSign(index)} ${text}`);
  const first = panels
    .flatMap(({ lines }) => lines)
    .find(({ points }) => points.some(({ value }) => value !== null));
  if (!first)
    return card(say(`${title}: no figures`, `${title}：没有数据`), {
      lines: [...told, note],
      facts: spanFacts(context, span),
    });
  const { timeZone } = config;
  const png = await context.draw({
    ...{ kind: 'lines', title, panels, ...span, step, timeZone, moments },
    note: `${note} ${timeZone}`,
  });
  const drawnInText = [`${blocks(first.points, span, moments)} ${first.name}`, ...told];
  const missing = png
    ? say('Picture and CSV file could not be sent.', '图表和 CSV 文件未能发送。')
    : say('The CSV file could not be sent.', 'CSV 文件未能发送。');
  const file = shape.name.replaceAll(' ', '-');
  return card(title, {
    lines: png ? [note] : [...drawnInText, say('The picture could not be drawn.', '图表未能绘制。'), note],
    facts: [...totals, ...spanFacts(context, span)],
    ...(png && {
      picture: {
        name: `${file}.png`,
        png,
        alt: [title, ...totals.map((t) => `${t.label} ${t.value}`), ...told].join('; '),
      },
    }),
    file: { name: `${file}.csv`, csv: csv(rowsOf(panels, timeZone)) },
    instead: [...(png ? drawnInText : []), missing],
  });
}

/** A row for each moment, a column for each line. */
function rowsOf(panels: readonly Panel[], timeZone: string): (string | number | null)[][] {
  const lines = panels.flatMap(({ unit, lines: all }) => all.map((line) => ({ ...line, unit })));
  const values = lines.map(({ points }) => new Map(points.map(({ at, value }) => [at, value])));
  const times = [...new Set(values.flatMap((each) => [...each.keys()]))].sort((a, b) => a - b);
  return [
    [`time (${timeZone})`, 'time (UTC)', ...lines.map(({ name, unit }) => `${name} (${unit})`)],
    ...times.map((at) => [
      formatInZone(at, timeZone),
      new Date(at).toISOString(),
      ...values.map((each) => each.get(at) ?? null),
    ]),
  ];
}
