import { Refusal } from '../../src/errors.ts';
import type { Reader } from '../reader.ts';
import { typedLine } from '../typed-line.ts';
import { near } from '../near.ts';
import { brief } from '../brief.ts';
import { fullName, type StreamName } from './name.ts';
import { onlineByName, onlineMany } from './online.ts';

const FULL = /^([\w.-]+)\/([^/\s?#:]+)\/([^/\s?#:]+)$/u;
const ADDRESS = /^\w+:\/\/([\w.-]+)(?::\d+)?\/([^/\s?#:]+)\/([^/\s?#:]+)/u;
/** The most command lines that a refusal offers. */
const MOST = 10;

/**
 * The one stream that `given` names. Never guesses.
 * @param command the command that was asked, and `rest` the words after the stream: for the lines that a refusal offers.
 * @throws Refusal where it names none or several.
 */
export async function resolveStream(
  context: Reader,
  given: string,
  command: string,
  rest: readonly string[] = [],
): Promise<StreamName> {
  const named = namedStream(context, given, command, rest);
  if (named) return named;
  const [only, ...others] = await onlineByName(context, given);
  if (!only) return refuseUnknown(context, given, command, rest);
  if (others.length > 0) refuseAmbiguous(given, [only, ...others], command, rest);
  return { domain: only.domain, app: only.app, stream: only.stream };
}

/**
 * The stream that `given` names without asking the cloud: in full, or by a configured short name.
 * Undefined where it can only be the name of a stream online.
 * @throws Refusal where it cannot be a stream, or is one of another account.
 */
export function namedStream(
  context: Reader,
  given: string,
  command: string,
  rest: readonly string[] = [],
): StreamName | undefined {
  const [, domain, app, stream] = FULL.exec(given) ?? [];
  if (domain !== undefined && app !== undefined && stream !== undefined) return { domain, app, stream };
  if (given.includes('/')) refuseMalformed(given, command, rest);
  const { streams } = context.config;
  const configured = Object.hasOwn(streams, given) ? streams[given] : undefined;
  if (!configured) return undefined;
  const owner = configured.account;
  if (owner !== undefined && owner !== context.account)
    throw new Refusal(
      'airdesk.other-account',
      {
        en: `${given} is a stream of account ${owner}; this is account ${context.account}`,
        zh: `${given} 属于账号 ${owner}，当前账号是 ${context.account}`,
      },
      { en: `Ask in a channel of account ${owner}.`, zh: `请到账号 ${owner} 对应的频道里操作。` },
    );
  return { domain: configured.domain, app: configured.app, stream: configured.stream };
}

/** @throws Refusal that lists `found` in full. */
export function refuseAmbiguous(
  given: string,
  found: readonly StreamName[],
  command: string,
  rest: readonly string[],
): never {
  const shown = brief(given, 60);
  throw new Refusal(
    'airdesk.ambiguous',
    {
      en: `${found.length} streams are called "${shown}"`,
      zh: `有 ${found.length} 路流都叫“${shown}”`,
    },
    { en: 'Choose one by its full name.', zh: '请用完整名称指定其中一路。' },
    found.slice(0, MOST).map((name) => typedLine(command, fullName(name), ...rest)),
  );
}

async function refuseUnknown(
  context: Reader,
  given: string,
  command: string,
  rest: readonly string[],
): Promise<never> {
  const shown = brief(given, 60);
  const shorts = Object.entries(context.config.streams)
    .filter(([, stream]) => (stream.account ?? context.account) === context.account)
    .map(([short]) => ({ asked: short, word: short }));
  const online = (await onlineMany(context)).streams.map((name) => ({
    asked: name.stream,
    word: fullName(name),
  }));
  const similar = near(given, [...shorts, ...online], (candidate) => candidate.asked);
  throw new Refusal(
    'airdesk.not-found',
    { en: `No stream "${shown}" is online`, zh: `没有名为“${shown}”的在线流` },
    {
      en: 'A stream that is not online needs its full name: domain/app/stream.',
      zh: '不在线的流要写完整名称：域名/应用/流名。',
    },
    similar.map(({ word }) => typedLine(command, word, ...rest)),
  );
}

/** Whether `text` is read as a stream's full name, `domain/app/stream`. */
export function isFullName(text: string): boolean {
  return FULL.test(text);
}

function refuseMalformed(given: string, command: string, rest: readonly string[]): never {
  const [, domain, app, stream] = ADDRESS.exec(given) ?? [];
  if (domain !== undefined && app !== undefined && stream !== undefined)
    throw new Refusal(
      'airdesk.bad-stream',
      { en: 'That is an address, not the name of a stream', zh: '这是推流或播放地址，不是流名称' },
      {
        en: 'Write domain/app/stream. Addresses can hold a key: delete your message if this one did.',
        zh: '请写成 域名/应用/流名。地址里可能带密钥，如有请撤回刚才的消息。',
      },
      [typedLine(command, fullName({ domain, app, stream }), ...rest)],
    );
  throw new Refusal(
    'airdesk.bad-stream',
    { en: `"${brief(given, 60)}" is not the name of a stream`, zh: `“${brief(given, 60)}”不是流名称` },
    {
      en: 'Write domain/app/stream, as push.example.com/live/main.',
      zh: '请写成 域名/应用/流名，例如 push.example.com/live/main。',
    },
  );
}
