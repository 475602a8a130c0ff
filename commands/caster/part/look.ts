import { z } from 'zod';
import type { CommandContext, OptionSpec, SuggestionKind, Target } from '../../../src/command.ts';
import { notFound } from '../../../src/name-refusals.ts';
import { fingerprint, type Json } from '../../../src/json.ts';
import type { Fact } from '../../../src/reply.ts';
import type { FieldRow, FieldValues } from '../../shape/fields.ts';
import type { ApiValue } from '../../shape/values.ts';
import { typedLine } from '../../typed-line.ts';
import type { Sources } from '../display.ts';
import { type Caster, casterLabel, casterTarget, resolveCaster } from '../resolve.ts';
import { casterNumber, readScene, readSources, type Scene } from '../scene.ts';
import { type Info, numberOf, type Part } from './part.ts';
import { sidesText, type Uses } from './uses.ts';
import { spaced } from '../../../src/card/name-with-id.ts';

/** A caster with all its parts of one kind, and what it shows. */
export interface Looked {
  readonly caster: Caster;
  readonly parts: readonly Info[];
  readonly scene: Scene;
  readonly sources: Sources;
}

/** The option for the number of a part. */
export function numberOption(part: Part, required: boolean) {
  const digits = z.string().regex(/^\d{1,4}$/u);
  const { en, zh } = part.words;
  return {
    schema: required ? digits.transform(Number) : digits.transform(Number).optional(),
    summary: required
      ? { en: `number of the ${en}`, zh: `${zh}的编号` }
      : { en: `number of the ${en}; the next free one when left out`, zh: `${zh}的编号，不填为下一个空号` },
    ...{ zh: '编号', required, example: required ? '1' : '9' },
    ...(required && { suggests: `caster-${part.name}` as SuggestionKind }),
  } satisfies OptionSpec;
}

/** @throws Refusal, LiveError */
export async function lookAt(
  context: CommandContext,
  part: Part,
  given: string,
  command: string,
  rest: readonly string[] = [],
): Promise<Looked> {
  const caster = await resolveCaster(context, given, command, rest);
  const [parts, scene, sources] = await Promise.all([
    readParts(context, part, caster.id),
    readScene(context, caster.id),
    readSources(context, caster.id),
  ]);
  return { caster, parts, scene, sources };
}

/** All parts of one kind, in order. @throws LiveError */
export async function readParts(context: CommandContext, part: Part, id: string): Promise<readonly Info[]> {
  const parts = await part.read(context, casterNumber(id));
  return [...parts].sort((a, b) => numberOf(part, a) - numberOf(part, b));
}

/** One part by its number, as it is now. @throws LiveError */
export async function readPart(
  context: CommandContext,
  part: Part,
  id: string,
  number: number,
): Promise<Info | undefined> {
  return (await readParts(context, part, id)).find((info) => numberOf(part, info) === number);
}

/** The part with this number. @throws Refusal where there is none */
export function partOf(part: Part, { caster, parts }: Looked, number: number, command: string): Info {
  const found = parts.find((info) => numberOf(part, info) === number);
  if (found) return found;
  const numbers = parts.map((info) => numberOf(part, info));
  const { en, zh } = part.words;
  throw notFound(
    {
      en: `Caster ${casterLabel(caster).en} has no ${en} ${number}`,
      zh: `导播台 ${spaced(casterLabel(caster).zh)}没有${zh} ${number}`,
    },
    numbers.length > 0
      ? { en: `It has: ${numbers.join(', ')}.`, zh: `现有：${numbers.join('、')}。` }
      : { en: `It has no ${en}s yet.`, zh: `还没有配置${zh}。` },
    numbers.length > 0
      ? numbers.slice(0, 5).map((known) => typedLine(command, caster.word, String(known)))
      : [typedLine(`caster ${part.name} add`, caster.word)],
  );
}

/** What a command on a part acts on. */
export function partTarget(context: CommandContext, part: Part, caster: Caster, number: number): Target {
  const whole = casterTarget(context, caster);
  return {
    key: `${whole.key}/${part.name}/${number}`,
    label: context.say(
      `${part.words.en} ${number} of ${whole.label}`,
      `${whole.label} 的${part.words.zh} ${number}`,
    ),
  };
}

/** The command that shows the parts of a caster. */
export function listLine(part: Part, caster: Caster): string {
  return typedLine(`caster ${part.name} list`, caster.word);
}

/** A mark of all of a part, so that a confirmation is bound to it: secrets go into it, and cannot be read from it. */
export function markOf(part: Part, info: Info | undefined): string | null {
  if (!info) return null;
  const json = JSON.stringify(part.steady?.(info) ?? info, (_, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  );
  return fingerprint(JSON.parse(json) as Json);
}

/** Where it is used, as a confirmation is bound to it. */
export function usesState({ pgm, pvw, layouts }: Uses): Json {
  return { pgm, pvw, layouts: [...layouts] };
}

/** Where it is used, as people read it. */
export function usesFacts({ say }: CommandContext, uses: Uses): Fact[] {
  const layouts = uses.layouts.join(say(', ', '、'));
  const parts = [sidesText(uses), layouts === '' ? '' : say(`layout ${layouts}`, `布局 ${layouts}`)];
  const shown = parts.filter((each) => each !== '').join(' · ');
  return [{ label: say('Used in', '使用位置'), value: shown === '' ? say('nothing', '无') : shown }];
}

/** Numbers that differ by less are the same: the cloud counts in other floats than we do. */
const TINY = 1e-4;

/** Whether what is there is what was asked for; of a structure, what was asked of it. */
function isSame(there: ApiValue | undefined, asked: ApiValue): boolean {
  if (typeof there === 'number' && typeof asked === 'number') return Math.abs(there - asked) < TINY;
  if (Array.isArray(asked)) {
    const [left, right] = [there, asked] as [readonly ApiValue[], readonly ApiValue[]];
    return (
      Array.isArray(there) &&
      left.length === right.length &&
      right.every((each, at) => isSame(left[at], each))
    );
  }
  if (typeof asked === 'object')
    return (
      typeof there === 'object' &&
      !Array.isArray(there) &&
      Object.entries(asked).every(([name, value]) =>
        isSame((there as Readonly<Record<string, ApiValue>>)[name], value),
      )
    );
  return there === asked;
}

/** Whether all the values that were asked for are there. */
export function hasAll(there: FieldValues, asked: FieldValues): boolean {
  return Object.entries(asked).every(([path, value]) => isSame(there[path], value));
}

/** Which fields differ, in the order of the rows. */
export function changedRows(part: Part, before: FieldValues, after: FieldValues): readonly FieldRow[] {
  return part.rows.filter(({ path }) => {
    const [was, is] = [before[path], after[path]];
    if (was === undefined || is === undefined) return was !== is;
    return !isSame(was, is);
  });
}
