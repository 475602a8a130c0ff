import { type Command, type CommandContext, isAct, type OptionSpec } from '../../src/command.ts';
import { rolesThatMay } from '../../src/guard/permission.ts';
import type { Card } from '../../src/reply.ts';
import { wording } from '../../src/text/language.ts';
import { choicesOf, usage } from '../../src/line/option-problem.ts';
import { card } from '../card.ts';
import { effectText, markOf } from '../risk-words.ts';
import { buttonRow, runButton } from '../../src/card/run-button.ts';
import { nameIn } from './nouns.ts';
import type { Reading } from './pages.ts';

/** One command: what it does, its options, what it risks, whether it can be undone, who may. */
export function detail({ context, page }: Reading, command: Command): Card {
  if (command.help) return command.help(context);
  const { say, language } = context;
  const options = Object.entries(command.options);
  return card(nameIn(context, command), {
    visibility: 'asker',
    lines: [wording(command.summary, language), ...optionalNote(context, options)],
    facts: [
      ...options.map(([name, option]) => ({
        label: say(name, option.zh),
        value: optionText(context, option),
      })),
      {
        label: say('Effect', '影响'),
        value: [markOf(command), effectText(context, command)].join(' ').trim(),
      },
      ...(isAct(command) ? [{ label: say('Undo', '撤销'), value: undoText(context, command) }] : []),
      { label: say('Who may', '谁可以用'), value: whoText(context, command) },
      { label: say('In Chinese', '英文写法'), value: say(command.zh, command.name) },
    ],
    code: examples(context, command),
    // What it needs besides is asked for in a form; what viewers could notice is previewed.
    buttons: buttonRow(
      ...(command.name === 'help' ? [] : [runButton(nameIn(context, command), nameIn(context, command))]),
      page('', say('All of help', '返回帮助')),
    ),
  });
}

function optionText({ say, language }: CommandContext, option: OptionSpec): string {
  const choices = choicesOf(option);
  const optional = option.required ? '' : say('(optional) ', '（可选）');
  const how =
    choices.length > 0
      ? say(
          `One of: ${choices.map(({ en }) => en).join(', ')}`,
          `可选值：${choices.map(({ zh }) => zh).join('、')}`,
        )
      : say(`Example: ${option.example}`, `例：${option.example}`);
  return `${optional}${wording(option.summary, language)}${say('. ', '。')}${how}`;
}

/** The command with what it needs, and again with all it takes. */
function examples(context: CommandContext, command: Command): string {
  const short = wording(usage(command), context.language);
  const optional = Object.values(command.options).filter((option) => !option.required);
  const full = [short, ...optional.map((option) => option.example)].join(' ');
  return [...new Set([short, full])].join('\n');
}

/** How an option is named where its position is not enough. */
function optionalNote(
  { say }: CommandContext,
  options: readonly (readonly [string, OptionSpec])[],
): string[] {
  const [name, option] = options.find(([, each]) => !each.required && !each.rest) ?? [];
  if (name === undefined || option === undefined || options.length < 2) return [];
  return [
    say(
      `Options go in this order, or by name: ${name}:${option.example}`,
      `选项按顺序填写，也可写名称：${option.zh}:${option.example}`,
    ),
  ];
}

function undoText({ say }: CommandContext, command: Command): string {
  return isAct(command) && command.undo
    ? say('offered on the card after it is done', '执行完成后，卡片上会有撤销按钮')
    : say('none', '无');
}

function whoText(context: CommandContext, command: Command): string {
  const { say } = context;
  if (command.name === 'help' || command.name === 'whoami') return say('everybody', '所有人');
  const roles = rolesThatMay(context.config, { command, account: context.account });
  if (roles.length === 0) return say('nobody: no role allows it', '没有角色可用');
  const named = roles.join(say(', ', '、'));
  return context.mayUse(command)
    ? named
    : say(`${named} (you may not use it here)`, `${named}（您在此无权使用）`);
}
