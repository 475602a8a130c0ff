import { effectText, markOf } from '../../commands/risk-words.ts';
import { isAct, type Command, type OptionSpec, isListed } from '../../src/command.ts';
import { demoConfig } from '../../src/config/defaults.ts';
import { rolesThatMay } from '../../src/guard/permission.ts';
import { usage } from '../../src/line/option-problem.ts';
import { sayIn } from '../../src/text/language.ts';
import { code, generatedNote, table } from './markdown.ts';

const english = { say: sayIn('en') };
const chinese = { say: sayIn('zh-CN') };
/** Commands that need no role at all. */
const FOR_EVERYBODY = ['help', 'whoami'];

const INTRO = `Type them after \`/live\` in Slack, or as they are on the desk. In Discord each noun is a command of its own,
\`/stream list\`, and \`/live\` takes a whole line. \`help stream drop\` explains one where you are,
and \`help\` with your own words finds it: \`help how do I stop the recording\`.

- Options go in the order listed, or by name in any order: \`name:value\`, \`name=value\` or \`--name value\`. A value with
  spaces goes in quotes: \`"so"\`.
- A command is in one language; its options can be named in either. What is typed in Chinese is answered in Chinese; otherwise the answer is in the
  asker's own language, else that of the channel.
- A stream is named in full (\`domain/app/stream\`), by a short name from \`airdesk.yaml\`, or by its name alone while
  exactly one stream of that name is on air. With several, Airdesk lists them and does nothing.
- [A name means one thing](#names--名称): \`id:\`, \`name:\` or \`short:\` in front of it says which.
- With several accounts, \`account:NAME\` says which; every card shows it.
- Times are written as people say them: \`2h\`, \`1h 30m\`, \`half an hour\`, \`22:00\`, \`10pm\`, \`friday 22:00\`, \`22:00 UTC\`. What can be two
  things, as \`2h30\` or \`22:00 CST\`, is asked.
- What is left out that is needed is asked for in a form: [what is kept of it](safety.md#forms).
- Free text at the end of a line is taken as it stands. Keys are taken out of everything that is typed. Hosts, short names
  and accounts have no capitals; apps and streams do.

在 Slack 中以 \`/live\` 开头输入；在网页播控台中直接输入；在 Discord 中直接用 \`/stream list\` 这样的斜杠命令，或用 \`/live\` 输入整行。\`帮助 流 断开\` 可查看单条命令的用法；不知道命令时用自己的话问：\`帮助 怎么切备播\`。

- 选项按下列顺序填写；也可以写成 \`名称:值\`，顺序随意。含空格的值请加引号。
- 一条命令用一种语言，选项名中英文均可。用中文输入的命令用中文回答。
- 流可以写全名（\`域名/应用/流名\`）、\`airdesk.yaml\` 里的短名，或在只有一路同名在线流时只写流名。有多路同名时只列出，不执行。
- [一个名称只指一样东西](#names--名称)：前面加 \`id:\`、\`名称:\` 或 \`短名:\` 可指明是哪一种。
- 配置了多个账号时，用 \`账号:名称\` 指定；每张卡片都会标明账号。
- 时间可以按平时的说法写：\`2小时\`、\`半小时\`、\`两个半小时\`、\`22:00\`、\`晚上10点\`、\`周五22:00\`、\`22:00 UTC\`。可能有两种意思的（如 \`10点\`、\`22:00 CST\`）会先问清楚。
- 缺少的必填项会弹出表单询问；[表单里的内容保留多久](safety.md#forms)。
- 行末的文字内容按原样保留。输入中的密钥会被去除。域名、短名和账号不区分大小写；应用和流名区分。

## Names · 名称

A name is looked up exactly as it was typed. Only where nothing is called so, it is made plain (full-width letters,
odd dashes, what cannot be seen) and looked up again; only where nothing is called that either, near names are offered.
What could be several things (a short name that another stream on air bears too, an id that is another's name) is
listed, each with a line that means it alone, and nothing is done.

| Written | Means |
| --- | --- |
| \`id:63502\` | the caster, monitor, pull task or push of this id, and nothing else |
| \`id:push.example.com/live/cam:1\` | the stream of this full name, whatever characters it has, known to the cloud or not. \`%2F\` is a slash inside a part, \`%25\` a percent sign, \`%20\` a space at an end |
| \`name:main\` | what is called so: no id, no short name |
| \`short:main\` | the stream of this short name in \`airdesk.yaml\` |
| \`caster:main\`, \`monitor:main\`, \`stream:main\`, \`all:casters\` | on a panel: a thing of this kind; all of a kind |
| \`"main"\` | the same as without quotes, for names with spaces, or with a colon behind the name of an option |

A full name of ordinary characters (\`push.example.com/live/main\`) always is one. What begins with \`id:\` always is an
id; something that is really called \`id:7\` is reached with \`name:id:7\`. What the cloud lists without an id or a
domain cannot be named in a line: the preview says so, and nothing is promised.

名称先按原样查找；只有没有任何东西叫这个名字时，才把全角字母、特殊横线和不可见字符转为普通写法再查一次；仍然没有，才列出相近的名称。如果一个名称可能指几样东西（短名同时是另一路在线流的流名、ID 同时是另一个的名称），会全部列出，每一行只指其中一个，并且不执行任何操作。

| 写法 | 含义 |
| --- | --- |
| \`id:63502\` | 只指这个 ID 的导播台、监播任务、拉流转推任务或推流 |
| \`id:push.example.com/live/cam:1\` | 只指这个全名的流，不限字符，也不要求云端已有。名称中的斜杠写作 \`%2F\`，百分号写作 \`%25\`，首尾空格写作 \`%20\` |
| \`名称:main\`（\`name:main\`） | 叫这个名字的，不是 ID，也不是短名 |
| \`短名:main\`（\`short:main\`） | \`airdesk.yaml\` 中这个短名对应的流 |
| \`导播:main\`、\`监播:main\`、\`流:main\`、\`全部:导播\` | 用于面板：指明类型；某一类的全部 |
| \`"main"\` | 与不加引号相同；用于含空格的名称，或冒号前恰好是选项名的情况 |

由普通字符组成的全名（\`push.example.com/live/main\`）只按全名理解。以 \`id:\` 开头的一律按 ID 理解；真的叫 \`id:7\` 的，写 \`名称:id:7\`。云端列表中没有 ID 或域名的，无法在命令中指定：预览时会说明原因，也不会承诺撤销。`;

/** docs/commands.md: every command that people type, in both languages. */
export function commandsPage(commands: readonly Command[]): string {
  const typed = commands.filter(isListed);
  const overview = table(
    ['Command', '命令', 'What it does', '作用', 'Effect', 'Undo'],
    typed.map((command) => [
      `[${code(command.name)}](#${anchor(command)})`,
      code(command.zh),
      command.summary.en,
      command.summary.zh,
      [markOf(command), effectText(english, command)].join(' ').trim(),
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
  const config = demoConfig([]);
  const roles = rolesThatMay(config, { command, account: config.defaultAccount });
  return { en: roles.join(', '), zh: roles.join('、') };
}

/** As GitHub makes it of the heading. */
function anchor(command: Command): string {
  return `${command.name} · ${command.zh}`
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .replace(/\s/gu, '-');
}
