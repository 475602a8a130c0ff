import { safeLine } from '../../src/text/safe-line.ts';
import type { ActCommand, CommandContext, Preview, Undo, Verified } from '../../src/command.ts';
import { defineAct } from '../../src/command.ts';
import type { Json } from '../../src/json.ts';
import { readTemplates, type Template } from '../../src/live/read/templates.ts';
import type { Fact } from '../../src/reply.ts';
import { byId } from '../../src/text/name-forms.ts';
import { worded, type Worded } from '../pick.ts';
import { idOfLeft, isTaken } from '../shape/add.ts';
import { changeFact } from '../shape/change-fact.ts';
import { changesOf, paramsOf, valuesOf, type FieldValues } from '../shape/fields.ts';
import { typedLine } from '../typed-line.ts';
import { CALLS, send } from './calls.ts';
import type { Feature } from './feature.ts';
import { gather, nameOption, readName, settingOptions, type Typed } from './gather.ts';
import {
  findTemplate,
  markOf,
  seenOf,
  seenValues,
  settingFacts,
  templateNoun,
  templateSubject,
} from './template-noun.ts';

/** What is made: its settings as they were asked for, and the template that the others are taken from. */
type MakePlan = {
  readonly name: string;
  readonly values: FieldValues;
  readonly from: string;
  readonly known: readonly string[];
};

const UNUSED = {
  en: 'It does nothing before a rule uses it.',
  zh: '在有规则使用它之前不会生效。',
};

/** A new template. */
export function templateAdd(feature: Feature): ActCommand {
  const { name, zh, words, one } = feature;
  return defineAct({
    name: `${name} template add`,
    zh: `${zh} 模板 添加`,
    summary: { en: `Make ${one}`, zh: `新建${words.zh}` },
    risk: 'change',
    options: { name: nameOption(feature, true), ...settingOptions(feature, feature) },
    async preview(context, options) {
      const typed = options as Typed;
      const values = gather(feature, typed, {});
      // Also to refuse now what could not be sent then.
      await feature.sent?.(context, values);
      const called = readName(feature, typed['name'] ?? '');
      const facts = settingFacts(feature, context, seenOf(feature, context, values));
      return previewOf(feature, context, { called, values, from: '', facts, bound: null });
    },
    run: (context, plan: MakePlan) => make(feature, context, plan, plan.values, {}),
    verify: (context, plan) => verify(feature, context, plan, (made) => settingFacts(feature, context, made)),
    undo: (context, plan, left) => undo(feature, context, plan, left),
  });
}

/** A new template that is as another one, save for what is given. */
export function templateCopy(feature: Feature): ActCommand {
  const { name, zh, words, one } = feature;
  const command = `${name} template copy`;
  const { zh: subjectZh, example } = templateSubject(feature);
  return defineAct({
    name: command,
    zh: `${zh} 模板 复制`,
    summary: { en: `Copy ${one} under another name`, zh: `以新名称复制${words.zh}` },
    risk: 'change',
    options: {
      template: {
        ...settingSubject(feature),
        ...{ zh: subjectZh, example },
      },
      name: {
        ...nameOption(feature, true),
        example: feature.nameKind.read(`${example}-2`) ? `${example}-2` : 'phone2',
      },
      ...settingOptions(feature, { required: [], optional: [] }),
    },
    async preview(context, options) {
      const typed = options as Typed;
      const source = await findTemplate(context, feature, typed['template'] ?? '', command);
      const before = seenValues(feature, context, source.template.info);
      const values = gather(feature, typed, before);
      const after = { ...before, ...seenOf(feature, context, values) };
      const called = readName(feature, typed['name'] ?? '');
      const changed = changesOf(feature.rows, before, after);
      await feature.sent?.(context, { ...before, ...values });
      const facts: Fact[] = [
        { label: context.say('Copied from', '复制自'), value: safeLine(source.label, 120) },
        ...changed.map((row) => changeFact(row, before, after, context)),
        ...settingFacts(feature, context, after),
      ];
      const from = `${source.reader.account}/${byId(source.template.id)}`;
      return previewOf(feature, context, {
        called,
        values,
        from,
        facts,
        bound: markOf(feature, source.template),
      });
    },
    async run(context, plan: MakePlan) {
      const { template } = await findTemplate(context, feature, plan.from, command);
      const base = valuesOf(feature.rows, template.info);
      const seen = seenOf(feature, context, base);
      // What leads to Airdesk leads to it in the other account too, by the address of that one.
      const own = Object.entries(base).map(([path, value]) => [
        path,
        seen[path] === 'airdesk' ? 'airdesk' : value,
      ]);
      const values = { ...(Object.fromEntries(own) as FieldValues), ...plan.values };
      await make(feature, context, plan, values, template.info);
    },
    verify: (context, plan) => verify(feature, context, plan, (made) => settingFacts(feature, context, made)),
    undo: (context, plan, left) => undo(feature, context, plan, left),
  });
}

function settingSubject(feature: Feature) {
  const { suggests, summary } = templateSubject(feature);
  return {
    ...nameOption(feature, true),
    summary: {
      en: `${summary.en}; of another account as account/id`,
      zh: `${summary.zh}；其他账号的写作 账号/ID`,
    },
    ...(suggests && { suggests }),
  };
}

async function previewOf(
  feature: Feature,
  context: CommandContext,
  {
    called,
    values,
    from,
    facts,
    bound,
  }: {
    readonly called: string;
    readonly values: FieldValues;
    readonly from: string;
    readonly facts: readonly Fact[];
    readonly bound: string | null;
  },
): Promise<Preview<MakePlan>> {
  const { say, language } = context;
  const noun = templateNoun(feature);
  const { items } = await readTemplates(feature.name, context);
  const taken = worded(items).find((item) => item.name === called || item.id === called);
  if (taken) throw isTaken(noun, called, typedLine(noun.show, taken.word));
  const shown = safeLine(called, 60);
  return {
    target: { key: `${context.account}/${noun.kind}/name:${called}`, label: shown },
    title: say(`Make the ${feature.words.en} ${shown}`, `新建${feature.words.zh} ${shown}`),
    plan: { name: called, values: values, from, known: items.map(({ id }) => id) },
    showCommand: noun.list,
    state: { taken: false, source: bound },
    facts,
    lines: [
      UNUSED[language === 'en' ? 'en' : 'zh'],
      ...(feature.settles
        ? [
            say(
              'The cloud keeps bitrates apart: it may save one that is a little different.',
              '云端要求转码码率互不相同，保存的码率可能略有差别。',
            ),
          ]
        : []),
      say('Undo: remove it again, while nothing uses it.', '可撤销：未被使用时可以再删除。'),
    ],
  };
}

async function make(
  feature: Feature,
  context: CommandContext,
  { name }: MakePlan,
  values: FieldValues,
  base: object,
): Promise<void> {
  const real = (await feature.sent?.(context, values)) ?? values;
  const params = merged(base, paramsOf({ ...feature.always, ...real }));
  await send(context.live, CALLS[feature.name].create, { ...params, [feature.namePath]: name });
}

/** Parameters with others over them, member by member. */
export function merged(base: object, over: object): Record<string, unknown> {
  const result: Record<string, unknown> = { ...base };
  for (const [name, value] of Object.entries(over)) {
    const was = result[name];
    result[name] = isObject(was) && isObject(value) ? merged(was, value) : (value as unknown);
  }
  return result;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

async function verify(
  feature: Feature,
  context: CommandContext,
  plan: MakePlan,
  factsOf: (made: FieldValues) => readonly Fact[],
): Promise<Verified> {
  const { items } = await readTemplates(feature.name, context);
  const made: Worded<Template>[] = worded(items).filter(
    ({ id, name }) => name === plan.name && !plan.known.includes(id),
  );
  const [only, second] = made;
  if (!only) return { seen: false, facts: [] };
  const facts = [...factsOf(seenValues(feature, context, only.info)), { label: 'ID', value: only.id }];
  // Two of one name in the same moment: somebody else made one, and nobody can tell which is ours.
  return second ? { seen: false, maybeOthers: true, facts } : { seen: true, facts, left: { id: only.id } };
}

function undo(
  feature: Feature,
  { say }: CommandContext,
  plan: MakePlan,
  left: Json | undefined,
): Undo | undefined {
  const id = idOfLeft(left);
  if (id === undefined) return undefined;
  const shown = safeLine(plan.name, 40);
  return {
    command: `${feature.name} template remove`,
    options: { template: byId(id) },
    label: say(`Undo: remove ${shown}`, `撤销：删除 ${shown}`),
  };
}
