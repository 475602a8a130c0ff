import type { AirdeskError } from '../src/errors.ts';
import { LiveError } from '../src/live/live-error.ts';
import type { Text } from '../src/text/language.ts';

/** Why something could not be read, in a few words, with the code for who has to look it up. */
export function whyUnread({ code }: Pick<AirdeskError, 'code'>): Text {
  const why = WORDS.find(([pattern]) => pattern.test(code))?.[1];
  return why ? { en: `${why.en} (${code})`, zh: `${why.zh}（${code}）` } : { en: code, zh: code };
}

/** Whether the cloud said no for good: asking again does not help, and nothing is wrong with a broadcast. */
export function isClosedToUs(error: AirdeskError): boolean {
  return error instanceof LiveError && error.outcome === 'refused' && !error.retryable;
}

const WORDS: readonly (readonly [RegExp, Text])[] = [
  [/^airdesk\.timeout$/u, { en: 'no answer in time', zh: '未及时应答' }],
  [/^airdesk\.network$/u, { en: 'the cloud cannot be reached', zh: '无法连接云端' }],
  [/^airdesk\.no-credentials$/u, { en: 'Airdesk has no key', zh: 'Airdesk 没有密钥' }],
  [/^(?:airdesk\.rate-limited|RequestLimitExceeded)/u, { en: 'too many calls just now', zh: '当前请求过多' }],
  [/^(?:UnauthorizedOperation|AuthFailure\.Unauthorized)/u, { en: 'the key may not', zh: '密钥无权限' }],
  [/^AuthFailure/u, { en: 'the cloud does not take the key', zh: '云端不接受密钥' }],
  [/^(?:InternalError|airdesk\.http-5xx)/u, { en: 'a fault of the cloud', zh: '云端故障' }],
  [
    /^ResourceNotFound\.(?:Stop|Freeze|Forbid|UserDisable)/u,
    { en: 'the service is stopped', zh: '服务已停用' },
  ],
];
