import type { CommandContext } from '../../src/command.ts';
import { AirdeskError } from '../../src/errors.ts';
import type { Drawn } from '../../src/panel/drawing.ts';
import type { Panel, Shows } from '../../src/panel/panel.ts';
import { wording } from '../../src/text/language.ts';
import { card } from '../card.ts';
import { shortNames } from '../stream/naming/name.ts';
import type { Board } from './board.ts';
import { casterRow } from './caster-row.ts';
import { type Chosen, chosenOf, streamsOf } from './chosen.ts';
import { layControls } from './control.ts';
import { monitorRow } from './monitor-row.ts';
import { type Row, unknownState } from './row.ts';
import type { Section } from './section.ts';
import { streamRow } from './stream-row.ts';
import { fullName, type StreamName } from '../../src/live/read/stream-name.ts';

/** A panel as a card: the state of each thing, buttons for what is urgent, menus for the rest. */
export function panelCard(context: CommandContext, { shows }: Pick<Panel, 'shows'>, board: Board): Drawn {
  const { say } = context;
  const streams = streamsOf(context, shows);
  const labels = labelsOf(context, streams.shown);
  const streamRows = streams.shown.map((name, index) =>
    streamRow(context, name, labels[index] ?? fullName(name), board),
  );
  const casters = sectionRows(context, board.casters, say('Casters', '导播台'), shows.casters, (caster) =>
    casterRow(context, caster, board),
  );
  const monitors = sectionRows(context, board.monitors, say('Monitors', '监播'), shows.monitors, (monitor) =>
    monitorRow(context, monitor),
  );
  const rows = [...streamRows, ...casters.rows, ...monitors.rows];
  const facts = [...streamRows.map(({ fact }) => fact), ...casters.facts, ...monitors.facts];
  const errors = errorsOf(context, shows, board);
  const complete = errors.length === 0;
  const laid = layControls([
    {
      id: 'panel:streams',
      placeholder: say('Streams: more…', '流：更多操作…'),
      controls: streamRows.flatMap(({ controls }) => controls),
    },
    {
      id: 'panel:casters',
      placeholder: say('Casters: more…', '导播：更多操作…'),
      controls: casters.rows.flatMap(({ controls }) => controls),
    },
    {
      id: 'panel:monitors',
      placeholder: say('Monitors: more…', '监播：更多操作…'),
      controls: monitors.rows.flatMap(({ controls }) => controls),
    },
  ]);
  return {
    card: card(titleOf(context, streams.shown, board), {
      tone: complete ? 'info' : 'warning',
      lines: [
        ...errors.slice(0, 2).map((error) => errorText(context, error)),
        ...left(context, say('streams', '路流'), streams),
        ...casters.left,
        ...monitors.left,
        ...(laid.left > 0
          ? [
              say(
                `There is no room for ${laid.left} more actions here; they can be typed: help`,
                `另有 ${laid.left} 项操作放不下，可直接输入命令：帮助`,
              ),
            ]
          : []),
      ],
      facts,
      buttons: laid.buttons,
      selects: laid.selects,
    }),
    targets: rows.map(({ target }) => target),
    complete,
  };
}

function titleOf({ say }: CommandContext, streams: readonly StreamName[], board: Board): string {
  if (streams.length === 0) return say('Panel', '控制面板');
  const now = streams.map((name) => board.streams.get(fullName(name)));
  const active = now.filter((each) => each?.known && each.value.state === 'active').length;
  const unknown = now.filter((each) => !each?.known).length;
  const count = streams.length;
  if (unknown > 0)
    return say(
      `Panel: ${unknown} of ${count} streams not known, ${active} on air`,
      `控制面板：${count} 路流，${unknown} 路状态未知，${active} 路推流中`,
    );
  return say(`Panel: ${active} of ${count} streams on air`, `控制面板：${count} 路流，${active} 路推流中`);
}

/** A short name where there is one, else the stream's own name; in full where another here bears that, as either. */
function labelsOf(context: CommandContext, names: readonly StreamName[]): string[] {
  const labels = names.map((name) => shortNames(context, name)[0] ?? name.stream);
  return labels.map((label, index) => {
    const isAnothers = names.some((name, at) => at !== index && [labels[at], name.stream].includes(label));
    return isAnothers && names[index] ? fullName(names[index]) : label;
  });
}

function sectionRows<T extends { readonly id: string }>(
  context: CommandContext,
  section: Section<readonly T[]>,
  label: string,
  wanted: 'all' | readonly string[],
  rowOf: (item: T) => Row,
) {
  if (wanted.length === 0) return { rows: [], facts: [], left: [] };
  if (!section.known)
    return { rows: [], facts: [{ label, value: unknownState(context, section.since) }], left: [] };
  const chosen = chosenOf(section.value, wanted);
  const rows = chosen.shown.map(rowOf);
  const gone = wanted === 'all' ? 0 : wanted.length - chosen.total;
  return {
    rows,
    facts: rows.map(({ fact }) => fact),
    left: [
      ...left(context, label, chosen),
      ...(gone > 0
        ? [context.say(`${label}: ${gone} not there any more`, `${label}：有 ${gone} 个已不存在`)]
        : []),
    ],
  };
}

function left({ say }: CommandContext, label: string, { shown, total }: Chosen<unknown>): string[] {
  if (shown.length === total) return [];
  return [
    say(`${label}: the first ${shown.length} of ${total}`, `${label}：共 ${total}，只显示前 ${shown.length}`),
  ];
}

/**
 * Why something on this panel is not known, each reason once; the board can hold more, for other panels. Viewers that
 * are not known are nothing to worry about.
 */
function errorsOf(context: CommandContext, shows: Shows, board: Board): unknown[] {
  const streams = streamsOf(context, shows).shown;
  const casters = board.casters.known ? chosenOf(board.casters.value, shows.casters).shown : [];
  const sections: readonly (Section<unknown> | undefined)[] = [
    ...streams.map((name) => board.streams.get(fullName(name))),
    ...(streams.length > 0 ? [board.groups] : []),
    ...(shows.casters.length > 0 ? [board.casters] : []),
    ...casters.flatMap(({ id }) => [board.scenes.get(id), board.sources.get(id)]),
    ...(shows.monitors.length > 0 ? [board.monitors] : []),
  ];
  const errors = sections.flatMap((section) => (!section || section.known ? [] : [section.error]));
  return [...new Map(errors.map((error) => [codeOf(error), error])).values()];
}

function codeOf(error: unknown): string {
  return error instanceof AirdeskError ? error.code : 'airdesk.internal';
}

function errorText({ say, language }: CommandContext, error: unknown): string {
  const hint = error instanceof AirdeskError ? wording(error.hint, language) : '';
  const code = codeOf(error);
  return say(`The cloud cannot be read (${code}). ${hint}`, `无法读取云端状态（${code}）。${hint}`).trim();
}
