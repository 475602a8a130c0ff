import { isListed, type Command, type OptionSpec } from '../../../src/command.ts';
import { AirdeskError } from '../../../src/errors.ts';
import { isWholeNumber, reads } from '../../../src/line/option-kind.ts';
import type { Text } from '../../../src/text/language.ts';
import { limitProblems } from './command-limits.ts';
import { LINE_COMMAND } from '../typed-line.ts';
import type { DiscordChoice, DiscordOption, DiscordCommand } from './command-shape.ts';

const SUBCOMMAND = 1;
const GROUP = 2;
const TEXT = 3;
const WHOLE_NUMBER = 4;
const LONGEST_DESCRIPTION = 100;

/**
 * The slash commands for what people can ask, made from the one command list: a noun is a command, its verbs are
 * sub-commands, a single word is a plain command; and one that takes a whole line. With several `accounts` each takes
 * one. Who may use them is left open: Airdesk asks that itself, of everybody.
 * @throws AirdeskError naming every command that Discord would refuse.
 */
export function discordCommands(
  commands: readonly Command[],
  accounts: readonly string[] = [],
): DiscordCommand[] {
  const visible = commands.filter(isListed);
  const nouns = [...new Set(visible.map((command) => wordsOf(command)[0]?.en ?? ''))];
  const problems = visible.flatMap(nameProblems);
  const built = nouns.map((noun) => {
    const own = visible.filter((command) => wordsOf(command)[0]?.en === noun);
    problems.push(...nounProblems(noun, own));
    return nounCommand(own, accounts);
  });
  const all = [...built, lineCommand()];
  problems.push(...limitProblems(all));
  if (problems.length > 0) throw refused(problems);
  return all;
}

/** The words of a command's name, each in both languages. */
function wordsOf(command: Command): Text[] {
  const chinese = command.zh.split(' ');
  return command.name.split(' ').map((en, index) => ({ en, zh: chinese[index] ?? '' }));
}

function nounCommand(own: readonly Command[], accounts: readonly string[]): DiscordCommand {
  const [first] = own;
  const alone = first && own.length === 1 && wordsOf(first).length === 1 ? first : undefined;
  const word = (first && wordsOf(first)[0]) ?? { en: '', zh: '' };
  return {
    type: 1,
    ...named(word, alone ? alone.summary : listing(own, 1)),
    options: alone ? optionsOf(alone, accounts) : verbsOf(own, accounts),
    contexts: [0],
    integration_types: [0],
  };
}

function lineCommand(): DiscordCommand {
  const summary = { en: 'Ask by a whole line, as in Slack', zh: '直接输入一整行命令' };
  const line = {
    en: 'as: stream show push.example.com/live/main; the commands when left out',
    zh: '例如：流 查看 push.example.com/live/main；不填则列出所有命令',
  };
  return {
    type: 1,
    ...named({ en: LINE_COMMAND.name, zh: '直播' }, summary),
    options: [{ type: TEXT, ...named({ en: LINE_COMMAND.option, zh: '命令行' }, line) }],
    contexts: [0],
    integration_types: [0],
  };
}

/** Two words make a sub-command, three one in a group. */
function verbsOf(own: readonly Command[], accounts: readonly string[]): DiscordOption[] {
  const verbs = new Map<string, DiscordOption>();
  for (const command of own) {
    const [, second, third] = wordsOf(command);
    if (!second) continue;
    if (!third) {
      verbs.set(command.name, subcommand(command, second, accounts));
      continue;
    }
    const group = own.filter((other) => wordsOf(other)[1]?.en === second.en && wordsOf(other)[2]);
    verbs.set(`group ${second.en}`, {
      type: GROUP,
      ...named(second, listing(group, 2)),
      options: group.map((each) => subcommand(each, wordsOf(each)[2] ?? third, accounts)),
    });
  }
  return [...verbs.values()];
}

function subcommand(command: Command, word: Text, accounts: readonly string[]): DiscordOption {
  return { type: SUBCOMMAND, ...named(word, command.summary), options: optionsOf(command, accounts) };
}

/** Discord wants those that are required first. */
function optionsOf(command: Command, accounts: readonly string[]): DiscordOption[] {
  const options = Object.entries(command.options).map(([name, spec]) => option(name, spec));
  return [
    ...options.filter(({ required }) => required),
    ...options.filter(({ required }) => !required),
    ...(accounts.length > 1 ? [ACCOUNT_OPTION] : []),
  ];
}

function option(name: string, spec: OptionSpec): DiscordOption {
  // What is suggested stays text, so that it can be looked for by its words.
  const whole = !spec.suggests && isWholeNumber(spec);
  return {
    type: whole ? WHOLE_NUMBER : TEXT,
    ...named({ en: name, zh: spec.zh }, spec.summary),
    ...(spec.required ? { required: true } : {}),
    ...(spec.choices ? { choices: spec.choices.map(({ value, label }) => choice(value, label)) } : {}),
    ...(spec.suggests && !spec.choices ? { autocomplete: true } : {}),
    ...(whole ? { min_value: reads(spec, '0') === undefined ? 1 : 0 } : {}),
  };
}

/**
 * It stands at every command, so it is short, and is completed instead of listing the accounts: with a list in each, nouns
 * of many commands would pass Discord's 8,000 characters.
 */
const ACCOUNT_OPTION: DiscordOption = {
  type: TEXT,
  ...named({ en: 'account', zh: '账号' }, { en: 'cloud account', zh: '云账号' }),
  autocomplete: true,
};

function choice(value: string, label: Text): DiscordChoice {
  return { name: label.en, name_localizations: { 'zh-CN': label.zh }, value };
}

function named(name: Text, description: Text) {
  return {
    name: name.en,
    name_localizations: { 'zh-CN': name.zh },
    description: description.en,
    description_localizations: { 'zh-CN': description.zh },
  };
}

/** What stands at a noun that is no command itself: the words that may follow. Discord wants it and shows it nowhere. */
function listing(commands: readonly Command[], at: number): Text {
  const words = commands.flatMap((command) => wordsOf(command)[at] ?? []);
  const list = (each: readonly string[], separator: string) =>
    [...new Set(each)].join(separator).slice(0, LONGEST_DESCRIPTION);
  return {
    en: list(
      words.map(({ en }) => en),
      ', ',
    ),
    zh: list(
      words.map(({ zh }) => zh),
      '、',
    ),
  };
}

function nameProblems(command: Command): string[] {
  const words = command.name.split(' ').length;
  const chinese = command.zh.split(' ').length;
  const problems: string[] = [];
  if (words > 3) problems.push(`/${command.name}: ${words} words; Discord takes 3 (noun, group, verb)`);
  if (words !== chinese)
    problems.push(`/${command.name}: ${words} words, but its Chinese name "${command.zh}" has ${chinese}`);
  return problems;
}

function nounProblems(noun: string, own: readonly Command[]): string[] {
  const problems: string[] = [];
  if (own.length > 1 && own.some((command) => command.name === noun))
    problems.push(`/${noun}: is a command and the noun of others; Discord cannot have both`);
  const chinese = new Set(own.map((command) => wordsOf(command)[0]?.zh));
  if (chinese.size > 1)
    problems.push(`/${noun}: its commands call it by different Chinese names: ${[...chinese].join(', ')}`);
  return problems;
}

function refused(problems: readonly string[]): AirdeskError {
  return new AirdeskError(
    `Discord would refuse these commands:\n${problems.map((line) => `  ${line}`).join('\n')}`,
    {
      code: 'airdesk.discord-commands',
      hint: {
        en: 'Nothing was sent. Correct what is named, in commands/, then register again.',
        zh: '未发送任何内容。请先改正 commands/ 中的上述命令，再重新注册。',
      },
    },
  );
}
