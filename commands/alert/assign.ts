import { z } from 'zod';
import { defineKeep, type CommandContext } from '../../src/command.ts';
import { isSeenBy } from '../../src/guard/visible.ts';
import { personMeant } from '../person.ts';
import { typedLine } from '../typed-line.ts';
import { doneCard } from './done.ts';
import { alertOption } from './option.ts';
import { resolveAlert } from './resolve.ts';

/** `alert assign`: gives an alert to a person of airdesk.yaml. */
export const alertAssign = defineKeep({
  name: 'alert assign',
  zh: '告警 指派',
  summary: { en: 'Assign an alert to someone', zh: '指派一条告警的负责人' },
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
      names: true,
      rest: true,
    },
  },
  async run(context, options) {
    const { say, alerts, account, who } = context;
    const { id } = resolveAlert(context, options.id, 'alert assign', [options.person]);
    const person = personMeant(context, options.person, (name) => typedLine('alert assign', id, name));
    const alert = await alerts.assign(account, id, who, person);
    return doneCard(
      context,
      alert,
      say(`Assigned to ${person}`, `已指派给 ${person}`),
      unseenNote(context, person),
    );
  },
});

/** That somebody cannot do anything about it, whom it was given all the same. */
function unseenNote({ config, account, say }: CommandContext, id: string): readonly string[] {
  if (isSeenBy(config, id, account)) return [];
  return [
    say(
      `${id} has no role for ${account}: a direct message tells them only that something is wrong there, and they cannot acknowledge it.`,
      `${id} 没有可用于账号 ${account} 的角色：私信只会告知那里出了问题，对方也无法认领。`,
    ),
  ];
}
