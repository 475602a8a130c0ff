import { safeLine } from '../../src/text/safe-line.ts';
import { z } from 'zod';
import { type ActCommand, defineAct, type CommandContext, type WriteStep } from '../../src/command.ts';
import type { Rule } from '../../src/live/read/templates.ts';
import { byId } from '../../src/text/name-forms.ts';
import { wording, type Text } from '../../src/text/language.ts';
import { nothingToDo } from '../shape/act.ts';
import { labelOf, nounOption, resolve } from '../shape/noun.ts';
import { typedLine } from '../typed-line.ts';
import { CALLS, send } from './calls.ts';
import type { Feature } from './feature.ts';
import { onAirFact } from './on-air.ts';
import { bindParams, isBound, planScope, takesOne } from './rule-add.ts';
import {
  readBindings,
  ruleFacts,
  ruleMeant,
  rulesState,
  ruleTarget,
  templateLabel,
  type Bindings,
  type RulePlan,
} from './rule-noun.ts';
import { isSame, scopeOf, scopeOption, scopeText, type Scope } from './scope.ts';
import { markOf, seenValues, templateNoun, templateSubject } from './template-noun.ts';
import { inRed } from '../in-red.ts';
import { FROM_NEXT_PUSH } from './words.ts';

/** The rule as it is to be, and the template that it had. */
type RuleSetPlan = RulePlan & { readonly from: string };

/** Gives a place another template: the former rule goes, the new one comes, since the cloud has no call for both. */
export function ruleSet(feature: Feature): ActCommand {
  const { name, zh, words } = feature;
  const command = `${name} rule set`;
  const noun = templateNoun(feature);
  const { example, suggests, summary } = templateSubject(feature);
  return defineAct({
    name: command,
    zh: `${zh} 规则 修改`,
    summary: {
      en: `Let a domain${feature.hasStreams ? ', app or stream' : ' or app'} use another ${words.en}`,
      zh: `更换域名${feature.hasStreams ? '、应用或流' : '或应用'}关联的${words.zh}`,
    },
    risk: feature.risks.ruleSet,
    options: {
      scope: scopeOption(feature),
      template: nounOption(templateSubject(feature)),
      from: {
        schema: z.string().min(1).max(255).optional(),
        summary: {
          en: `the former one: ${summary.en}, where there are several`,
          zh: `原模板：${summary.zh}，有多条规则时填写`,
        },
        ...{ zh: '原模板', required: false, example, names: true },
        ...(suggests && { suggests }),
      },
    },
    async preview(context, options) {
      const { language, say } = context;
      const typed = options as Readonly<Record<string, string | undefined>>;
      const template = await resolve(context, noun, typed['template'] ?? '', command, []);
      const bindings = await readBindings(context, feature);
      const asked = { scope: typed['scope'] ?? '', template: typed['from'] };
      const { scope, rule } = ruleMeant(feature, bindings, asked, command, [template.word]);
      refuseSame(feature, bindings, scope, rule, template.id);
      const former = bindings.templates.find(({ id }) => id === rule.templateId);
      const deaf =
        former &&
        feature.deaf?.(
          seenValues(feature, context, former.info),
          seenValues(feature, context, template.info),
        );
      const label = labelOf(noun, template);
      const place = safeLine(scopeText(scope), 100);
      const lines: Text[] = [
        ...(deaf ? [inRed(deaf)] : []),
        feature.warnings.change,
        FROM_NEXT_PUSH,
        TWO_WRITES,
        former ? UNDO : NO_UNDO,
      ];
      const { domain, app, stream } = rule;
      const plan: RuleSetPlan = { domain, app, stream, templateId: template.id, from: rule.templateId };
      return {
        target: ruleTarget(context, feature, scope),
        title: say(`Use ${label.en} for ${place} instead`, `将 ${place} 改为关联 ${label.zh}`),
        plan,
        showCommand: typedLine(`${name} rule list`, scope.domain),
        state: { there: rulesState(bindings, scope), template: markOf(feature, template) },
        facts: [
          ...ruleFacts(context, feature, bindings, plan),
          {
            label: say('So far', '原模板'),
            value: wording(templateLabel(feature, bindings, rule.templateId), context.language),
          },
          await onAirFact(context, feature, [scope], bindings.rules),
        ],
        lines: lines.map((line) => wording(line, language)),
      };
    },
    steps: [
      {
        title: { en: 'remove the former rule', zh: '删除原规则' },
        ...unbound(feature, formerRule),
        back: bound(feature, formerRule),
      },
      { title: { en: 'add the new rule', zh: '添加新规则' }, ...bound(feature, (plan) => plan) },
    ],
    halfDone(context, plan: RuleSetPlan) {
      const place = planScope(plan);
      const shown = safeLine(place, 100);
      return {
        line: inRed({
          en: `No ${name} rule exists for ${shown} now. ${feature.warnings.remove.en}`,
          zh: `${shown} 现在没有${zh}规则。${feature.warnings.remove.zh}`,
        }),
        fixes: [plan.from, plan.templateId].map((id) => typedLine(`${name} rule add`, place, byId(id))),
      };
    },
    async verify(context, plan: RuleSetPlan) {
      const bindings = await readBindings(context, feature);
      return {
        seen: isBound(bindings.rules, plan) && !isBound(bindings.rules, formerRule(plan)),
        facts: ruleFacts(context, feature, bindings, plan),
      };
    },
    undo: ({ say }, plan) => ({
      command,
      options: { scope: planScope(plan), template: byId(plan.from), from: byId(plan.templateId) },
      label: say('Undo: the former template', '撤销：恢复原模板'),
    }),
  });
}

const TWO_WRITES: Text = {
  en: 'Two steps: the former rule goes, the new one comes. Where the second is refused, the former is put back.',
  zh: '分两步：先删除原规则，再添加新规则。若第二步被拒绝，会恢复原规则。',
};
const UNDO: Text = { en: 'Undo: the former template again.', zh: '可撤销：恢复原模板。' };
const NO_UNDO: Text = {
  en: 'No undo: the former template is gone, so its rule cannot be put back either.',
  zh: '无法撤销：原模板已不存在，原规则也无法恢复。',
};

function formerRule(plan: RuleSetPlan): RulePlan {
  return { ...plan, templateId: plan.from };
}

type Which = (plan: RuleSetPlan) => RulePlan;

/** The write that binds, and the look that sees it. */
function bound(feature: Feature, which: Which): WriteStep<RuleSetPlan> {
  return {
    run: (context, plan) => send(context.live, CALLS[feature.name].bind, bindParams(which(plan))),
    verify: async (context, plan) => ({ seen: await isThere(context, feature, which(plan)), facts: [] }),
  };
}

/** The write that unbinds, and the look that sees it. */
function unbound(feature: Feature, which: Which): WriteStep<RuleSetPlan> {
  return {
    run: (context, plan) => send(context.live, CALLS[feature.name].unbind, bindParams(which(plan))),
    verify: async (context, plan) => ({ seen: !(await isThere(context, feature, which(plan))), facts: [] }),
  };
}

async function isThere(context: CommandContext, feature: Feature, plan: RulePlan): Promise<boolean> {
  return isBound((await readBindings(context, feature)).rules, plan);
}

function refuseSame(feature: Feature, bindings: Bindings, scope: Scope, rule: Rule, id: string): void {
  const there = bindings.rules.filter((each) => isSame(scopeOf(each), scope));
  const list = typedLine(`${feature.name} rule list`, scope.domain);
  if (there.some(({ templateId }) => templateId === id)) {
    const [place, label] = [safeLine(scopeText(scope), 100), templateLabel(feature, bindings, id)];
    throw nothingToDo(
      { en: `${place} uses ${label.en} already`, zh: `${place} 已关联 ${label.zh}` },
      { en: 'There is nothing to do.', zh: '无需操作。' },
      list,
    );
  }
  const other = bindings.rules.find(
    (each) => each.domain === scope.domain && each !== rule && each.templateId !== id,
  );
  if (feature.isOneADomain && other) throw takesOne(feature, bindings, scope, other);
}
