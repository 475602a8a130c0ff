import { z } from 'zod';
import { type CommandContext, defineKeep } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { ambiguous, notFound } from '../../src/name-refusals.ts';
import type { Rotation, Shift } from '../../src/oncall/rotation.ts';
import { shiftsBetween } from '../../src/oncall/shifts.ts';
import { swapOf, type NoSwap } from '../../src/oncall/swap.ts';
import { plainForm } from '../../src/text/name-forms.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import { endOf } from '../until.ts';
import { readUntil } from '../until-words.ts';
import { typedLine } from '../typed-line.ts';
import { changedCard, onCallPerson, personOption } from './override.ts';
import { checkReach, rotationMeant, rotationOption } from './rotation.ts';
import { shiftWord, wallText, whoText } from './words.ts';

const DAY_MS = 24 * 60 * 60_000;
/** Shifts that can be named lie so far ahead, ms; so many are offered. */
const AHEAD_MS = 200 * DAY_MS;
const MOST = 6;

export const oncallSwap = defineKeep({
  name: 'oncall swap',
  zh: '值班 换班',
  summary: {
    en: 'Swap an upcoming shift with someone else’s next one',
    zh: '把一个班次与另一人的下一班对换',
  },
  risk: 'change',
  options: {
    rotation: rotationOption,
    shift: {
      schema: z.string().trim().min(1).max(40),
      summary: {
        en: 'the shift to give away, by its start as oncall next shows it, or now',
        zh: '要换出的班次：开始时间，见“值班 下一班”，或 现在',
      },
      zh: '班次',
      required: true,
      example: '2026-12-07T09:00',
      suggests: 'shift',
    },
    person: {
      ...personOption,
      summary: {
        en: 'who takes it, and gives up their own next shift; me is yourself',
        zh: '由谁接下，并以其下一班交换；“我”指自己',
      },
      rest: true,
    },
  },
  async run(context, options) {
    const { say, oncall, who } = context;
    const line = (rotation: string, shift: string, person: string) =>
      typedLine('oncall swap', rotation, shift, person);
    const rotation = rotationMeant(context, options.rotation, (name) =>
      line(name, options.shift, options.person),
    );
    checkReach(context, rotation.name, oncallSwap);
    const shift = shiftMeant(context, rotation, options.shift, (word) =>
      line(rotation.name, word, options.person),
    );
    const person = onCallPerson(context, options.person, (name) => line(rotation.name, options.shift, name));
    const swap = swapOf(rotation, oncall.overrides(rotation.name), { shift, person, now: context.now() });
    if (typeof swap === 'string') throw noSwap(context, swap, { rotation, shift, person });
    const override = await oncall.add({
      rotation: rotation.name,
      kind: 'swap',
      covers: [...swap],
      by: who.person,
    });
    const [taken, given] = swap;
    return changedCard(
      context,
      override,
      say(
        `${taken.person} and ${given.person} swap shifts in ${rotation.name}`,
        `${rotation.name}：${taken.person} 与 ${given.person} 换班`,
      ),
    );
  },
});

/** The shift that begins then, or is under way then. @throws Refusal where there is none, or a day has several */
function shiftMeant(
  context: CommandContext,
  rotation: Rotation,
  given: string,
  line: (word: string) => string,
): Shift {
  const now = context.now();
  const shifts = shiftsBetween(rotation, context.oncall.overrides(rotation.name), now, now + AHEAD_MS);
  const word = plainForm(given);
  if (/^(?:now|current|现在|当前)$/iu.test(word)) {
    const current = shifts.find(({ from }) => from === now);
    if (current) return current;
    throw noShift(context, given, shifts, line);
  }
  const wordOf = ({ from }: Shift) => shiftWord(context, from);
  const exact = shifts.filter((shift) => shift.from > now && wordOf(shift) === word);
  const onDay = /^\d{4}-\d\d-\d\d$/u.test(word)
    ? shifts.filter((shift) => shift.from > now && wordOf(shift).startsWith(word))
    : [];
  const [only, second] = exact.length > 0 ? exact : onDay;
  if (only && !second) return only;
  if (only)
    throw ambiguous(
      {
        en: `${onDay.length} shifts begin on ${safeLine(given, 20)}`,
        zh: `${safeLine(given, 20)} 有 ${onDay.length} 个班次`,
      },
      { en: 'Nothing was changed. Write when it begins.', zh: '未做任何更改。请写明开始时间。' },
      onDay.slice(0, MOST).map((shift) => line(wordOf(shift))),
    );
  const moment = readUntil(given);
  const at =
    moment?.kind === 'read' && moment.value.kind !== 'span'
      ? endOf(moment.value, now, context.config.timeZone)
      : undefined;
  const under = at === undefined ? undefined : shifts.find(({ from, to }) => from <= at && at < to);
  if (under) return under;
  throw noShift(context, given, shifts, line);
}

function noShift(
  context: CommandContext,
  given: string,
  shifts: readonly Shift[],
  line: (word: string) => string,
): Refusal {
  const shown = safeLine(given, 30);
  return notFound(
    { en: `There is no upcoming shift "${shown}"`, zh: `没有接下来的班次“${shown}”` },
    {
      en: 'Nothing was changed. A shift is named by when it begins; see them with: oncall next',
      zh: '未做任何更改。班次以开始时间为名；查看：值班 下一班',
    },
    shifts
      .filter(({ from }) => from > context.now())
      .slice(0, MOST)
      .map(({ from }) => line(shiftWord(context, from))),
  );
}

function noSwap(
  context: CommandContext,
  why: NoSwap,
  asked: { readonly rotation: Rotation; readonly shift: Shift; readonly person: string },
): Refusal {
  const { rotation, shift, person } = asked;
  const who = whoText({ say: (en) => en }, shift.people);
  const from = wallText(context, shift.from);
  const titles: Readonly<Record<NoSwap, Refusal['title']>> = {
    several: {
      en: `${who} are on call together from ${from} on: such a shift cannot be swapped`,
      zh: `${from} 起由 ${who} 共同值班，无法对换`,
    },
    same: { en: `The shift from ${from} on is ${person}'s own`, zh: `${from} 的班次本来就是 ${person} 的` },
    none: {
      en: `${person} has no other shift in ${rotation.name} to give for it`,
      zh: `${person} 在 ${rotation.name} 没有可交换的班次`,
    },
  };
  return new Refusal(
    'airdesk.no-swap',
    titles[why],
    {
      en: 'Nothing was changed. To put someone on call without a swap: oncall override',
      zh: '未做任何更改。如只需某人代班、不交换：值班 代班',
    },
    [typedLine('oncall next', rotation.name)],
  );
}
