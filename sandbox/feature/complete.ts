import { refuse } from '../refuse.ts';
import type { Feature, Template, Values, ValueRule } from './feature.ts';
import { textOf } from './text-of.ts';

/** Hosts that never have an address (RFC 6761): the cloud's check of a URL's host fails for them. */
const NOWHERE = /\.(?:invalid|test)$/i;

/**
 * The values of a new template, or of a changed one: what is given, else what was, else the usual. A structure that is
 * given takes the place of the old one as a whole [I].
 * @throws ApiError as the action lists for a wrong value
 */
export function complete(
  feature: Feature,
  {
    action,
    given,
    old,
    others,
  }: {
    readonly action: string;
    readonly given: Values;
    readonly old: Values | undefined;
    readonly others: readonly Template[];
  },
): Values {
  const values = Object.fromEntries(
    Object.entries(feature.values).map(([name, rule]) => [
      name,
      given[name] === undefined && old && !rule.clearedByChange
        ? old[name]
        : checked(action, name, rule, given[name]),
    ]),
  );
  if (nameOf(values) === '') throw refuse(action, 'value', 'The name must not be empty.');
  const misfit = feature.together?.(values, given);
  if (misfit) throw refuse(action, misfit.why, misfit.message);
  if (feature.namesAreUnique && others.some((other) => nameOf(other.values) === nameOf(values)))
    throw refuse(action, 'taken', `There is a template named ${nameOf(values)} already.`);
  return feature.settle?.(values, others) ?? values;
}

/** The name of a template, whichever member it is in. */
export function nameOf(values: Values): string {
  return textOf(values, 'TemplateName') || textOf(values, 'WatermarkName');
}

function checked(action: string, path: string, rule: ValueRule, given: unknown): unknown {
  if (rule.parts) return structure(action, path, rule.parts, (given ?? {}) as Values);
  if (given === undefined) return rule.fallback;
  const value = typeof given === 'bigint' ? Number(given) : Array.isArray(given) ? given.map(plain) : given;
  const { why = 'value', oneOf, min = -Infinity, max = Infinity, pattern } = rule;
  if (oneOf && !oneOf.some((allowed) => allowed === value))
    throw refuse(action, why, `${path} must be one of: ${oneOf.join(', ')}.`);
  if (typeof value === 'number' && (value < min || value > max))
    throw refuse(action, why, `${path} must be between ${min} and ${max}.`);
  if (typeof value !== 'string' || value === '') return value;
  if (pattern && !pattern.test(value))
    throw refuse(action, why, `${path} takes ${rule.allows ?? 'other characters'}.`);
  if (rule.url) checkUrl(action, path, value, why);
  return value;
}

function structure(
  action: string,
  path: string,
  parts: Readonly<Record<string, ValueRule>>,
  given: Values,
): Values {
  return Object.fromEntries(
    Object.entries(parts).map(([name, rule]) => [
      name,
      checked(action, `${path}.${name}`, rule, given[name]),
    ]),
  );
}

function checkUrl(action: string, path: string, value: string, why: NonNullable<ValueRule['why']>): void {
  const url = URL.parse(value);
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:')
    throw refuse(action, 'value', `${path} must be an http or https address.`);
  if (NOWHERE.test(url.hostname)) throw refuse(action, why, `${path}: ${url.hostname} has no address.`);
}

function plain(value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : value;
}
