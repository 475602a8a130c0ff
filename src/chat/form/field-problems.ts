import type { Command } from '../../command.ts';
import type { Refusal } from '../../errors.ts';
import type { OptionProblem } from '../../line/option-problem.ts';
import type { ReadOptions } from '../../line/read-options.ts';
import type { Text } from '../../text/language.ts';

/** What is wrong with the values of options, by option, in words that stand at a field. */
export type FieldProblems = Readonly<Record<string, Text>>;

const NEEDED: Text = { en: 'This is needed.', zh: '此项必填。' };

/** Of options that could not be read. */
export function unreadFields(command: Command, read: ReadOptions): FieldProblems {
  if (read.ok) return {};
  const wrong = read.problems
    .filter(({ option }) => Object.hasOwn(command.options, option))
    .map((problem) => [problem.option, wordsFor(problem)] as const);
  const missing = read.missing.map((name) => [name, NEEDED] as const);
  return Object.fromEntries([...wrong, ...missing]);
}

function wordsFor({ given, near = [] }: OptionProblem): Text {
  const [meant] = near;
  return {
    en: `"${given}" does not work here.${meant === undefined ? '' : ` Did you mean ${meant}?`}`,
    zh: `不能填“${given}”。${meant === undefined ? '' : `是不是“${meant}”？`}`,
  };
}

/** Of what was refused after it was read: the option that the refusal names, or the one that holds the value it is about. */
export function refusedField(
  command: Command,
  raw: Readonly<Record<string, string>>,
  refusal: Refusal,
): FieldProblems {
  const { option, given } = refusal.about;
  const holders = Object.keys(raw).filter((name) => given !== undefined && raw[name] === given);
  const [only, ...others] = option === undefined ? holders : [option];
  if (only === undefined || others.length > 0 || !Object.hasOwn(command.options, only)) return {};
  return { [only]: refusalWords(refusal) };
}

/** A refusal in two sentences. */
export function refusalWords({ title, hint }: Refusal): Text {
  return { en: `${title.en}. ${hint.en}`, zh: `${title.zh}。${hint.zh}` };
}
