import { buttonRow, runButton } from '../../src/card/run-button.ts';
import { defineLook } from '../../src/command.ts';
import { card } from '../card.ts';
import { typedLine } from '../typed-line.ts';
import { when } from '../when.ts';
import { MomentSchema, momentAt, momentOption } from './moment.ts';
import { rotationsMeant } from './rotation.ts';
import { wallText, whoText, whyText } from './words.ts';

/** So many rotations have a button each. */
const FEW = 5;

export const oncallWho = defineLook({
  name: 'oncall who',
  zh: '值班 谁',
  summary: { en: 'Who is on call, now or at another time', zh: '查看现在或某一时刻谁在值班' },
  risk: 'read',
  options: {
    at: {
      ...momentOption,
      schema: MomentSchema.optional(),
      summary: {
        en: 'when: 22:00, monday 09:00; now when left out',
        zh: '时刻：22:00、周一 09:00，不填为现在',
      },
      zh: '时刻',
      required: false,
      example: 'monday 09:00',
      rest: true,
    },
  },
  async run(context, options) {
    const { say, oncall } = context;
    const now = context.now();
    const at = options.at === undefined ? now : momentAt(context, options.at, now);
    const rotations = rotationsMeant(context, undefined, () => 'oncall who');
    const rows = rotations.map(({ name }) => ({ name, ...oncall.at(name, at) }));
    const isNow = at === now;
    const title = isNow
      ? say('On call now', '当前值班')
      : say(`On call at ${wallText(context, at)}`, `${wallText(context, at)} 值班`);
    return card(title, {
      tone: rows.some(({ people }) => people.length === 0) ? 'warning' : 'info',
      lines: isNow ? [] : [when(context, at)],
      table: {
        columns: [say('Rotation', '轮值'), say('On call', '值班'), say('Until', '至'), say('Why', '依据')],
        rows: rows.map(({ name, people, until, by }) => [
          name,
          whoText(context, people),
          until === undefined ? '' : isNow ? when(context, until) : wallText(context, until),
          whyText(context, name, by),
        ]),
      },
      buttons: buttonRow(
        ...rows
          .slice(0, FEW)
          .map(({ name }) => runButton(typedLine('oncall show', name), say(`Show ${name}`, `查看 ${name}`))),
      ),
    });
  },
});
