import { isListed, type Command, type CommandContext } from '../../src/command.ts';
import type { Card, Fact } from '../../src/reply.ts';
import { usage } from '../../src/line/option-problem.ts';
import { wording } from '../../src/text/language.ts';
import { card } from '../card.ts';
import { marked, markPrint } from './marks.ts';
import { buttonRow } from '../../src/card/run-button.ts';
import type { Reading } from './pages.ts';

/** All commands by noun, with what the marks mean. */
export function allCommands({ context, page }: Reading): Card {
  const { say } = context;
  const nouns = nounsOf(visible(context));
  return card(say('All commands', '全部命令'), {
    visibility: 'asker',
    facts: nouns.map((noun) => nounFact(context, noun)),
    buttons: buttonRow(
      ...nouns
        .filter((noun) => commandsOf(context, noun).length > 1)
        .map((noun) => page(nounIn(context, noun), nounIn(context, noun))),
    ),
    footer: [
      ...markPrint(context, visible(context)),
      say('More on one command: help stream drop', '查看某条命令的用法：帮助 流 断开'),
    ].join('\n'),
  });
}

/** The commands of one noun, one line each. */
export function nounHelp({ context, page }: Reading, asked: string): Card {
  const { say } = context;
  const commands = commandsOf(context, asked);
  const example = commands.find((command) =>
    Object.values(command.options).some((option) => option.required),
  );
  const word = nounIn(context, asked);
  const marks = markPrint(context, commands);
  return card(say(`Commands: ${word}`, `命令：${word}`), {
    visibility: 'asker',
    facts: commandFacts(context, commands),
    ...(example ? { code: wording(usage(example), context.language) } : {}),
    buttons: buttonRow(
      ...commands.slice(0, 10).map((command) => page(nameIn(context, command), nameIn(context, command))),
    ),
    ...(marks.length > 0 && { footer: marks.join('\n') }),
  });
}

/** Commands with what they do. */
export function commandFacts(context: CommandContext, commands: readonly Command[]): Fact[] {
  return commands.map((command) => ({
    label: marked(context, nameIn(context, command), command),
    value: wording(command.summary, context.language),
  }));
}

/** The commands that people type. */
export function visible(context: Pick<CommandContext, 'commands'>): readonly Command[] {
  const { commands } = context;
  const known = listed.get(commands);
  if (known) return known;
  const made = commands.filter(isListed);
  listed.set(commands, made);
  return made;
}

/** Lists of commands are few and never change. */
const listed = new WeakMap<readonly Command[], readonly Command[]>();

/** The commands of a noun, English or Chinese. */
export function commandsOf(context: Pick<CommandContext, 'commands'>, noun: string): Command[] {
  const asked = noun.toLowerCase();
  return visible(context).filter(
    (command) => command.name.split(' ')[0] === asked || command.zh.split(' ')[0] === asked,
  );
}

/** A command's name in the asker's language. */
export function nameIn({ say }: Pick<CommandContext, 'say'>, command: Command): string {
  return say(command.name, command.zh);
}

/** A noun of either language in the asker's. */
export function nounIn(context: Pick<CommandContext, 'say' | 'commands'>, noun: string): string {
  const [command] = commandsOf(context, noun);
  return (command && nameIn(context, command).split(' ')[0]) ?? noun;
}

/** First words of commands, each once, in English. */
function nounsOf(commands: readonly Command[]): string[] {
  return [...new Set(commands.map((command) => command.name.split(' ')[0] ?? ''))];
}

/** `stream`: `list, show, drop ▲`; a command of one word says what it does. */
function nounFact(context: CommandContext, noun: string): Fact {
  const commands = commandsOf(context, noun);
  const [only, second] = commands;
  const label = nounIn(context, noun);
  if (only && !second && !only.name.includes(' '))
    return { label, value: wording(only.summary, context.language) };
  const verbs = commands.map((command) =>
    marked(context, nameIn(context, command).split(' ').slice(1).join(' '), command),
  );
  return { label, value: verbs.join(context.say(', ', '、')) };
}
