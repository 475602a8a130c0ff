import { parse } from '../../../adapters/discord/parse.ts';
import type { DiscordCommand, DiscordOption } from '../../../adapters/discord/commands/command-shape.ts';

/** A line per command: `/stream show <stream*~>`: `*` required, `~` suggested, `#` a whole number, `a|b` choices. */
export function drawn(node: DiscordCommand | DiscordOption, path = `/${node.name}`): string[] {
  const options = node.options ?? [];
  if (options.some(({ type }) => type === 1 || type === 2))
    return options.flatMap((option) => drawn(option, `${path} ${option.name}`));
  const values = options.map((option) => {
    const marks = `${option.required ? '*' : ''}${option.autocomplete ? '~' : ''}${option.type === 4 ? '#' : ''}`;
    const choices = option.choices?.map(({ value }) => value).join('|');
    return `<${option.name}${marks}${choices === undefined ? '' : `=${choices}`}>`;
  });
  return [[path, ...values].join(' ')];
}

/** Every command that can be chosen: its words, and its options. */
export function leaves(
  node: DiscordCommand | DiscordOption,
  words: readonly string[] = [],
): { words: readonly string[]; options: readonly DiscordOption[] }[] {
  const path = [...words, node.name];
  const options = node.options ?? [];
  if (options.some(({ type }) => type === 1 || type === 2))
    return options.flatMap((option) => leaves(option, path));
  return [{ words: path, options }];
}

/** What Discord sends when somebody chooses a command and fills in options. */
function interaction(
  words: readonly string[],
  options: readonly { name: string; value: string; type: number }[],
) {
  const values = options.map(({ name, value, type }) => ({
    name,
    type,
    value: type === 4 ? Number(value) : value,
  }));
  const [name, second, third] = words;
  const inner = third
    ? [{ type: 2, name: second, options: [{ type: 1, name: third, options: values }] }]
    : second
      ? [{ type: 1, name: second, options: values }]
      : values;
  return {
    id: '700000000000000001',
    application_id: '100000000000000001',
    type: 2,
    token: 'interaction-token',
    channel_id: '10',
    locale: 'en-US',
    member: { user: { id: '1', username: 'ada' }, roles: [] },
    data: { id: '400000000000000001', type: 1, name, options: inner },
  };
}

/** The line that Airdesk reads when somebody chooses these words and fills in these options. */
export function lineOf(
  words: readonly string[],
  options: readonly { name: string; value: string; type: number }[],
): string {
  const asked = parse(interaction(words, options), 0);
  if (asked?.kind !== 'intent' || asked.intent.kind !== 'command') throw new Error('no command');
  return asked.intent.line;
}
