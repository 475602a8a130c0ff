import { safeLine } from '../../src/text/safe-line.ts';
import type { CommandContext } from '../../src/command.ts';
import { fingerprint, type Json } from '../../src/json.ts';
import { Refusal } from '../../src/errors.ts';
import type { Reader } from '../../src/live/reader.ts';
import { readTemplate, readTemplates, type Template } from '../../src/live/read/templates.ts';
import type { Fact } from '../../src/reply.ts';
import type { Worded } from '../pick.ts';
import { factsOf, valuesOf, type FieldRow, type FieldValues } from '../shape/fields.ts';
import { labelOf, resolve, type Noun, type NounOption } from '../shape/noun.ts';
import { CALLS, taken } from './calls.ts';
import type { Feature } from './feature.ts';
import { wording } from '../../src/text/language.ts';

/** Templates of a feature, as commands name them. */
export function templateNoun(feature: Feature): Noun<Template> {
  const { name, words } = feature;
  return {
    kind: `${name}-template`,
    words,
    list: `${name} template list`,
    show: `${name} template show`,
    read: (context) => readTemplates(name, context),
    readOne: (context, id) => readTemplate(name, context, id),
    facts: (context, template) => settingFacts(feature, context, seenValues(feature, context, template.info)),
    state: (template) => ({ template: markOf(feature, template) }),
  };
}

/** The option that names one. */
export function templateSubject(feature: Feature): NounOption & { readonly name: 'template' } {
  return {
    name: 'template',
    zh: '模板',
    summary: { en: `name or id of the ${feature.words.en}`, zh: `${feature.words.zh}的名称或 ID` },
    example: feature.example.name,
    suggests: `${feature.name}-template`,
  };
}

/** What can be set of a template, without secrets. */
export function seenValues(feature: Feature, context: CommandContext, info: object): FieldValues {
  return seenOf(feature, context, valuesOf(feature.rows, info));
}

/** Values without what is secret in them. */
export function seenOf(feature: Feature, context: CommandContext, values: FieldValues): FieldValues {
  return feature.seen?.(context, values) ?? values;
}

/** A mark of all that can be set: secrets go into it, and cannot be read from it. */
export function markOf(feature: Feature, { name, info }: Template): string {
  const settings = taken(CALLS[feature.name].create, info);
  const json = JSON.stringify(settings, (_, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  );
  return fingerprint({ name, settings: JSON.parse(json) as Json });
}

/** The settings that differ from what the cloud takes for granted. */
export function settingFacts(feature: Feature, { language }: CommandContext, values: FieldValues): Fact[] {
  return factsOf(toldRows(feature, values, false), values, language).filter(({ value }) => value !== '');
}

/** Longer usual values, as the pattern of a file name, say little and take much room. */
const LONGEST_USUAL = 40;

/** Those that are as usual, in one fact. */
export function usualFact(feature: Feature, { language, say }: CommandContext, values: FieldValues): Fact[] {
  const rows = toldRows(feature, values, true);
  const told = factsOf(rows, values, language).filter(
    ({ value }) => value !== '' && value.length <= LONGEST_USUAL,
  );
  const parts = told.map(({ label, value }) => `${label} ${value}`);
  return parts.length === 0
    ? []
    : [{ label: say('As usual', '默认值'), value: safeLine(parts.join(' · '), 300) }];
}

function toldRows(feature: Feature, values: FieldValues, usual: boolean): readonly FieldRow[] {
  return feature.rows.filter((row) => {
    if (feature.isIdle?.(row, values)) return false;
    const isUsual = JSON.stringify(values[row.path]) === JSON.stringify(feature.usual[row.path]);
    return isUsual === usual;
  });
}

/** A template of this account, or with `account/` in front of one that the asker may look at too. */
export interface Found {
  readonly reader: Reader;
  readonly template: Worded<Template>;
  /** What people call it, the account included where it is another. */
  readonly label: string;
}

/** The template that is meant. @throws Refusal, LiveError */
export async function findTemplate(
  context: CommandContext,
  feature: Feature,
  given: string,
  command: string,
): Promise<Found> {
  const noun = templateNoun(feature);
  const at = given.indexOf('/');
  const account = at > 0 ? given.slice(0, at) : undefined;
  const isElsewhere = account !== undefined && Object.hasOwn(context.config.accounts, account);
  if (!isElsewhere || account === context.account) {
    const own = isElsewhere ? given.slice(at + 1) : given;
    const template = await resolve(context, noun, own, command);
    return { reader: context, template, label: wording(labelOf(noun, template), context.language) };
  }
  const reader = context.elsewhere(account, { name: noun.show, risk: 'read' });
  if (reader instanceof Refusal) throw reader;
  const template = await resolve(reader, noun, given.slice(at + 1), command);
  return { reader, template, label: `${account}/${wording(labelOf(noun, template), context.language)}` };
}
