import type { CommandContext } from '../../../src/command.ts';
import type { Rule, Template } from '../../../src/live/read/templates.ts';
import { isSame, isWithin, scopeOf, scopeParams, type Scope } from '../../feature/scope.ts';
import type { Bindings, RulePlan } from '../../feature/rule-noun.ts';
import { callback } from '../../feature/table/callback.ts';
import { isWhole, othersIn, type Ours, type OtherReceiver } from './ours.ts';

/**
 * What is done, in ids and names. `templateId`: the template that is bound in the end; empty: one is made, called `name`.
 * `known`: templates that were there. `completes`: that template is changed, and no rule. `from`: the template that the
 * place has so far; empty: none.
 */
export type SetupPlan = Omit<RulePlan, 'stream'> & {
  readonly name: string;
  readonly known: readonly string[];
  readonly completes: boolean;
  readonly from: string;
};

/** What was found at a place, and what is to be done there. Undefined plan: everything is so already. */
export interface Found {
  readonly plan: SetupPlan | undefined;
  /** The template that is used: bound already, or to be bound; undefined: a new one. */
  readonly template: Template | undefined;
  /** Who hears of this place so far, and would no more. */
  readonly deafened: readonly OtherReceiver[];
}

/** Decides what makes a place tell Airdesk of everything: as few writes as that takes. */
export function decideSetup(context: CommandContext, own: Ours, bindings: Bindings, scope: Scope): Found {
  const { rules, templates } = bindings;
  const { DomainName: domain, AppName: app } = scopeParams(callback, scope);
  const templateOf = (rule: Rule | undefined) => templates.find(({ id }) => id === rule?.templateId);
  const former = rules.find((rule) => isSame(scopeOf(rule), scope));
  const bound = templateOf(former);
  if (bound && isWhole(own, bound)) return { plan: undefined, template: bound, deafened: [] };
  const known = templates.map(({ id }) => id);
  const base = { domain, app, known, from: former?.templateId ?? '' };
  // Nobody else hears by it: it is completed where it stands, and its rule stays.
  if (bound && othersIn(context, bound).length === 0) {
    const plan = { ...base, templateId: bound.id, name: bound.name, completes: true };
    return { plan, template: bound, deafened: [] };
  }
  const ready = templates.find((template) => isWhole(own, template));
  // The narrower rule goes first: whoever heard by a wider one hears of this app no more.
  const holds = templateOf(former ?? widerRule(rules, scope));
  return {
    plan: {
      ...base,
      templateId: ready?.id ?? '',
      name: ready?.name ?? freeName(templates),
      completes: false,
    },
    template: ready,
    deafened: holds ? othersIn(context, holds) : [],
  };
}

/** The rule of a wider scope that holds for a place by now. */
export function widerRule(rules: readonly Rule[], scope: Scope): Rule | undefined {
  return rules.find((rule) => !isSame(scopeOf(rule), scope) && isWithin(scope, scopeOf(rule)));
}

/** What the plan binds, and what it unbinds. */
export function boundPlan({ domain, app }: SetupPlan, templateId: string): RulePlan {
  return { domain, app, stream: '', templateId };
}

function freeName(templates: readonly Template[]): string {
  const taken = new Set(templates.map(({ name }) => name));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? 'airdesk' : `airdesk-${number}`;
    if (!taken.has(name)) return name;
  }
}
