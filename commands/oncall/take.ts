import { defineKeep } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { isOpen, type Duty } from '../../src/oncall/hand-over/hand-over.ts';
import { formatDuration } from '../../src/text/duration.ts';
import { typedLine } from '../typed-line.ts';
import { endOf, UntilSchema } from '../until.ts';
import { untilSpellings } from '../until-words.ts';
import { when } from '../when.ts';
import { checkSpan } from './moment.ts';
import { changedCard, onCallPerson } from './override.ts';
import { checkReach, rotationMeant, rotationOption } from './rotation.ts';

/** Without a length: up to the next hand-over, and no longer than one shift. */
const USUAL_MS = 12 * 60 * 60_000;

export const oncallTake = defineKeep({
  name: 'oncall take',
  zh: '值班 接班',
  summary: {
    en: 'Take over now: you are on call from this moment on',
    zh: '立即接班：从现在起由您值班',
  },
  risk: 'change',
  options: {
    rotation: rotationOption,
    for: {
      schema: UntilSchema.optional(),
      summary: {
        en: 'how long, or until when: 2h, 06:00; up to the next hand-over when left out, 12 h at most',
        zh: '时长或截止时间：2h、06:00；不填则到下次交接为止，最长 12 小时',
      },
      zh: '时长',
      required: false,
      example: '2h',
      near: untilSpellings,
      rest: true,
    },
  },
  async run(context, options) {
    const { say, oncall, handOvers, who, language } = context;
    const rotation = rotationMeant(context, options.rotation, (name) => typedLine('oncall take', name));
    const { name } = rotation;
    checkReach(context, name, oncallTake);
    const person = onCallPerson(context, 'me', () => 'whoami');
    const now = context.now();
    const before = oncall.at(name, now);
    const until =
      options.for === undefined
        ? Math.min(before.until ?? Infinity, now + USUAL_MS)
        : endOf(options.for, now, context.config.timeZone);
    checkSpan(now, until, now);
    const isAlone = before.people.length === 1 && before.people[0] === person;
    if (isAlone && (before.until ?? Infinity) >= until)
      throw new Refusal(
        'airdesk.on-call-already',
        { en: `You are on call in ${name} already`, zh: `您已在 ${name} 值班` },
        {
          en: `Nothing was changed.${before.until === undefined ? '' : ` You are until ${when(context, before.until)}.`}`,
          zh: `未做任何更改。${before.until === undefined ? '' : `值班至 ${when(context, before.until)}。`}`,
        },
        [
          ...(isWaiting(handOvers.duty(name), person) ? [typedLine('oncall accept', name)] : []),
          typedLine('oncall show', name),
        ],
      );
    const override = await oncall.add({
      rotation: name,
      kind: 'take',
      covers: [{ person, from: now, to: until }],
      by: who.person,
    });
    const length = formatDuration(until - now, language);
    return changedCard(
      context,
      override,
      say(`${person} is on call in ${name} for ${length}`, `${name}：${person} 已接班，为时 ${length}`),
    );
  },
});

/** Whether they are on call by the rotation, and have not taken over yet. */
function isWaiting(duty: Duty | undefined, person: string): boolean {
  const last = duty?.handOvers.at(-1);
  return last !== undefined && isOpen(last) && last.to.includes(person);
}
