import { safeLine } from '../../src/text/safe-line.ts';
import { type ActCommand, defineAct } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { readRules, readTemplate } from '../../src/live/read/templates.ts';
import type { Fact } from '../../src/reply.ts';
import { byId } from '../../src/text/name-forms.ts';
import { wording, type Text } from '../../src/text/language.ts';
import { nothingToDo } from '../shape/act.ts';
import { changeFact } from '../shape/change-fact.ts';
import { paramsOf, spellFields, type FieldRow, type FieldValues } from '../shape/fields.ts';
import { labelOf, nounOption, readAgain, resolve, targetOf } from '../shape/noun.ts';
import { typedLine } from '../typed-line.ts';
import { CALLS, send, templateId } from './calls.ts';
import type { Feature } from './feature.ts';
import { gather, nameOption, readName, refuseFixed, settingOptions, type Typed } from './gather.ts';
import { onAirFact } from './on-air.ts';
import { scopeOf, scopeText } from './scope.ts';
import { merged } from './template-make.ts';
import { seenOf, seenValues, templateNoun, templateSubject } from './template-noun.ts';
import { inRed } from '../in-red.ts';
import { FROM_NEXT_PUSH } from './words.ts';
import { spaced } from '../../src/card/name-with-id.ts';

/** What changes; what takes it back is spelt where it can be. */
type SetPlan = {
  readonly id: string;
  readonly name: string;
  readonly values: FieldValues;
  readonly back: { readonly [option: string]: string } | null;
};

const MOST_RULES = 5;

/** Changes a template: it is read, changed, and sent whole, since the cloud may empty what is left out. */
export function templateSet(feature: Feature): ActCommand {
  const { name, zh, words, one } = feature;
  const command = `${name} template set`;
  const noun = templateNoun(feature);
  const subject = templateSubject(feature);
  const open = [...feature.required, ...feature.optional].filter((key) => !feature.fixed?.includes(key));
  const optional = open.filter((key) => key !== 'preset');
  return defineAct({
    name: command,
    zh: `${zh} 模板 修改`,
    summary: { en: `Change ${one}`, zh: `修改${words.zh}` },
    risk: feature.risks.set,
    options: {
      template: nounOption(subject),
      ...(feature.canRename && { name: nameOption(feature, false) }),
      ...settingOptions(feature, { required: [], optional }),
    },
    async preview(context, options) {
      const typed = options as Typed;
      const { language, say } = context;
      const thing = await resolve(context, noun, typed['template'] ?? '', command);
      const before = seenValues(feature, context, thing.info);
      const given = gather(feature, typed, before);
      refuseFixed(feature, given);
      await feature.sent?.(context, given);
      const after = { ...before, ...seenOf(feature, context, given) };
      const changed = feature.rows.filter(({ path }) => isChange(feature, path, before, after, given));
      const renamed =
        typed['name'] !== undefined && typed['name'] !== thing.name
          ? readName(feature, typed['name'])
          : undefined;
      const label = labelOf(noun, thing);
      if (changed.length === 0 && renamed === undefined) throw unchanged(feature, label, typed, thing.word);
      const rules = await readRules(name, context);
      const using = rules.filter(({ templateId: id }) => id === thing.id);
      const scopes = using.map(scopeOf);
      const back = wayBack(feature, changed, before, renamed === undefined ? undefined : thing.name);
      const deaf = using.length > 0 ? feature.deaf?.(before, after) : undefined;
      const lines: Text[] = [
        ...(deaf ? [inRed(deaf)] : []),
        ...(using.length > 0 ? [feature.warnings.set, FROM_NEXT_PUSH] : [UNUSED]),
        back ? UNDO : NO_UNDO,
      ];
      const rename: Fact[] =
        renamed === undefined
          ? []
          : [{ label: say('Name', '名称'), value: `${safeLine(thing.name, 60)} → ${safeLine(renamed, 60)}` }];
      return {
        target: targetOf(context, noun, thing),
        title: say(`Change the ${words.en} ${label.en}`, `修改${words.zh} ${label.zh}`),
        plan: {
          id: thing.id,
          name: renamed ?? thing.name,
          values: Object.fromEntries(
            Object.entries(given).filter(([path]) => changed.some((row) => row.path === path)),
          ),
          back,
        },
        showCommand: typedLine(noun.show, thing.word),
        state: { ...(noun.state(thing) as object), rules: scopes.map(scopeText).sort() },
        facts: [
          ...rename,
          ...changed.map((row) => changeFact(row, before, after, context)),
          {
            label: say('Rules that use it', '使用它的规则'),
            value: rulesText(scopes.map(scopeText), say('none', '无')),
          },
          ...(scopes.length > 0 ? [await onAirFact(context, feature, scopes, rules)] : []),
        ],
        lines: lines.map((line) => wording(line, language)),
      };
    },
    async run(context, plan: SetPlan) {
      const thing = await readTemplate(name, context, plan.id);
      const real = (await feature.sent?.(context, plan.values)) ?? plan.values;
      const params = merged(thing?.info ?? {}, paramsOf(real));
      await send(context.live, CALLS[name].modify, {
        ...params,
        ...templateId(plan.id),
        [feature.namePath]: plan.name,
      });
    },
    async verify(context, plan) {
      const thing = await readAgain(context, noun, plan.id);
      if (!thing) return { seen: false, facts: [] };
      const now = seenValues(feature, context, thing.info);
      const asked = seenOf(feature, context, plan.values);
      const rows = feature.rows.filter(({ path }) => Object.hasOwn(asked, path));
      const isThere = rows.every(
        ({ path }) =>
          feature.untold?.includes(path) ||
          feature.settles?.includes(path) ||
          isEqual(now[path], asked[path]),
      );
      return {
        seen: isThere && thing.name === plan.name,
        facts: rows.flatMap((row) => {
          const value = now[row.path];
          return value === undefined
            ? []
            : [
                {
                  label: wording(row.label, context.language),
                  value: safeLine(row.kind.show(value, context.language), 120),
                },
              ];
        }),
      };
    },
    undo({ say }, plan) {
      if (!plan.back) return undefined;
      return {
        command,
        options: { template: byId(plan.id), ...plan.back },
        label: say('Undo: the former values', '撤销：恢复原值'),
      };
    },
  });
}

const UNDO: Text = { en: 'Undo: the former values.', zh: '可撤销：恢复原值。' };
const NO_UNDO: Text = {
  en: 'No undo: the cloud does not report a former value in full, or it may contain a key and is not kept.',
  zh: '无法撤销：原值中有云端不返回的内容，或可能含有密钥而不予保存。',
};
const UNUSED: Text = {
  en: 'No rule uses it: nothing changes on air.',
  zh: '没有规则使用它：不影响直播。',
};

function isChange(
  feature: Feature,
  path: string,
  before: FieldValues,
  after: FieldValues,
  given: FieldValues,
): boolean {
  if (!Object.hasOwn(given, path)) return false;
  // What the cloud does not tell may be so or not: it is sent again.
  if (feature.untold?.includes(path) && before[path] === undefined) return true;
  return !isEqual(before[path] ?? feature.usual[path], after[path]);
}

function isEqual(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

/** The options that give back what was; null where that cannot be said. */
function wayBack(
  feature: Feature,
  changed: readonly FieldRow[],
  before: FieldValues,
  name: string | undefined,
): SetPlan['back'] {
  const told = changed.filter(({ path }) => !feature.untold?.includes(path));
  const was = Object.fromEntries(told.map(({ path }) => [path, before[path] ?? feature.usual[path] ?? '']));
  if (told.some(({ path, kind }) => kind.spell(was[path] ?? '') === undefined)) return null;
  if (told.length < changed.length && told.length === 0) return null;
  const fields = spellFields(told, was);
  return { ...(name !== undefined && { name }), ...(fields !== '' && { fields }) };
}

function rulesText(places: readonly string[], none: string): string {
  if (places.length === 0) return none;
  const more = places.length - MOST_RULES;
  return [
    ...places.slice(0, MOST_RULES).map((place) => safeLine(place, 100)),
    ...(more > 0 ? [`+ ${more}`] : []),
  ].join('\n');
}

function unchanged(feature: Feature, label: Text, typed: Typed, word: string): Refusal {
  const given = Object.keys(typed).filter((key) => key !== 'template' && typed[key] !== undefined);
  const show = typedLine(`${feature.name} template show`, word);
  if (given.length > 0)
    return nothingToDo(
      { en: `${label.en} is so already`, zh: `${spaced(label.zh)}已经是这样` },
      { en: 'Nothing would change. Look at it first.', zh: '没有需要修改的内容。可先查看。' },
      show,
    );
  const keys = feature.rows
    .slice(0, 12)
    .map(({ key }) => key)
    .join(', ');
  return new Refusal(
    'airdesk.bad-option',
    { en: `What of ${label.en} should change?`, zh: `要修改 ${spaced(label.zh)}的哪一项？` },
    {
      en: `Write it behind the name as key=value: ${keys}… Nothing was done.`,
      zh: `请在名称后写作 键=值：${keys}…。未执行任何操作。`,
    },
    [show],
  );
}
