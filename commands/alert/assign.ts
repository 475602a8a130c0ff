import { z } from 'zod';
import { type CommandContext, defineRead } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { brief } from '../brief.ts';
import { near } from '../near.ts';
import { typedLine } from '../typed-line.ts';
import { doneCard } from './done.ts';
import { alertOption } from './option.ts';
import { resolveAlert } from './resolve.ts';

export const alertAssign = defineRead({
  name: 'alert assign',
  zh: '告警 指派',
  summary: { en: 'Say who looks after an alert', zh: '指派一条告警的负责人' },
  risk: 'change',
  options: {
    id: alertOption,
    person: {
      schema: z.string().min(1).max(64),
      summary: {
        en: 'a name under people in airdesk.yaml, or me',
        zh: 'airdesk.yaml 中 people 下的名字，或 我',
      },
      zh: '人员',
      required: true,
      example: 'me',
    },
  },
  async run(context, options) {
    const { say, alerts, account, who } = context;
    const { id } = resolveAlert(context, options.id, 'alert assign', [options.person]);
    const person = personOf(context, options.person, id);
    const alert = await alerts.assign(account, id, who, person);
    return doneCard(context, alert, say(`Assigned to ${person}`, `已指派给 ${person}`));
  },
});

/** The person that a name means. @throws Refusal */
function personOf({ config, who }: CommandContext, given: string, id: string): string {
  const asked = given.trim().replace(/^@/, '');
  if (/^(?:me|我|自己)$/iu.test(asked)) return who.person;
  const people = Object.keys(config.people);
  const found =
    people.find((name) => name === asked) ??
    people.find((name) => name.toLowerCase() === asked.toLowerCase());
  if (found !== undefined) return found;
  const similar = near(asked, people, (name) => name);
  const shown = brief(given, 40);
  throw new Refusal(
    'airdesk.not-found',
    { en: `"person": nobody is called "${shown}"`, zh: `“人员”：没有叫“${shown}”的人` },
    {
      en: 'Nothing was done. People are those under people in airdesk.yaml; me is yourself.',
      zh: '未执行任何操作。可用的人员见 airdesk.yaml 中的 people；“我”指你自己。',
    },
    [...similar, 'me'].map((name) => typedLine('alert assign', id, name)),
  );
}
