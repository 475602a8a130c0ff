import type { Command, OptionSpec } from '../command.ts';
import { oneLine } from '../text/characters.ts';
import type { Text } from '../text/language.ts';
import { nearest } from '../text/nearest.ts';

/** Why an option cannot be used. `text` names the option, what was given and an example. */
export interface OptionProblem {
  /** The option's name, or the unknown name as typed; empty for a word too many. */
  readonly option: string;
  /** What was given, shortened. */
  readonly given: string;
  readonly text: Text;
  /** Values that may have been meant. */
  readonly near?: readonly string[];
  /** Lines that may have been meant. */
  readonly lines?: readonly string[];
}

/** A list in words, at most 8 of it. */
function listed(items: readonly string[], separator: string): string {
  return items.slice(0, 8).join(separator) + (items.length > 8 ? ' …' : '');
}

function exampleOf(option: string, spec: OptionSpec): Text {
  return { en: `${option}:${spec.example}`, zh: `${spec.zh}:${choiceName(spec, spec.example).zh}` };
}

/** What a value is typed as in each language: a choice has a name in Chinese, too. One with spaces would need quotes. */
function choiceName(spec: OptionSpec, value: string): Text {
  const zh = spec.choices?.find((choice) => choice.value === value)?.label.zh ?? value;
  return { en: value, zh: /\s/u.test(zh) ? value : zh };
}

/** What an option with a closed list takes, as it is typed in each language; none where it takes anything. */
export function choicesOf(spec: OptionSpec): readonly Text[] {
  return (spec.choices ?? []).map(({ value }) => choiceName(spec, value));
}

/** The value is not one the option takes. */
export function badValue(option: string, spec: OptionSpec, value: string): OptionProblem {
  const given = oneLine(value);
  const example = exampleOf(option, spec);
  const choices = choicesOf(spec);
  const names = { en: choices.map(({ en }) => en), zh: choices.map(({ zh }) => zh) };
  const en = choices.length > 0 ? ` It is one of: ${listed(names.en, ', ')}.` : '';
  const zh = choices.length > 0 ? `可选值：${listed(names.zh, '、')}。` : '';
  return {
    option,
    given,
    near: spec.near?.(value) ?? [],
    text: {
      en: `"${given}" does not work for "${option}" (${spec.summary.en}).${en} Example: ${example.en}`,
      zh: `选项“${spec.zh}”（${spec.summary.zh}）不能用“${given}”。${zh}示例：${example.zh}`,
    },
  };
}

/** The option was named and nothing follows. */
export function withoutValue(option: string, spec: OptionSpec): OptionProblem {
  const example = exampleOf(option, spec);
  return {
    option,
    given: '',
    text: {
      en: `"${option}" needs a value (${spec.summary.en}). Example: ${example.en}`,
      zh: `选项“${spec.zh}”（${spec.summary.zh}）后面没有内容。示例：${example.zh}`,
    },
  };
}

/** The option was given a second time. */
export function givenTwice(option: string, spec: OptionSpec, value: string): OptionProblem {
  const given = oneLine(value);
  const example = exampleOf(option, spec);
  return {
    option,
    given,
    text: {
      en: `"${option}" was given twice, the second time as "${given}". Give it once, as in ${example.en}`,
      zh: `选项“${spec.zh}”写了两次，第二次是“${given}”。请只写一次，例如 ${example.zh}`,
    },
  };
}

/** The option of the command that an unknown one may be, mistyped. */
export function optionMeant(typed: string, command: Command): string | undefined {
  const specs = Object.entries(command.options);
  const [en] = nearest(
    typed,
    specs.map(([name]) => name),
    1,
  );
  if (en !== undefined) return en;
  const [zh] = nearest(
    typed,
    specs.map(([, spec]) => spec.zh),
    1,
  );
  return specs.find(([, spec]) => spec.zh === zh)?.[0];
}

/** The command has no option of this name. */
export function unknownOption(typed: string, command: Command): OptionProblem {
  const given = oneLine(typed);
  const specs = Object.entries(command.options);
  const name = optionMeant(typed, command);
  const meant = specs.find(([each]) => each === name);
  const names = { en: specs.map(([name]) => name), zh: specs.map(([, spec]) => spec.zh) };
  const all = {
    en: specs.length > 0 ? `It takes: ${listed(names.en, ', ')}.` : 'It takes no options.',
    zh: specs.length > 0 ? `可用的选项：${listed(names.zh, '、')}。` : '该命令没有选项。',
  };
  const like = meant ? exampleOf(meant[0], meant[1]) : undefined;
  return {
    option: given,
    given,
    text: {
      en: `"${command.name}" has no option "${given}". ${like ? `Did you mean ${like.en}?` : all.en}`,
      zh: `“${command.zh}”没有“${given}”这个选项。${like ? `是不是想写 ${like.zh}？` : all.zh}`,
    },
  };
}

/** The same, where the line that was meant can be offered as a whole. */
export function misspeltOption(typed: string, command: Command, line: string): OptionProblem {
  const given = oneLine(typed);
  return {
    option: given,
    given,
    lines: [line],
    text: {
      en: `"${command.name}" has no option "${given}".`,
      zh: `“${command.zh}”没有“${given}”这个选项。`,
    },
  };
}

/** More words than the command takes. `words` are those left over. */
export function tooManyWords(words: readonly string[], command: Command): OptionProblem {
  const given = oneLine(words.join(' '));
  return {
    option: '',
    given,
    text: {
      en: `"${command.name}" cannot use the extra "${given}". Put a value with spaces in quotes: "like this". Example: ${usage(command).en}`,
      zh: `“${command.zh}”用不上多出来的“${given}”。内容里有空格时请加引号。示例：${usage(command).zh}`,
    },
  };
}

/** The command with every required option, as an example to type. */
export function usage(command: Command): Text {
  const required = Object.entries(command.options).filter(([, spec]) => spec.required);
  const examples = required.map(([, spec]) => choiceName(spec, spec.example));
  return {
    en: [command.name, ...examples.map(({ en }) => en)].join(' '),
    zh: [command.zh, ...examples.map(({ zh }) => zh)].join(' '),
  };
}
