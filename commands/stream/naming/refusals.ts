import { safeLine } from '../../../src/text/safe-line.ts';
import { ambiguous, notFound } from '../../../src/name-refusals.ts';
import { Refusal } from '../../../src/errors.ts';
import { redactTyped } from '../../../src/observability/redact.ts';
import { withoutKeys } from '../../../src/intake/without-keys.ts';
import type { Text } from '../../../src/text/language.ts';
import { nameForms, prefixedName } from '../../../src/text/name-forms.ts';
import { typedLine } from '../../typed-line.ts';
import { streamWord, whyUnnameable } from './word.ts';
import { fullName, type StreamName } from '../../../src/live/read/stream-name.ts';

/** The command that was asked, and the words after the stream: for the lines that a refusal offers. */
export interface Asking {
  readonly command: string;
  readonly rest: readonly string[];
}

/** The most command lines that a refusal offers. */
const MOST = 10;

/** @throws Refusal that lists `found`, each by a line that names it and nothing else. */
export function refuseAmbiguous(
  given: string,
  found: readonly StreamName[],
  command: string,
  rest: readonly string[],
): never {
  const asked = prefixedName(given)?.name ?? given;
  const shown = safeLine(asked, 60);
  const namesakes = found.every(({ stream }) => nameForms(asked).includes(stream));
  throw ambiguous(
    namesakes
      ? {
          en: `${found.length} streams are called "${shown}"`,
          zh: `有 ${found.length} 路流都叫“${shown}”`,
        }
      : {
          en: `"${shown}" can mean ${found.length} streams`,
          zh: `“${shown}”可能指 ${found.length} 路流`,
        },
    joined(
      namesakes ? undefined : WHY_SEVERAL,
      { en: 'Choose one by its full name.', zh: '请用完整名称指定其中一路。' },
      found.length > MOST ? { en: `These are the first ${MOST}.`, zh: `以下是前 ${MOST} 路。` } : undefined,
    ),
    linesFor(found.slice(0, MOST), { command, rest }),
    { given },
  );
}

/** @throws Refusal: what stands behind `id:` is not a stream's full name. */
export function refuseMalformedId(given: string): never {
  throw new Refusal(
    'airdesk.bad-stream',
    {
      en: `"${safeLine(given, 60)}" is not the id of a stream`,
      zh: `“${safeLine(given, 60)}”不是流的 ID`,
    },
    {
      en: 'After id: write domain/app/stream, with %2F for a slash and %25 for a percent sign inside a part.',
      zh: 'id: 后面写 域名/应用/流名；名称中的斜杠写作 %2F，百分号写作 %25。',
    },
    [],
    { given },
  );
}

/** @throws Refusal: an address, with the lines for what it can mean. */
export function refuseAddress(offered: readonly string[], code = 'airdesk.bad-stream'): never {
  throw new Refusal(
    code,
    { en: 'That is an address, not the name of a stream', zh: '这是推流或播放地址，不是流名称' },
    {
      en: 'Write domain/app/stream. Addresses can hold a key: delete your message if this one did.',
      zh: '请写成 域名/应用/流名。地址里可能带密钥，如有请撤回刚才的消息。',
    },
    offered.slice(0, MOST),
  );
}

/** @throws Refusal: something that is no name. */
export function refuseMalformed(given: string): never {
  // What follows a question mark can be a key, under whatever name.
  const shown = safeLine(given.replace(/\?.*/su, '?…'), 60);
  throw new Refusal(
    'airdesk.bad-stream',
    { en: `"${shown}" is not the name of a stream`, zh: `“${shown}”不是流名称` },
    {
      en: 'Write domain/app/stream, as push.example.com/live/main.',
      zh: '请写成 域名/应用/流名，例如 push.example.com/live/main。',
    },
    [],
    { given },
  );
}

/** @throws Refusal: the name reads like a full one with odd characters in it, and there is no such stream now. */
export function refuseOddName(given: string, readings: readonly StreamName[], asking: Asking): never {
  const shown = safeLine(given, 60);
  throw notFound(
    {
      en: `No stream "${shown}" is pushed or forbidden`,
      zh: `没有正在推流或被禁推的流“${shown}”`,
    },
    {
      en: 'Nothing was done. What is meant can be:',
      zh: '未执行任何操作。您要找的可能是：',
    },
    linesFor(readings, asking),
    { given },
  );
}

/** @throws Refusal where no line could name the stream again, as for its undo. */
export function refuseUnnameable(name: StreamName): void {
  const why = whyUnnameable(name);
  if (!why) return;
  const shown = safeLine(fullName(name), 80);
  throw new Refusal(
    'airdesk.unnameable',
    { en: `"${shown}" cannot be named in a command`, zh: `“${shown}”无法在命令中指定` },
    joined(why, {
      en: 'Nothing was done. Work on it in the cloud console.',
      zh: '未执行任何操作。请在云控制台处理。',
    }),
  );
}

const WHY_SEVERAL: Text = {
  en: 'A short name in airdesk.yaml can also be the name of a stream on air, and slashes can be read in several ways.',
  zh: 'airdesk.yaml 中的短名可能同时是某路在线流的流名，斜杠也可能有多种读法。',
};

/** Whether a line can be shown in a channel: one with a key in it, as somebody pushed it for a name, cannot. */
export function isRepeatable(line: string): boolean {
  return redactTyped(line) === line && withoutKeys(line) === line;
}

/** The lines of the same command for these streams. */
export function linesFor(found: readonly StreamName[], { command, rest }: Asking): string[] {
  return found
    .filter((name) => !whyUnnameable(name))
    .map((name) => typedLine(command, streamWord(name), ...rest))
    .filter(isRepeatable);
}

function joined(...texts: readonly (Text | undefined)[]): Text {
  const there = texts.filter((text) => text !== undefined);
  return { en: there.map(({ en }) => en).join(' '), zh: there.map(({ zh }) => zh).join('') };
}
