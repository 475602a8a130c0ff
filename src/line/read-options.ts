import type { Command, OptionSpec } from '../command.ts';
import type { Text } from '../text/language.ts';
import { plainForm } from '../text/name-forms.ts';
import { badValue, optionMeant, unknownOption, usage, type OptionProblem } from './option-problem.ts';
import { lineWith } from './typed-behind.ts';

/** Values ready for a command's preview or run, or everything that is in the way. */
export type ReadOptions =
  | { readonly ok: true; readonly values: Readonly<Record<string, unknown>> }
  | {
      readonly ok: false;
      readonly problems: readonly OptionProblem[];
      /** Names of the required options that were not given. */
      readonly missing: readonly string[];
    };

/** Reads typed options (from a line, a form or an undo) with the command's schemas. Never throws. */
export function readOptions(command: Command, raw: Readonly<Record<string, string>>): ReadOptions {
  const values: Record<string, unknown> = {};
  const missing: string[] = [];
  const problems = Object.keys(raw)
    .filter((name) => !Object.hasOwn(command.options, name))
    .map((name) => unknownOption(name, command));
  for (const [name, spec] of Object.entries(command.options)) {
    const given = Object.hasOwn(raw, name) ? raw[name] : undefined;
    if (given === undefined && spec.required) {
      missing.push(name);
      continue;
    }
    const read = readValue(spec, given);
    if (read.ok) values[name] = read.value;
    else problems.push({ ...badValue(name, spec, given ?? ''), lines: misnamed(command, raw, name) });
  }
  return problems.length > 0 || missing.length > 0 ? { ok: false, problems, missing } : { ok: true, values };
}

/** A value that is itself an option with a name that was misspelt: `fro:2h`. */
function misnamed(
  command: Command,
  raw: Readonly<Record<string, string>>,
  option: string,
): readonly string[] {
  const { [option]: given = '', ...others } = raw;
  const { name, value } = /^(?<name>\p{L}+)[:=](?<value>.+)$/su.exec(given)?.groups ?? {};
  const meant = name === undefined ? undefined : optionMeant(name, command);
  const line = meant === undefined ? undefined : lineWith(command, others, meant, value ?? '');
  return line === undefined ? [] : [line];
}

type ReadValue = { readonly ok: true; readonly value: unknown } | { readonly ok: false };

/**
 * As it stands first; where that does not fit, as it was meant by whoever typed it in full width, with spaces or signs that
 * cannot be seen around it, or with a full stop behind it: a form and a quotation hand on what stands in them.
 */
function readValue(spec: OptionSpec, given: string | undefined): ReadValue {
  if (given === undefined) return readForm(spec, given);
  for (const form of formsOf(given)) {
    const read = readForm(spec, form);
    if (read.ok) return read;
  }
  return { ok: false };
}

const SENTENCE_END = /[.,;!?。，；！？]$/u;

function formsOf(given: string): readonly string[] {
  const plain = plainForm(given);
  const forms = [plain, plain.replace(SENTENCE_END, '')].filter((form) => form !== '');
  return [...new Set([given, ...forms])];
}

function readForm(spec: OptionSpec, given: string | undefined): ReadValue {
  const value = given === undefined ? undefined : choiceMeant(spec, given);
  if (given !== undefined && value === undefined) return { ok: false };
  try {
    const parsed = spec.schema.safeParse(value);
    return parsed.success ? { ok: true, value: parsed.data } : { ok: false };
  } catch {
    // A transform that throws on odd input is a bad value, not a crash.
    return { ok: false };
  }
}

/** The value of the choice that was meant: by value in any case, or by its label in either language. */
export function choiceMeant(spec: OptionSpec, given: string): string | undefined {
  if (!spec.choices) return given;
  const typed = given.trim().toLowerCase();
  const exact = spec.choices.find((choice) => choice.value === given.trim());
  const found =
    exact ??
    spec.choices.find(({ value, label }) =>
      [value, label.en, label.zh].some((name) => name.toLowerCase() === typed),
    );
  return found?.value;
}

/** What is missing and how the command is typed, for where no form can be opened. */
export function missingText(command: Command, missing: readonly string[]): Text {
  const specs = missing.flatMap((name) => {
    const spec = command.options[name];
    return spec ? [{ name, spec }] : [];
  });
  const en = specs.map(({ name, spec }) => `${name} (${spec.summary.en})`).join(', ');
  const zh = specs.map(({ spec }) => `${spec.zh}（${spec.summary.zh}）`).join('、');
  const example = usage(command);
  return {
    en: `"${command.name}" still needs ${en}. Example: ${example.en}`,
    zh: `“${command.zh}”还缺：${zh}。示例：${example.zh}`,
  };
}
