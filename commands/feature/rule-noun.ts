import { safeLine } from '../../src/text/safe-line.ts';
import type { CommandContext, Target } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import type { Json } from '../../src/json.ts';
import { readRules, readTemplates, type Rule, type Template } from '../../src/live/read/templates.ts';
import type { Fact } from '../../src/reply.ts';
import { byId } from '../../src/text/name-forms.ts';
import { itemsMeant, worded } from '../pick.ts';
import { labelOf } from '../shape/noun.ts';
import { typedLine } from '../typed-line.ts';
import type { Feature } from './feature.ts';
import { isSame, readScope, scopeOf, scopeText, type Scope } from './scope.ts';
import { templateNoun } from './template-noun.ts';
import { wording, type Text } from '../../src/text/language.ts';

/** All rules of a feature, and what their templates are called. */
export interface Bindings {
  readonly rules: readonly Rule[];
  readonly templates: readonly Template[];
}

/** A rule as a plan keeps it: exactly what the cloud has, so that no other is meant. */
export type RulePlan = {
  readonly domain: string;
  readonly app: string;
  readonly stream: string;
  readonly templateId: string;
};

/** Reads both lists. @throws LiveError */
export async function readBindings(context: CommandContext, { name }: Feature): Promise<Bindings> {
  const [rules, { items }] = await Promise.all([readRules(name, context), readTemplates(name, context)]);
  return { rules, templates: items };
}

/** What the template of a rule is called, or its id where there is none any more. */
export function templateLabel(feature: Feature, { templates }: Bindings, id: string): Text {
  const template = templates.find((each) => each.id === id);
  return template ? labelOf(templateNoun(feature), template) : { en: id, zh: id };
}

/** What a command on the rules of a place acts on. */
export function ruleTarget(context: CommandContext, feature: Feature, scope: Scope): Target {
  const place = scopeText(scope);
  const shown = safeLine(place, 100);
  const label = context.say(`${shown} (${feature.name} rule)`, `${shown}（${feature.zh}规则）`);
  return { key: `${context.account}/${feature.name}-rule/${place}`, label };
}

/** The rules at exactly this place, as a confirmation is bound to them. */
export function rulesState({ rules }: Bindings, scope: Scope): Json {
  return rules
    .filter((rule) => isSame(scopeOf(rule), scope))
    .map(({ app, stream, templateId }) => [app, stream, templateId])
    .sort();
}

/** The rules at exactly the place that was typed; a feature that has a usual app may have a rule without one, too. */
function rulesAt(
  feature: Feature,
  { rules }: Bindings,
  typed: string,
): { readonly scope: Scope; readonly there: readonly Rule[] } {
  const scope = readScope(feature, typed);
  const bare = readScope({ ...feature, app: '' }, typed);
  const at = (place: Scope) => rules.filter((rule) => isSame(scopeOf(rule), place));
  return at(bare).length > 0 ? { scope: bare, there: at(bare) } : { scope, there: at(scope) };
}

/** The one rule that is meant. @throws Refusal where there is none or several */
export function ruleMeant(
  feature: Feature,
  bindings: Bindings,
  typed: { readonly scope: string; readonly template: string | undefined },
  command: string,
  rest: readonly string[] = [],
): { readonly scope: Scope; readonly rule: Rule } {
  const { scope, there } = rulesAt(feature, bindings, typed.scope);
  const fitting = there.filter(({ templateId }) => isMeant(bindings, templateId, typed.template));
  const [only, second] = fitting;
  if (!only) throw noRule(feature, bindings, scope, there, command, rest);
  if (second) throw severalRules(feature, bindings, scope, fitting, command, rest);
  return { scope, rule: only };
}

function isMeant({ templates }: Bindings, id: string, given: string | undefined): boolean {
  if (given === undefined) return true;
  // A template that is gone can still be named by its id.
  const all = templates.some((each) => each.id === id)
    ? templates
    : [...templates, { id, name: '', info: {} }];
  return itemsMeant(given, worded(all)).some((each) => each.id === id);
}

function lineOf(rule: Rule, command: string, rest: readonly string[]): string {
  const place = scopeText(scopeOf(rule));
  return rest.length > 0
    ? `${typedLine(command, place, ...rest)} from:${byId(rule.templateId)}`
    : typedLine(command, place, byId(rule.templateId));
}

function noRule(
  feature: Feature,
  bindings: Bindings,
  scope: Scope,
  there: readonly Rule[],
  command: string,
  rest: readonly string[],
): Refusal {
  const place = safeLine(scopeText(scope), 100);
  const near = there.length > 0 ? there : bindings.rules.filter(({ domain }) => domain === scope.domain);
  const listed = near.slice(0, 5).map((rule) => {
    const where = safeLine(scopeText(scopeOf(rule)), 80);
    const { en, zh } = templateLabel(feature, bindings, rule.templateId);
    return { en: `${where}: ${en}`, zh: `${where}：${zh}` };
  });
  return new Refusal(
    'airdesk.not-found',
    { en: `No such ${feature.name} rule at exactly ${place}`, zh: `${place} 上没有这条${feature.zh}规则` },
    listed.length > 0
      ? {
          en: `There are: ${listed.map(({ en }) => en).join('; ')}.`,
          zh: `现有规则：${listed.map(({ zh }) => zh).join('；')}。`,
        }
      : { en: `See all with: ${feature.name} rule list`, zh: `查看全部：${feature.zh} 规则 列表` },
    listed.length > 0
      ? near.slice(0, 5).map((rule) => lineOf(rule, command, rest))
      : [`${feature.name} rule list`],
  );
}

function severalRules(
  feature: Feature,
  bindings: Bindings,
  scope: Scope,
  there: readonly Rule[],
  command: string,
  rest: readonly string[],
): Refusal {
  const place = safeLine(scopeText(scope), 100);
  const labels = there.map(({ templateId }) => templateLabel(feature, bindings, templateId));
  return new Refusal(
    'airdesk.ambiguous',
    {
      en: `${place} has ${there.length} ${feature.name} rules`,
      zh: `${place} 上有 ${there.length} 条${feature.zh}规则`,
    },
    {
      en: `Say which template is meant: ${labels.map(({ en }) => en).join('; ')}.`,
      zh: `请写明是哪个模板：${labels.map(({ zh }) => zh).join('；')}。`,
    },
    there.slice(0, 10).map((rule) => lineOf(rule, command, rest)),
  );
}

/** Place and template, as lines of a card. */
export function ruleFacts(
  { say, language }: CommandContext,
  feature: Feature,
  bindings: Bindings,
  rule: Pick<Rule, 'domain' | 'app' | 'stream' | 'templateId'>,
): Fact[] {
  return [
    { label: say('Where', '范围'), value: placeText(say, rule) },
    {
      label: say('Template', '模板'),
      value: wording(templateLabel(feature, bindings, rule.templateId), language),
    },
  ];
}

/** A place in words: an app or a stream that is not given is every one. */
function placeText(say: CommandContext['say'], rule: Pick<Rule, 'domain' | 'app' | 'stream'>): string {
  const { domain, app, stream } = scopeOf({ ...rule, templateId: '', since: undefined });
  const all = (part: string, en: string, zh: string) => (part === '' ? say(en, zh) : part);
  return safeLine(
    `${domain} / ${all(app, 'every app', '所有应用')} / ${all(stream, 'every stream', '所有流')}`,
    160,
  );
}
