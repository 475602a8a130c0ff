import { type CommandContext, defineAct, type Undo } from '../../src/command.ts';
import type { Fact } from '../../src/reply.ts';
import { readRules } from '../../src/live/read/templates.ts';
import { CALLBACK_PREFIX } from '../../src/callback/receive/endpoint.ts';
import { commandLine } from '../../src/line/command-line.ts';
import { byId } from '../../src/text/name-forms.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import { wording, type Text } from '../../src/text/language.ts';
import { onAirFact } from '../feature/on-air.ts';
import { isBound, planScope } from '../feature/rule-add.ts';
import { readBindings, ruleFacts, rulesState, ruleTarget, templateLabel } from '../feature/rule-noun.ts';
import { readScope, scopeText } from '../feature/scope.ts';
import { callback } from '../feature/table/callback.ts';
import { masked } from '../feature/table/callback/receivers.ts';
import { markOf } from '../feature/template-noun.ts';
import { FROM_NEXT_PUSH } from '../feature/words.ts';
import { refuseWrongDomain } from '../feature/wrong-domain.ts';
import { findingLines } from '../findings.ts';
import { inRed } from '../in-red.ts';
import { nothingToDo } from '../shape/act.ts';
import { typedLine } from '../typed-line.ts';
import { knockFindings } from './knock-words.ts';
import { appOption, domainOption } from './options.ts';
import { isWhole, lacking, ours, type OtherReceiver, type Ours } from './setup/ours.ts';
import { boundPlan, decideSetup, widerRule, type Found, type SetupPlan } from './setup/plan.ts';
import { boundTemplate, replaces, setupSteps } from './setup/steps.ts';

export const callbackSetup = defineAct({
  name: 'callback setup',
  zh: '回调 配置',
  summary: {
    en: 'Let the cloud tell Airdesk everything about a push domain, and test it',
    zh: '让云端把推流域名的全部事件推送到 Airdesk，并测试',
  },
  risk: 'change',
  options: { domain: domainOption, app: appOption },
  async preview(context, { domain, app }) {
    const { say, language } = context;
    const own = ours(context);
    const scope = readScope(callback, app === undefined ? domain : `${domain}/${app}`);
    const place = safeLine(scopeText(scope), 100);
    await refuseWrongDomain(context, callback, scope.domain);
    const bindings = await readBindings(context, callback);
    const found = decideSetup(context, own, bindings, scope);
    const { plan, template, deafened } = found;
    if (!plan)
      throw nothingToDo(
        {
          en: `The cloud tells Airdesk everything about ${place} already`,
          zh: `${place} 的全部事件已推送到 Airdesk`,
        },
        { en: 'There is nothing to do. Test whether it arrives.', zh: '无需操作。可测试能否送达。' },
        commandLine('callback test', { domain: scope.domain }),
      );
    const wider = widerRule(bindings.rules, scope);
    const lines: Text[] = [
      ...(deafened.length > 0 ? [toldNoMore(deafened, place)] : []),
      ...writesText(plan),
      FROM_NEXT_PUSH,
      undoText(plan),
    ];
    const label = templateLabel(callback, bindings, plan.templateId);
    return {
      target: ruleTarget(context, callback, scope),
      title: say(
        `Let the cloud tell Airdesk everything about ${place}`,
        `让云端把 ${place} 的全部事件推送到 Airdesk`,
      ),
      plan,
      showCommand: typedLine('callback rule list', scope.domain),
      state: {
        there: rulesState(bindings, scope),
        wider: wider?.templateId ?? '',
        template: template ? markOf(callback, template) : '',
        name: plan.name,
        origin: own.origin,
        deafened: deafened.map(({ address }) => masked(address)),
      },
      facts: [
        { label: say('Where', '范围'), value: place },
        {
          label: say('Template', '模板'),
          value: template
            ? wording(label, context.language)
            : say(`${plan.name}, a new one`, `${plan.name}（新建）`),
        },
        { label: say('Address', '地址'), value: `${own.origin}${CALLBACK_PREFIX}…` },
        { label: say('Key', '回调密钥'), value: say("Airdesk's", 'Airdesk 的密钥') },
        { label: say('Events', '事件'), value: say('all', '全部') },
        ...changeFacts(context, own, found),
        ...(plan.from === '' || plan.completes
          ? []
          : [
              {
                label: say('So far', '原模板'),
                value: wording(templateLabel(callback, bindings, plan.from), context.language),
              },
            ]),
        ...(plan.from === '' && wider
          ? [
              {
                label: say('Instead of', '取代'),
                value: wording(templateLabel(callback, bindings, wider.templateId), context.language),
              },
            ]
          : []),
        await onAirFact(context, callback, [scope], bindings.rules),
        ...(await testFacts(context)),
      ],
      lines: lines.map((line) => wording(line, language)),
    };
  },
  steps: setupSteps,
  halfDone(_, plan: SetupPlan, done) {
    const place = planScope(boundPlan(plan, ''));
    const again = commandLine('callback setup', {
      domain: plan.domain,
      ...(plan.app !== '' && { app: plan.app }),
    });
    // The rule that is to be added is the last step: what holds before it is a template, or no rule at all.
    const hasNoRule = replaces(plan) && done > (plan.templateId === '' ? 1 : 0);
    return hasNoRule
      ? {
          line: inRed({
            en: `There is no callback rule for ${safeLine(place, 100)} now. ${callback.warnings.remove.en}`,
            zh: `${safeLine(place, 100)} 现在没有回调规则。${callback.warnings.remove.zh}`,
          }),
          fixes: [again, typedLine('callback rule add', place, byId(plan.from))],
        }
      : {
          line: {
            en: `The template ${safeLine(plan.name, 60)} is there, but no rule uses it yet.`,
            zh: `模板 ${safeLine(plan.name, 60)} 已建好，但还没有规则使用它。`,
          },
          fixes: [again],
        };
  },
  async verify(context, plan: SetupPlan) {
    const template = await boundTemplate(context, plan);
    if (!template || !isWhole(ours(context), template)) return { seen: false, facts: [] };
    const rules = await readRules('callback', context);
    const rule = boundPlan(plan, template.id);
    if (!isBound(rules, rule)) return { seen: false, facts: [] };
    const facts = ruleFacts(context, callback, { rules, templates: [template] }, rule);
    return { seen: true, facts: [...facts, ...(await testFacts(context))] };
  },
  undo({ say }, plan): Undo | undefined {
    const scope = planScope(boundPlan(plan, ''));
    // What a template had before is not kept whole: its key is known to nobody.
    if (plan.completes) return undefined;
    return plan.from === ''
      ? {
          command: 'callback rule remove',
          options: { scope },
          label: say('Undo: remove the rule', '撤销：删除规则'),
        }
      : {
          command: 'callback rule set',
          options: { scope, template: byId(plan.from) },
          label: say('Undo: the former template', '撤销：恢复原模板'),
        };
  },
});

/** So many receivers are named. */
const MOST_NAMED = 5;

/** Who loses what. Of an address only the host is told. */
function toldNoMore(deafened: readonly OtherReceiver[], place: string): Text {
  const named = deafened.slice(0, MOST_NAMED).map(({ address, events }) => ({
    en: `${masked(address)}: ${events.map(([name]) => name).join(', ')}`,
    zh: `${masked(address)}：${events.map(([, zh]) => zh).join('、')}`,
  }));
  return inRed({
    en: `Other receivers will no longer get callbacks of ${place}. ${named.map(({ en }) => en).join('; ')}.`,
    zh: `其他接收方将不再收到 ${place} 的事件。${named.map(({ zh }) => zh).join('；')}。`,
  });
}

function changeFacts({ say, language }: CommandContext, own: Ours, { plan, template }: Found): Fact[] {
  if (!plan?.completes || !template) return [];
  const missing = lacking(own, template).map(([name, zh]) => (language === 'en' ? name : zh));
  const { CallbackKey: key } = template.info as { readonly CallbackKey?: unknown };
  return [
    {
      label: say('Callbacks received from now on', '新增或改址的事件'),
      value: missing.join(say(', ', '、')),
    },
    {
      label: say('Key so far', '原密钥'),
      value: key === own.key ? '' : say("another than Airdesk's, or none", '不是 Airdesk 的密钥，或没有'),
    },
  ].filter(({ value }) => value !== '');
}

function writesText(plan: SetupPlan): readonly Text[] {
  if (plan.completes)
    return [
      {
        en: 'The template is completed; every rule that uses it tells Airdesk everything then. Nobody else hears by it.',
        zh: '将补全该模板，使用它的所有规则都会推送全部事件到 Airdesk；没有其他接收方使用它。',
      },
    ];
  const isNew = plan.templateId === '';
  const isOther = plan.from !== '';
  if (!isNew && !isOther) return [];
  return [
    {
      en: `${isNew && isOther ? 'Three' : 'Two'} steps: ${isNew ? 'a template is made, ' : ''}${isOther ? 'the former rule goes, ' : ''}the new rule comes. Where one is refused, those before it are taken back.`,
      zh: `分${isNew && isOther ? '三' : '两'}步：${isNew ? '新建模板，' : ''}${isOther ? '删除原规则，' : ''}添加新规则。某一步被拒绝时，会撤回之前的步骤。`,
    },
  ];
}

function undoText(plan: SetupPlan): Text {
  if (plan.completes)
    return {
      en: 'No undo: the former key is not kept. Single events are changed by callback template set.',
      zh: '无法撤销：原密钥不会保存。单个事件可用“回调 模板 修改”调整。',
    };
  return plan.from === ''
    ? { en: 'Undo: remove the rule again; the template stays.', zh: '可撤销：删除该规则；模板会保留。' }
    : { en: 'Undo: the former template again.', zh: '可撤销：恢复原模板。' };
}

/** What a test message found a moment ago; nothing where none can be sent now. In red where it did not arrive. */
async function testFacts(context: CommandContext): Promise<Fact[]> {
  const answer = await context.knock.lately();
  if (answer.kind !== 'knocked') return [];
  const { say, language } = context;
  const { knocked } = answer;
  const [first = ''] = findingLines(knockFindings(knocked, context.now()), language);
  const value = knocked.outcome === 'arrived' ? first : `🔴 ${first}`;
  return [{ label: say('Test message', '测试消息'), value: safeLine(value, 300) }];
}
