import { effectText, riskMark } from '../../commands/risk-words.ts';
import { isAct, type Command, type OptionSpec } from '../../src/command.ts';
import { demoConfig } from '../../src/demo-config.ts';
import { rolesThatMay } from '../../src/guard/permission.ts';
import { usage } from '../../src/text/option-problem.ts';
import { sayIn } from '../../src/text/language.ts';
import { code, generatedNote, table } from './markdown.ts';

const english = { say: sayIn('en') };
const chinese = { say: sayIn('zh-CN') };
/** Commands that need no role at all. */
const FOR_EVERYBODY = ['help', 'whoami'];

const INTRO = `Type them after \`/live\` in Slack, or as they are on the desk. In Discord each noun is a command of its own,
\`/stream list\`, and \`/live\` takes a whole line. \`help stream drop\` explains one where you are.

- Options go in the order listed, or by name in any order: \`name:value\`, \`name=value\` or \`--name value\`. A value with
  spaces goes in quotes: \`"so"\`.
- English and Chinese can be mixed. What is typed in Chinese is answered in Chinese; otherwise the answer is in the
  asker's own language, else that of the channel.
- A stream is named in full (\`domain/app/stream\`), by a short name from \`airdesk.yaml\`, or by its name alone while
  exactly one stream of that name is on air. With several, Airdesk lists them and does nothing.
- With several accounts, \`account:NAME\` says which; every card shows it.

在 Slack 中以 \`/live\` 开头输入；在网页播控台中直接输入；在 Discord 中直接用 \`/stream list\` 这样的斜杠命令，或用 \`/live\` 输入整行。\`帮助 流 断开\` 可查看单条命令的用法。

- 选项按下列顺序填写；也可以写成 \`名称:值\`，顺序随意。含空格的值请加引号。
- 中英文可以混用。用中文输入的命令用中文回答。
- 流可以写全名（\`域名/应用/流名\`）、\`airdesk.yaml\` 里的短名，或在只有一路同名在线流时只写流名。有多路同名时只列出，不执行。
- 配置了多个账号时，用 \`账号:名称\` 指定；每张卡片都会标明账号。`;

/** docs/commands.md: every command that people type, in both languages. */
export function commandsPage(commands: readonly Command[]): string {
  const typed = commands.filter((command) => !command.hidden);
  const overview = table(
    ['Command', '命令', 'What it does', '作用', 'Effect', 'Undo'],
    typed.map((command) => [
      `[${code(command.name)}](#${anchor(command)})`,
      code(command.zh),
      command.summary.en,
      command.summary.zh,
      [riskMark(command.risk), effectText(english, command)].join(' ').trim(),
      isAct(command) ? (command.undo ? 'yes' : 'no') : '',
    ]),
  );
  return `${[
    generatedNote('commands/index.ts'),
    '# Commands · 命令',
    INTRO,
    '## All · 一览',
    overview,
    ...typed.map(section),
  ].join('\n\n')}\n`;
}

function section(command: Command): string {
  const options = Object.entries(command.options);
  const roles = FOR_EVERYBODY.includes(command.name)
    ? { en: 'everybody who is known', zh: '所有已登记的人' }
    : whoMay(command);
  return [
    `## ${command.name} · ${command.zh}`,
    `${command.summary.en}. ${command.summary.zh}。`,
    `\`\`\`text\n${usage(command).en}\n${usage(command).zh}\n\`\`\``,
    [
      `- Effect: ${effectText(english, command)}. 影响：${effectText(chinese, command)}。`,
      ...(isAct(command) ? [undoLine(command.undo !== undefined)] : []),
      `- With the usual roles: ${roles.en}. 默认角色：${roles.zh}。`,
    ].join('\n'),
    ...(options.length > 0
      ? [
          table(
            ['Option', '选项', 'Needed', 'What it is', '说明', 'Example'],
            options.map(([name, spec]) => [
              code(name),
              code(spec.zh),
              spec.required ? 'yes' : '',
              spec.summary.en,
              spec.summary.zh,
              example(spec),
            ]),
          ),
        ]
      : []),
  ].join('\n\n');
}

function undoLine(undo: boolean): string {
  return undo
    ? '- Undo: a button on the card, after it is done. 撤销：完成后卡片上有撤销按钮。'
    : '- Undo: none. 撤销：无。';
}

function example(spec: OptionSpec): string {
  return spec.choices ? spec.choices.map(({ value }) => code(value)).join(' or ') : code(spec.example);
}

function whoMay(command: Command): { en: string; zh: string } {
  const roles = rolesThatMay(demoConfig, { command, account: demoConfig.defaultAccount });
  return { en: roles.join(', '), zh: roles.join('、') };
}

/** As GitHub makes it of the heading. */
function anchor(command: Command): string {
  return `${command.name} · ${command.zh}`
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .replace(/\s/gu, '-');
}
