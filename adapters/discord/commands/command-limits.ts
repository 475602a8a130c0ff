import type { DiscordChoice, DiscordCommand, DiscordOption } from './commands.ts';

/**
 * docs.discord.com/developers/interactions/application-commands. `command`: over all names, descriptions and values of
 * one command, where of each field's languages only the longest counts.
 */
const LIMITS = {
  commands: 100,
  command: 8000,
  options: 25,
  choices: 25,
  description: 100,
  choice: 100,
} as const;
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

type Localized = Readonly<Record<string, string>> | undefined;

/** One line for everything that Discord would refuse, naming the command. Empty: it takes them all. */
export function limitProblems(commands: readonly DiscordCommand[]): string[] {
  const problems = commands.flatMap((command) => {
    const size = sizeOf(command);
    return [
      ...(size > LIMITS.command
        ? [
            `/${command.name}: ${size} characters in names, descriptions and values; Discord takes ${LIMITS.command}`,
          ]
        : []),
      ...nodeProblems(command, `/${command.name}`),
    ];
  });
  if (commands.length > LIMITS.commands) {
    const beyond = commands.slice(LIMITS.commands).map(({ name }) => `/${name}`);
    problems.unshift(
      `${commands.length} commands; Discord takes ${LIMITS.commands}, so there is no room for ${beyond.join(', ')}`,
    );
  }
  return [...problems, ...twins(commands, 'commands').map((twin) => `/${twin}`)];
}

function nodeProblems(node: DiscordCommand | DiscordOption, path: string): string[] {
  const { options = [] } = node;
  const problems = [
    ...wordings(node.name, node.name_localizations).flatMap((name) => nameProblem(name)),
    ...wordings(node.description, node.description_localizations).flatMap((text) => descriptionProblem(text)),
    ...('choices' in node && node.choices ? choiceProblems(node.choices) : []),
    ...('autocomplete' in node && node.autocomplete && node.choices
      ? ['has choices and suggestions; Discord takes one of the two']
      : []),
    ...(options.length > LIMITS.options
      ? [`${options.length} options or sub-commands; Discord takes ${LIMITS.options}`]
      : []),
    ...twins(options, 'options'),
  ].map((problem) => `${path}: ${problem}`);
  return [...problems, ...options.flatMap((option) => nodeProblems(option, `${path} ${option.name}`))];
}

function nameProblem(name: string): string[] {
  if (NAME.test(name) && name === name.toLowerCase()) return [];
  return [`the name "${name}" is not 1 to 32 lower-case letters, digits, - or _`];
}

function descriptionProblem(text: string): string[] {
  if (text.length >= 1 && text.length <= LIMITS.description) return [];
  return [`a description of ${text.length} characters; Discord takes 1 to ${LIMITS.description}: "${text}"`];
}

function choiceProblems(choices: readonly DiscordChoice[]): string[] {
  const texts = choices.flatMap((choice) => [
    ...wordings(choice.name, choice.name_localizations),
    choice.value,
  ]);
  return [
    ...(choices.length > LIMITS.choices
      ? [`${choices.length} choices; Discord takes ${LIMITS.choices}`]
      : []),
    ...texts
      .filter((text) => text.length < 1 || text.length > LIMITS.choice)
      .map((text) => `a choice of ${text.length} characters; Discord takes 1 to ${LIMITS.choice}: "${text}"`),
    ...twins(choices, 'choices'),
  ];
}

/** Names that two of the same level share, in either language. */
function twins(
  named: readonly { readonly name: string; readonly name_localizations: Localized }[],
  what: string,
): string[] {
  const problems: string[] = [];
  for (const language of ['default', 'zh-CN']) {
    const names = named.map(({ name, name_localizations: more }) => more?.[language] ?? name);
    const twice = new Set(names.filter((name, index) => names.indexOf(name) !== index));
    for (const name of twice) problems.push(`"${name}" is the name of two ${what}`);
  }
  return [...new Set(problems)];
}

function sizeOf(node: DiscordCommand | DiscordOption): number {
  const choices = 'choices' in node ? (node.choices ?? []) : [];
  return (
    longest(node.name, node.name_localizations) +
    longest(node.description, node.description_localizations) +
    choices.reduce(
      (sum, { name, name_localizations: more, value }) => sum + longest(name, more) + value.length,
      0,
    ) +
    (node.options ?? []).reduce((sum, option) => sum + sizeOf(option), 0)
  );
}

function longest(text: string, localizations: Localized): number {
  return Math.max(...wordings(text, localizations).map((wording) => wording.length));
}

function wordings(text: string, localizations: Localized): string[] {
  return [text, ...Object.values(localizations ?? {})];
}
