import { safeLine } from '../../src/text/safe-line.ts';
import { type ActCommand, defineAct } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import type { Rule } from '../../src/live/read/templates.ts';
import type { Fact } from '../../src/reply.ts';
import { byId } from '../../src/text/name-forms.ts';
import { wording, type Text } from '../../src/text/language.ts';
import { nothingToDo } from '../shape/act.ts';
import { labelOf, nounOption, resolve } from '../shape/noun.ts';
import { typedLine } from '../typed-line.ts';
import { CALLS, send, templateId } from './calls.ts';
import type { Feature } from './feature.ts';
import { onAirFact } from './on-air.ts';
import {
  readBindings,
  ruleFacts,
  rulesState,
  ruleTarget,
  templateLabel,
  type Bindings,
  type RulePlan,
} from './rule-noun.ts';
import {
  isSame,
  isWithin,
  readScope,
  scopeOf,
  scopeOption,
  scopeParams,
  scopeText,
  type Scope,
} from './scope.ts';
import { markOf, templateNoun, templateSubject } from './template-noun.ts';
import { FROM_NEXT_PUSH } from './words.ts';
import { refuseWrongDomain } from './wrong-domain.ts';
import type { CommandContext } from '../../src/command.ts';
import { spaced } from '../../src/card/name-with-id.ts';

/** Binds a template to a place. */
export function ruleAdd(feature: Feature): ActCommand {
  const { name, zh, words, one } = feature;
  const command = `${name} rule add`;
  const noun = templateNoun(feature);
  return defineAct({
    name: command,
    zh: `${zh} 规则 添加`,
    summary: {
      en: `Use ${one} for a domain${feature.hasStreams ? ', app or stream' : ' or app'}`,
      zh: `把${words.zh}关联到域名${feature.hasStreams ? '、应用或流' : '或应用'}`,
    },
    risk: feature.risks.ruleAdd,
    options: {
      scope: scopeOption(feature),
      template: nounOption(templateSubject(feature)),
    },
    async preview(context, options) {
      const { language, say } = context;
      const typed = options as Readonly<Record<string, string>>;
      const scope = readScope(feature, typed['scope'] ?? '');
      const place = scopeText(scope);
      const template = await resolve(context, noun, typed['template'] ?? '', command, []);
      const bindings = await readBindings(context, feature);
      refuseBound(feature, bindings, scope, template.id);
      await refuseWrongDomain(context, feature, scope.domain);
      const label = labelOf(noun, template);
      const lines: Text[] = [feature.warnings.add, FROM_NEXT_PUSH, UNDO];
      const params = scopeParams(feature, scope);
      const plan: RulePlan = {
        domain: params.DomainName,
        app: params.AppName,
        stream: params.StreamName,
        templateId: template.id,
      };
      return {
        target: ruleTarget(context, feature, scope),
        title: say(
          `Use ${label.en} for ${safeLine(place, 100)}`,
          `将 ${spaced(label.zh)}关联到 ${safeLine(place, 100)}`,
        ),
        plan,
        showCommand: typedLine(`${name} rule list`, scope.domain),
        state: { there: rulesState(bindings, scope), template: markOf(feature, template) },
        facts: [
          ...ruleFacts(context, feature, bindings, plan),
          ...widerFact(context, feature, bindings, scope, say('Instead of', '取代')),
          await onAirFact(context, feature, [scope], bindings.rules),
        ],
        lines: lines.map((line) => wording(line, language)),
      };
    },
    async run(context, plan: RulePlan) {
      await send(context.live, CALLS[name].bind, bindParams(plan));
    },
    async verify(context, plan) {
      const bindings = await readBindings(context, feature);
      return { seen: isBound(bindings.rules, plan), facts: ruleFacts(context, feature, bindings, plan) };
    },
    undo: ({ say }, plan) => ({
      command: `${name} rule remove`,
      options: { scope: planScope(plan), template: byId(plan.templateId) },
      label: say('Undo: remove the rule', '撤销：删除规则'),
    }),
  });
}

const UNDO: Text = { en: 'Undo: remove the rule again.', zh: '可撤销：再删除该规则。' };

/** The parameters that name a rule and its template. */
export function bindParams({ domain, app, stream, templateId: id }: RulePlan): object {
  return { DomainName: domain, AppName: app, StreamName: stream, ...templateId(id) };
}

/** The place of a plan, as it is typed. */
export function planScope({ domain, app, stream }: RulePlan): string {
  return scopeText(scopeOf({ domain, app, stream, templateId: '', since: undefined }));
}

/** Whether exactly this rule is there. */
export function isBound(rules: readonly Rule[], plan: RulePlan): boolean {
  const scope = scopeOf({ ...plan, since: undefined });
  return rules.some((rule) => isSame(scopeOf(rule), scope) && rule.templateId === plan.templateId);
}

function refuseBound(feature: Feature, bindings: Bindings, scope: Scope, id: string): void {
  const place = scopeText(scope);
  const there = bindings.rules.filter((rule) => isSame(scopeOf(rule), scope));
  const list = typedLine(`${feature.name} rule list`, scope.domain);
  if (there.some((rule) => rule.templateId === id))
    throw nothingToDo(
      {
        en: `${safeLine(place, 100)} uses ${templateLabel(feature, bindings, id).en} already`,
        zh: `${safeLine(place, 100)} 已关联 ${templateLabel(feature, bindings, id).zh}`,
      },
      { en: 'There is nothing to do.', zh: '无需操作。' },
      list,
    );
  const [other] = feature.isMany ? [] : there;
  if (other) throw takes(feature, bindings, place, other);
  const elsewhere = feature.isOneADomain
    ? bindings.rules.find((rule) => rule.domain === scope.domain && rule.templateId !== id)
    : undefined;
  if (elsewhere) throw takesOne(feature, bindings, scope, elsewhere);
}

function takes(feature: Feature, bindings: Bindings, place: string, other: Rule): Refusal {
  const label = templateLabel(feature, bindings, other.templateId);
  return new Refusal(
    'airdesk.in-use',
    {
      en: `${safeLine(place, 100)} uses ${label.en} already`,
      zh: `${safeLine(place, 100)} 已关联 ${label.zh}`,
    },
    {
      en: 'There can be one rule at a place. Remove it first. Nothing was done.',
      zh: '同一范围只能有一条规则。请先删除原规则。未执行任何操作。',
    },
    [typedLine(`${feature.name} rule remove`, place, byId(other.templateId))],
  );
}

/** The domain has a rule with another template, and takes one only. */
export function takesOne(feature: Feature, bindings: Bindings, { domain }: Scope, other: Rule): Refusal {
  const label = templateLabel(feature, bindings, other.templateId);
  return new Refusal(
    'airdesk.in-use',
    { en: `${domain} uses ${label.en} already`, zh: `${domain} 已使用 ${label.zh}` },
    {
      en: `A domain takes one ${feature.words.en} only. Use that one, or remove its rules first. Nothing was done.`,
      zh: `一个域名只能使用一个${feature.words.zh}。请使用该模板，或先删除它的规则。未执行任何操作。`,
    },
    [
      typedLine(`${feature.name} rule list`, domain),
      typedLine(`${feature.name} rule remove`, scopeText(scopeOf(other)), byId(other.templateId)),
    ],
  );
}

/** What holds there by now, of a wider scope: the narrower rule goes first. */
function widerFact(
  { say }: CommandContext,
  feature: Feature,
  bindings: Bindings,
  scope: Scope,
  label: string,
): Fact[] {
  if (feature.isMany) return [];
  const wider = bindings.rules.filter(
    (rule) => !isSame(scopeOf(rule), scope) && isWithin(scope, scopeOf(rule)),
  );
  if (wider.length === 0) return [];
  const texts = wider.map((rule) => {
    const where = safeLine(scopeText(scopeOf(rule)), 80);
    const template = templateLabel(feature, bindings, rule.templateId);
    return say(`${template.en} (${where})`, `${template.zh}（${where}）`);
  });
  return [{ label, value: texts.slice(0, 3).join('\n') }];
}
