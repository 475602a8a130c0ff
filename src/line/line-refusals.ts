import type { Command } from '../command.ts';
import type { Text } from '../text/language.ts';
import { Refusal } from '../errors.ts';
import { shortLine } from './command-line.ts';
import { matchCommand, type Match } from './match-command.ts';
import type { OptionProblem } from './option-problem.ts';
import { missingText } from './read-options.ts';
import { canBeOffered, withTypedBehind } from './typed-behind.ts';

/** A line that no command was found for. */
type Unknown = Extract<Match, { kind: 'unknown' }>;

/** There is no such command; the nearest ones are offered, with what was typed behind the name. */
export function noSuchCommand(match: Unknown): Refusal {
  const { given, nearest } = match;
  return new Refusal(
    'airdesk.unknown-command',
    { en: `There is no command "${given}"`, zh: `没有“${given}”这个命令` },
    nearest.length > 0 ? NOTHING : isName(match) ? PERHAPS_A_STREAM : HELP_FINDS,
    nearest.length > 0
      ? nearest.map(({ command, rest }) => withTypedBehind(command, command.name, rest))
      : inOwnWords(match),
    { meant: nearest.length > 0 },
  );
}

/** What was no command may be a wish: help looks for the commands that fit, or shows what there is. */
function inOwnWords(match: Unknown): readonly string[] {
  const { typed: said } = match;
  // A line that begins in Chinese is answered in Chinese.
  const word = /\p{Script=Han}/u.test(said) ? '帮助' : 'help';
  if (isName(match)) return [`stream show ${said}`, word];
  const isSentence = /\s/u.test(said) || /\p{Script=Han}{3}/u.test(said);
  return [isSentence && canBeOffered(said) ? `${word} ${said}` : word];
}

/** One word by itself can be the name of a stream, typed in haste. */
function isName({ typed }: Unknown): boolean {
  return (
    /^[\p{L}\p{N}][\p{L}\p{N}_./-]*$/u.test(typed) && !/\p{Script=Han}/u.test(typed) && canBeOffered(typed)
  );
}

const HELP_FINDS: Text = {
  en: 'Nothing was done. Help finds the command for what you want to do:',
  zh: '未执行任何操作。可用“帮助”按想做的事查找命令：',
};
const PERHAPS_A_STREAM: Text = {
  en: 'Nothing was done. If that is a stream, look at it; help finds the command for what you want to do:',
  zh: '未执行任何操作。如果这是流名称，可以查看该流；也可用“帮助”按想做的事查找命令：',
};

const NOTHING: Text = { en: 'Nothing was done.', zh: '未执行任何操作。' };

/**
 * Options cannot be used, or are missing: each is named, with an example. `raw`: what was given, for the lines that are
 * offered where only one thing is in the way and it is known what may have been meant.
 */
export function badOptions(
  command: Command,
  problems: readonly OptionProblem[],
  missing: readonly string[] = [],
  raw: Readonly<Record<string, string>> = {},
): Refusal {
  const [only, ...others] = problems;
  const near = only && others.length === 0 && missing.length === 0 ? (only.near ?? []) : [];
  const lines = [
    ...near.map((value) => shortLine(command, { ...raw, [only?.option ?? '']: value })),
    ...problems.flatMap((problem) => problem.lines ?? []),
  ];
  const texts = [
    ...problems.map((problem) => problem.text),
    ...(missing.length > 0 ? [missingText(command, missing)] : []),
  ];
  return new Refusal(
    'airdesk.bad-option',
    { en: `"${command.name}" was not understood`, zh: `未能理解“${command.zh}”` },
    {
      en: [NOTHING.en, ...texts.map((text) => text.en)].join(' '),
      zh: [NOTHING.zh, ...texts.map((text) => text.zh)].join(''),
    },
    lines,
    { meant: true },
  );
}

/** The line is longer than any command. `limit` in characters. */
export function tooLong(limit: number): Refusal {
  return new Refusal(
    'airdesk.too-long',
    { en: 'That is too long', zh: '内容过长' },
    {
      en: `Nothing was done. A command has at most ${limit} characters.`,
      zh: `未执行任何操作。命令最长 ${limit} 个字符。`,
    },
  );
}

/** A button or form that this version does not know. */
export function unknownButton(): Refusal {
  return new Refusal(
    'airdesk.unknown-button',
    { en: 'This button is unknown', zh: '无法识别该按钮' },
    {
      en: 'Nothing was done. The message may be from an older version; type the command again.',
      zh: '未执行任何操作。该消息可能来自旧版本，请重新输入命令。',
    },
  );
}

/** A button whose line was kept here, and is not any more. `words`: the first of that line. */
export function forgottenButton(commands: readonly Command[], words: string): Refusal {
  const match = matchCommand(commands, words);
  if (!('command' in match)) return unknownButton();
  return new Refusal(
    'airdesk.forgotten-button',
    { en: 'This button is too old', zh: '该按钮已失效' },
    {
      en: 'Nothing was done. Type the command, with the full name that is on the card.',
      zh: '未执行任何操作。请输入命令，并写上卡片中的完整名称。',
    },
    [match.command.name],
  );
}

/** Too much is being asked at this moment. Who is not known hears it once a minute. */
export function tooManyAtOnce(isKnown: boolean): Refusal {
  return new Refusal(
    'airdesk.busy',
    { en: 'Too much at once', zh: '请求过多' },
    isKnown
      ? { en: 'Nothing was done. Try again in a few seconds.', zh: '未执行任何操作。请几秒后重试。' }
      : {
          en: 'Nothing was done. Requests in the next minute may go unanswered.',
          zh: '未执行任何操作。接下来一分钟内的请求可能不再答复。',
        },
  );
}

/** Whoever asks while Airdesk is on its way out. */
export function restarting(): Refusal {
  return new Refusal(
    'airdesk.restarting',
    { en: 'Airdesk is restarting', zh: 'Airdesk 正在重启' },
    { en: 'Nothing was done. Ask again in a moment.', zh: '未执行任何操作。请稍后再试。' },
  );
}
