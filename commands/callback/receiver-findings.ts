import type { CommandContext } from '../../src/command.ts';
import { commandLine } from '../../src/line/command-line.ts';
import type { Domain } from '../../src/live/read/domains.ts';
import type { Rule } from '../../src/live/read/templates.ts';
import { byId } from '../../src/text/name-forms.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import { callback } from '../feature/table/callback.ts';
import { EVENTS, OURS } from '../feature/table/callback/receivers.ts';
import type { Bindings } from '../feature/rule-noun.ts';
import { scopeOf, scopeText } from '../feature/scope.ts';
import { seenValues } from '../feature/template-noun.ts';
import type { Finding } from '../findings.ts';
import { typedLine } from '../typed-line.ts';

/** Without these no alert of a stream is raised. */
const NEEDED: readonly string[] = ['begin', 'end'];
/** The cloud does not tell where these go. */
const UNTOLD: readonly string[] = ['recordstate'];

/** What becomes of the callbacks of a push domain. */
export function receiverFindings(
  context: CommandContext,
  bindings: Bindings,
  { name }: Domain,
): readonly Finding[] {
  const rules = bindings.rules.filter(({ domain }) => domain === name);
  if (rules.length > 0) return rules.flatMap((rule) => ruleFindings(context, bindings, rule));
  return [
    {
      is: 'wrong',
      text: {
        en: `${name} has no callback rule: nobody is notified when its streams break`,
        zh: `${name} 没有回调规则：断流时无人收到通知`,
      },
      fix: commandLine('callback setup', { domain: name }),
    },
  ];
}

function ruleFindings(context: CommandContext, { templates }: Bindings, rule: Rule): readonly Finding[] {
  const place = safeLine(scopeText(scopeOf(rule)), 100);
  const template = templates.find(({ id }) => id === rule.templateId);
  if (!template)
    return [
      {
        is: 'wrong',
        text: {
          en: `${place}: its callback template ${rule.templateId} does not exist`,
          zh: `${place}：回调模板 ${rule.templateId} 不存在`,
        },
        fix: typedLine('callback rule remove', scopeText(scopeOf(rule)), byId(rule.templateId)),
      },
    ];
  const values = seenValues(callback, context, template.info);
  const called = safeLine(template.name || template.id, 60);
  const show = typedLine('callback template show', byId(template.id));
  const told = EVENTS.filter(([event]) => !UNTOLD.includes(event));
  const ours = told.filter(([, , , path]) => values[path] === OURS);
  if (ours.length === 0)
    return [
      {
        is: 'wrong',
        text: {
          en: `${place}: template ${called} does not tell Airdesk anything`,
          zh: `${place}：模板 ${called} 不向 Airdesk 推送任何事件`,
        },
        fix: show,
      },
    ];
  const missing = told.filter((event) => !ours.includes(event));
  const isNeeded = missing.some(([event]) => NEEDED.includes(event));
  const found: Finding[] = [];
  if (values['CallbackKey'] !== OURS)
    found.push({
      is: 'wrong',
      text: {
        en: `${place}: template ${called} does not have Airdesk's key, so its callbacks are refused`,
        zh: `${place}：模板 ${called} 的回调密钥不是 Airdesk 的，其回调会被拒收`,
      },
      fix: commandLine('callback template set', { template: byId(template.id), to: 'airdesk' }),
    });
  if (missing.length > 0)
    found.push({
      is: isNeeded ? 'wrong' : 'note',
      text: {
        en: `${place}: Airdesk does not receive ${missing.map(([event]) => event).join(', ')}`,
        zh: `${place}：Airdesk 收不到以下事件：${missing.map(([, zh]) => zh).join('、')}`,
      },
      ...(isNeeded && { fix: show }),
    });
  return found.length > 0
    ? found
    : [
        {
          is: 'well',
          text: { en: `${place}: Airdesk receives everything`, zh: `${place}：全部事件推送到 Airdesk` },
        },
      ];
}
