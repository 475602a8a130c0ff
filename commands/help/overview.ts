import { isListed, type Command, type CommandContext, type Risk } from '../../src/command.ts';
import type { Card, Fact } from '../../src/reply.ts';
import { usage } from '../../src/line/option-problem.ts';
import { wording } from '../../src/text/language.ts';
import { card } from '../card.ts';
import { markOf, riskMark, riskText } from '../risk-words.ts';
import { buttonRow, runButton } from '../../src/card/run-button.ts';

const RISKS: readonly Risk[] = ['change', 'air', 'destroy', 'secret'];

/** All commands by noun, with what the marks mean and one example. */
export function overview(context: CommandContext): Card {
  const { say } = context;
  const commands = visible(context);
  const marks = RISKS.filter((risk) => commands.some((command) => markOf(command) === riskMark(risk)));
  const example = commands.find((command) => command.risk === 'air') ?? commands[0];
  return card(say('What you can type', '可用命令'), {
    visibility: 'asker',
    lines: marks.map((risk) => `${riskMark(risk)} ${riskText(context, risk)}`),
    facts: nouns(context).map((noun) => nounFact(context, noun)),
    ...(example ? { code: wording(usage(example), context.language) } : {}),
    buttons: buttonRow(
      ...nouns(context)
        .filter((noun) => commandsOf(context, noun).length > 1)
        .map((noun) => runButton(`help ${noun}`, wordsOf(context, commandsOf(context, noun)[0])[0] ?? noun)),
    ),
    footer: say('More on one command: help stream drop', '查看某条命令的用法：帮助 流 断开'),
  });
}

/** The commands of one noun, one line each. */
export function nounHelp(context: CommandContext, noun: string): Card {
  const { say } = context;
  const commands = commandsOf(context, noun);
  const marks = RISKS.filter((risk) => commands.some((command) => markOf(command) === riskMark(risk)));
  const example = commands.find((command) =>
    Object.values(command.options).some((option) => option.required),
  );
  const [word] = wordsOf(context, commands[0]);
  return card(say(`Commands: ${word ?? noun}`, `命令：${word ?? noun}`), {
    visibility: 'asker',
    lines: marks.map((risk) => `${riskMark(risk)} ${riskText(context, risk)}`),
    facts: commands.map((command) => ({
      label: marked(nameIn(context, command), command),
      value: wording(command.summary, context.language),
    })),
    ...(example ? { code: wording(usage(example), context.language) } : {}),
    buttons: buttonRow(
      ...commands.slice(0, 10).map((command) => runButton(`help ${command.name}`, nameIn(context, command))),
    ),
  });
}

/** The commands that people type. */
export function visible(context: CommandContext): Command[] {
  return context.commands.filter(isListed);
}

/** The commands of a noun, English or Chinese. */
export function commandsOf(context: CommandContext, noun: string): Command[] {
  const asked = noun.toLowerCase();
  return visible(context).filter(
    (command) => command.name.split(' ')[0] === asked || command.zh.split(' ')[0] === asked,
  );
}

/** A command's name in the asker's language. */
export function nameIn({ say }: Pick<CommandContext, 'say'>, command: Command): string {
  return say(command.name, command.zh);
}

function nouns(context: CommandContext): string[] {
  return [...new Set(visible(context).map((command) => command.name.split(' ')[0] ?? ''))];
}

function wordsOf(context: Pick<CommandContext, 'say'>, command: Command | undefined): string[] {
  return command ? nameIn(context, command).split(' ') : [];
}

/** `stream`: `list, show, drop ▲`; a command of one word says what it does. */
function nounFact(context: CommandContext, noun: string): Fact {
  const commands = commandsOf(context, noun);
  const [only, second] = commands;
  const label = wordsOf(context, only)[0] ?? noun;
  if (only && !second && !only.name.includes(' '))
    return { label, value: wording(only.summary, context.language) };
  const verbs = commands.map((command) => marked(wordsOf(context, command).slice(1).join(' '), command));
  return { label, value: verbs.join(context.say(', ', '、')) };
}

/** A name with the mark of its risk, which no line break takes away from it. */
function marked(name: string, command: Command): string {
  const mark = markOf(command);
  return mark === '' ? name : `${name}\u00a0${mark}`;
}
