import { type ActCommand, defineAct, type OptionSpecs } from '../../../src/command.ts';
import { Refusal } from '../../../src/errors.ts';
import { byId } from '../../../src/text/name-forms.ts';
import { wording } from '../../../src/text/language.ts';
import { fieldOptions, typedFields, type Typed } from '../../shape/field-options.ts';
import { factsOf, type FieldValues } from '../../shape/fields.ts';
import { typedLine } from '../../typed-line.ts';
import { type Caster, casterLabel, casterOption } from '../resolve.ts';
import { casterNumber } from '../scene.ts';
import { sceneFacts } from '../scene-facts.ts';
import { hasAll, listLine, type Looked, lookAt, numberOption, partTarget, readPart } from './look.ts';
import { numberOf, type Part } from './part.ts';
import { spaced } from '../../../src/card/name-with-id.ts';

type AddPlan = { readonly id: string; readonly number: number; readonly values: FieldValues };

/** The command that adds a part of this kind to a caster, as `caster input add`. */
export function partAdd(part: Part): ActCommand {
  const { name, zh, words, rows } = part;
  const command = `caster ${name} add`;
  const { own, fields } = fieldOptions(rows, part);
  const options: OptionSpecs = {
    caster: casterOption,
    ...own,
    number: numberOption(part, false),
    fields,
  };
  return defineAct({
    name: command,
    zh: `导播 ${zh} 添加`,
    summary: { en: `Add ${article(words.en)} to a caster`, zh: `给导播台添加${words.zh}` },
    risk: 'change',
    options,
    async preview(context, given) {
      const typed = given as Typed;
      const { say, language } = context;
      const looked = await lookAt(context, part, typed['caster'] ?? '', command);
      const { caster, scene, sources } = looked;
      const number = freeNumber(part, looked, typed['number']);
      const values = typedFields(rows, typed);
      refuseProblem(part.problem?.(values, number, sources));
      const target = partTarget(context, part, caster, number);
      const plan: AddPlan = { id: caster.id, number, values };
      return {
        target,
        title: say(
          `Add ${words.en} ${number} to ${casterLabel(caster).en}`,
          `给 ${spaced(casterLabel(caster).zh)}添加${words.zh} ${number}`,
        ),
        plan,
        showCommand: listLine(part, caster),
        state: { taken: false, pgm: scene.pgm !== undefined },
        facts: [...factsOf(rows, values, language), ...sceneFacts(context, scene, sources)],
        lines: [
          wording(part.lines.add(scene), language),
          say('Undo: remove it again, while nothing uses it.', '可撤销：未被使用时可以再删除。'),
        ],
      };
    },
    async run(context, { id, number, values }: AddPlan) {
      const caster = casterNumber(id);
      const info = { ...part.infoOf(values, number), [part.index]: number };
      await part.add(context, caster, (await part.complete?.(context, caster, number, info)) ?? info);
    },
    async verify(context, { id, number, values }) {
      const info = await readPart(context, part, id, number);
      if (!info) return { seen: false, facts: [] };
      const there = part.valuesOf(info);
      const seen = hasAll(there, values);
      return {
        seen,
        // Somebody took the number in the same moment.
        ...(!seen && { maybeOthers: true }),
        facts: [
          { label: context.say('Number', '编号'), value: String(number) },
          ...factsOf(rows, there, context.language),
        ],
      };
    },
    undo: ({ say }, { id, number }) => ({
      command: `caster ${name} remove`,
      options: { caster: byId(id), number: String(number) },
      label: say(`Undo: remove ${words.en} ${number}`, `撤销：删除${words.zh} ${number}`),
    }),
  });
}

/** `an input`, `a layout`. */
export function article(word: string): string {
  return `${/^[aeiou]/u.test(word) ? 'an' : 'a'} ${word}`;
}

/** The number that was asked for, or the next free one. @throws Refusal where it is taken or out of range */
function freeNumber(part: Part, { caster, parts }: Looked, asked: unknown): number {
  const { min, max } = part.range;
  const taken = new Set(parts.map((info) => numberOf(part, info)));
  if (typeof asked === 'number') {
    if (taken.has(asked)) throw isTaken(part, caster, asked);
    if (asked >= min && asked <= max) return asked;
  } else for (let number = part.firstFree; number <= max; number += 1) if (!taken.has(number)) return number;
  throw new Refusal(
    'airdesk.bad-option',
    typeof asked === 'number'
      ? { en: `number cannot be ${asked}`, zh: `“编号”不能是 ${asked}` }
      : { en: `All ${max} numbers are taken`, zh: `${max} 个编号已用完` },
    {
      en: `Numbers of ${part.words.en}s go from ${min} to ${max}. Nothing was done.`,
      zh: `${part.words.zh}的编号为 ${min} 到 ${max}。未执行任何操作。`,
    },
    [listLine(part, caster)],
  );
}

function isTaken(part: Part, caster: Caster, number: number): Refusal {
  const { en, zh } = part.words;
  return new Refusal(
    'airdesk.name-taken',
    { en: `There is ${en} ${number} already`, zh: `已有${zh} ${number}` },
    {
      en: 'Leave the number out to use the next free one, or change the existing one. Nothing was done.',
      zh: '可不填编号（使用下一个空号），或修改已有的那一个。未执行任何操作。',
    },
    [listLine(part, caster), typedLine(`caster ${part.name} set`, caster.word, String(number))],
  );
}

/** @throws Refusal where the cloud would not take it */
export function refuseProblem(problem: { readonly en: string; readonly zh: string } | undefined): void {
  if (!problem) return;
  throw new Refusal(
    'airdesk.bad-option',
    { en: 'The cloud would not take this', zh: '云端不会接受这些设置' },
    { en: `${problem.en} Nothing was done.`, zh: `${problem.zh}未执行任何操作。` },
  );
}
