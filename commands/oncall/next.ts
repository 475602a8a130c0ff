import { z } from 'zod';
import { defineLook } from '../../src/command.ts';
import type { Shift } from '../../src/oncall/rotation.ts';
import { shiftsBetween } from '../../src/oncall/shifts.ts';
import { card } from '../card.ts';
import { personMeant } from '../person.ts';
import { typedLine } from '../typed-line.ts';
import { instant } from '../when.ts';
import { anyRotationOption, rotationsMeant } from './rotation.ts';
import { shiftWord, wallText, whoText, whyText } from './words.ts';

const DAY_MS = 24 * 60 * 60_000;
/** So far ahead, ms, and so many shifts. */
const AHEAD_MS = 60 * DAY_MS;
const MOST = 15;

export const oncallNext = defineLook({
  name: 'oncall next',
  zh: '值班 下一班',
  summary: { en: 'Upcoming shifts, for everyone or for one person', zh: '查看接下来的班次，可只看一个人' },
  risk: 'read',
  options: {
    rotation: anyRotationOption,
    person: {
      schema: z.string().trim().min(1).max(64).optional(),
      summary: { en: 'only those of this person; me is yourself', zh: '只看这个人的班次；“我”指自己' },
      zh: '人员',
      required: false,
      example: 'me',
      suggests: 'person',
      names: true,
      rest: true,
    },
  },
  async run(context, options) {
    const { say, oncall } = context;
    const now = context.now();
    const lineFor = (rotation: string) => typedLine('oncall next', rotation, options.person ?? '');
    const rotations = rotationsMeant(context, options.rotation, lineFor);
    const person =
      options.person === undefined
        ? undefined
        : personMeant(context, options.person, (name) =>
            typedLine('oncall next', options.rotation ?? '', name),
          );
    const all = rotations
      .flatMap((rotation) =>
        shiftsBetween(rotation, oncall.overrides(rotation.name), now, now + AHEAD_MS).map((shift) => ({
          rotation: rotation.name,
          ...shift,
        })),
      )
      .filter(({ people }) => person === undefined || people.includes(person))
      .sort((a, b) => a.from - b.from);
    const title =
      person === undefined
        ? say('Coming shifts', '接下来的班次')
        : say(`Shifts of ${person}`, `${person} 的班次`);
    if (all.length === 0)
      return card(title, { lines: [say('None in the next 60 days.', '未来 60 天没有班次。')] });
    const several = rotations.length > 1;
    return card(title, {
      lines: [
        say(
          `Times in ${context.config.timeZone}. The first column names a shift: oncall swap <rotation> <shift> <person>`,
          `时间为 ${context.config.timeZone}。第一列即班次名称：值班 换班 <轮值> <班次> <人员>`,
        ),
        ...(all.length > MOST
          ? [say(`The first ${MOST} of ${all.length}.`, `共 ${all.length} 个，显示前 ${MOST} 个。`)]
          : []),
      ],
      table: {
        columns: [
          say('From', '起'),
          say('To', '止'),
          ...(several ? [say('Rotation', '轮值')] : []),
          say('On call', '值班'),
          say('Why', '依据'),
        ],
        rows: all
          .slice(0, MOST)
          .map((shift) => [
            beginText(context.say, shift, now, shiftWord(context, shift.from)),
            shift.to >= now + AHEAD_MS ? '…' : wallText(context, shift.to),
            ...(several ? [shift.rotation] : []),
            whoText(context, shift.people),
            whyText(context, shift.rotation, shift.by),
          ]),
      },
      footer: instant(context, now),
    });
  },
});

function beginText(
  say: (en: string, zh: string) => string,
  { from }: Shift,
  now: number,
  word: string,
): string {
  return from === now ? say('now', '现在') : word;
}
