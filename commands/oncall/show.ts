import { defineLook, type CommandContext } from '../../src/command.ts';
import { buttonRow, runButton } from '../../src/card/run-button.ts';
import { isOpen, type HandOver } from '../../src/oncall/hand-over/hand-over.ts';
import { endOfOverride, type Override } from '../../src/oncall/override.ts';
import type { Layer, Rotation } from '../../src/oncall/rotation.ts';
import { shiftsBetween } from '../../src/oncall/shifts.ts';
import { troubleText } from '../../src/oncall/trouble.ts';
import type { Card, Fact } from '../../src/reply.ts';
import { card } from '../card.ts';
import { typedLine } from '../typed-line.ts';
import { when } from '../when.ts';
import { anyRotationOption, rotationsMeant } from './rotation.ts';
import { kindText, wallText, whoText, whyText } from './words.ts';

const DAY_MS = 24 * 60 * 60_000;
/** So far ahead the next shifts are looked for, ms; so many are shown. */
const AHEAD_MS = 60 * DAY_MS;
const NEXT = 3;
/** Overrides and troubles that are shown of each rotation. */
const MOST = 10;

export const oncallShow = defineLook({
  name: 'oncall show',
  zh: '值班 查看',
  summary: {
    en: 'Show a rotation: who is on call, who is next, changes, and problems',
    zh: '查看一个轮值：当前与接下来的值班人、变更和问题',
  },
  risk: 'read',
  options: { rotation: anyRotationOption },
  async run(context, options) {
    const rotations = rotationsMeant(context, options.rotation, (name) => typedLine('oncall show', name));
    const [only, second] = rotations;
    return only && !second ? oneCard(context, only) : allCard(context, rotations);
  },
});

function oneCard(context: CommandContext, rotation: Rotation): Card {
  const { say, oncall, language, config } = context;
  const { name } = rotation;
  const now = context.now();
  const { people, until, by } = oncall.at(name, now);
  const coming = shiftsBetween(rotation, oncall.overrides(name), now, now + AHEAD_MS).filter(
    ({ from }) => from > now,
  );
  const troubles = oncall.troubles(now).filter((trouble) => trouble.rotation === name);
  const changes = standing(context, name);
  return card(name, {
    tone: people.length === 0 || troubles.length > 0 ? 'warning' : 'info',
    lines: troubles.slice(0, MOST).map((trouble) => `⚠ ${troubleText(trouble, language, config.timeZone)}`),
    facts: [
      { label: say('On call now', '当前值班'), value: whoText(context, people) },
      ...(until === undefined ? [] : [{ label: say('Until', '至'), value: when(context, until) }]),
      ...handOverFacts(context, name),
      ...(by ? [{ label: say('Why', '依据'), value: whyText(context, name, by) }] : []),
      ...coming.slice(0, NEXT).map((shift, index): Fact => ({
        label: index === 0 ? say('Next', '下一班') : say('Then', '之后'),
        value: `${whoText(context, shift.people)} · ${when(context, shift.from)}`,
      })),
      ...(rotation.zone === config.timeZone ? [] : [{ label: say('Zone', '时区'), value: rotation.zone }]),
      ...layerFacts(context, rotation.layers),
      ...calendarFacts(context, name),
    ],
    ...(changes.length === 0 ? {} : { table: changeTable(context, changes) }),
    buttons: buttonRow(
      isMine(context, name)
        ? runButton(typedLine('oncall accept', name), say('Take over', '接手'), 'primary')
        : runButton(typedLine('oncall take', name), say('Take over', '接班')),
      runButton(typedLine('oncall next', name), say('Coming shifts', '接下来的班次')),
      ...changes
        .slice(0, 3)
        .map(({ id }) => runButton(typedLine('oncall end', id), say(`End ${id}`, `结束 ${id}`))),
    ),
  });
}

function allCard(context: CommandContext, rotations: readonly Rotation[]): Card {
  const { say, oncall, language, config } = context;
  const now = context.now();
  const troubles = oncall.troubles(now);
  const changes = rotations.flatMap(({ name }) => standing(context, name));
  return card(say(`On-call rotations: ${rotations.length}`, `值班轮值：${rotations.length} 个`), {
    tone: troubles.length > 0 ? 'warning' : 'info',
    lines: [
      ...troubles.slice(0, MOST).map((trouble) => `⚠ ${troubleText(trouble, language, config.timeZone)}`),
      ...changes
        .slice(0, MOST)
        .map(
          (change) =>
            `${change.id} · ${change.rotation} · ${kindText(context, change)} · ${spanText(context, change)}`,
        ),
    ],
    table: {
      columns: [say('Rotation', '轮值'), say('On call', '值班'), say('Until', '至'), say('Next', '下一班')],
      rows: rotations.map((rotation) => {
        const { people, until } = oncall.at(rotation.name, now);
        const next = until === undefined ? undefined : oncall.at(rotation.name, until);
        return [
          rotation.name,
          whoText(context, people),
          until === undefined ? '' : wallText(context, until),
          next ? whoText(context, next.people) : '',
        ];
      }),
    },
    buttons: buttonRow(
      ...rotations
        .slice(0, 5)
        .map(({ name }) => runButton(typedLine('oncall show', name), say(`Show ${name}`, `查看 ${name}`))),
    ),
  });
}

/** Overrides that hold or come. */
function standing({ oncall, now }: CommandContext, rotation: string): readonly Override[] {
  return oncall.overrides(rotation).filter((one) => endOfOverride(one) > now());
}

function changeTable(context: CommandContext, changes: readonly Override[]) {
  const { say } = context;
  return {
    columns: [say('What', '变更'), say('Who and when', '谁、何时'), say('ID', '编号')],
    rows: changes
      .slice(0, MOST)
      .map((change) => [kindText(context, change), spanText(context, change), change.id]),
  };
}

function spanText(context: CommandContext, { covers }: Override): string {
  const { say } = context;
  return covers
    .map(
      ({ person, from, to }) =>
        `${whoText(context, [person])} ${wallText(context, from)} – ${wallText(context, to)}`,
    )
    .join(say('; ', '；'));
}

/** That nobody has taken over yet, and who is called until then. */
function handOverFacts(context: CommandContext, name: string): Fact[] {
  const { say } = context;
  const waiting = waitingIn(context, name);
  if (!waiting) return [];
  const { from } = waiting;
  const before = whoText(context, from);
  const still = from.length === 0 ? '' : say(`; ${before} is called as well`, `；同时呼叫 ${before}`);
  return [{ label: say('Hand-over', '交接'), value: say(`not taken over yet${still}`, `尚未接手${still}`) }];
}

/** Whether it is for the asker to take over. */
function isMine(context: CommandContext, name: string): boolean {
  return waitingIn(context, name)?.to.includes(context.who.person) === true;
}

function waitingIn({ handOvers }: CommandContext, name: string): HandOver | undefined {
  const last = handOvers.duty(name)?.handOvers.at(-1);
  return last && isOpen(last) ? last : undefined;
}

function layerFacts({ say, config }: CommandContext, layers: readonly Layer[]): Fact[] {
  if (layers.length < 2 && layers[0]?.windows.length === 0 && layers[0].people.length === 1) return [];
  return layers.map((layer): Fact => ({
    label: layers.length > 1 ? say(`Layer ${layer.name}`, `层 ${layer.name}`) : say('Turns', '轮次'),
    value: [layer.people.join(say(', ', '、')), ...(layer.zone === config.timeZone ? [] : [layer.zone])].join(
      ' · ',
    ),
  }));
}

function calendarFacts(context: CommandContext, name: string): Fact[] {
  const { say, oncall } = context;
  const state = oncall.calendar(name);
  if (!state) return [];
  const value =
    state.readAt === undefined
      ? say('not read yet', '尚未读取')
      : say(`read ${when(context, state.readAt)}`, `读取于 ${when(context, state.readAt)}`);
  return [{ label: say('Calendar', '日历'), value }];
}
