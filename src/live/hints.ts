import type { Text } from '../text/language.ts';
import cloudHints from './catalogue/errors.json' with { type: 'json' };

/** Codes that Airdesk itself gives to a call, where the cloud answered nothing usable or was not asked. */
const ownHints = {
  'airdesk.timeout': {
    en: 'The cloud did not answer in time. If you were changing something, check whether it took effect before you repeat it.',
    zh: '云端没有及时应答。如果是变更操作，请先确认是否已生效，不要直接重做。',
  },
  'airdesk.network': {
    en: 'The connection to the cloud failed. Check the state before repeating a change; if it keeps failing, ask the platform engineer to check this machine’s network.',
    zh: '与云端的连接断了。变更操作请先确认状态再重做，持续出现就请平台工程师检查本机网络。',
  },
  'airdesk.bad-answer': {
    en: 'The cloud sent an answer that Airdesk does not understand. Check the state first, and ask the platform engineer to check the endpoint and any proxy.',
    zh: '云端返回的内容无法识别。请先查看状态，并请平台工程师检查接入地址和代理。',
  },
  'airdesk.rate-limited': {
    en: "Airdesk held this call back to stay within the cloud's rate limit, and sent nothing. Wait a few seconds, then try again.",
    zh: '为避免触发云端限流，Airdesk 没有发出这次请求，请等几秒再试。',
  },
  'airdesk.no-credentials': {
    en: 'Airdesk has no key for this cloud account, so nothing was sent. Ask the platform engineer to set the credentials.',
    zh: 'Airdesk 没有这个云账号的密钥，请求没有发出，请平台工程师配置凭证。',
  },
  'airdesk.bad-parameter': {
    en: 'The cloud would not accept one of the values, so nothing was sent. Check what you entered; the message names the field.',
    zh: '有个参数不符合云端要求，请求没有发出。请核对填写内容，报错信息里会指出是哪一项。',
  },
  'airdesk.bad-region': {
    en: 'The configured region does not support this action, or is missing, so nothing was sent. Ask the platform engineer to correct it.',
    zh: '所配地域不适用于这个操作或尚未配置，请求没有发出，请平台工程师修改配置。',
  },
  'airdesk.http-5xx': {
    en: 'The cloud had a server error, and a change may or may not have happened. Check the state first, then try again.',
    zh: '云端服务器出错，操作可能已生效也可能没有，请先查看状态再决定是否重试。',
  },
} satisfies Record<string, Text>;

const DEFAULT_HINT: Text = {
  en: 'The cloud answered with an error code unknown to Airdesk. Check the state first, and give the code and request id to the platform engineer.',
  zh: '云端返回了 Airdesk 不认识的错误码。请先查看状态，并把错误码和请求 ID 交给平台工程师。',
};

// A Map, because codes come from outside and may be named like a member of Object.
const hints: ReadonlyMap<string, Text> = new Map<string, Text>([
  ...Object.entries(cloudHints),
  ...Object.entries(ownHints),
]);

/**
 * What the operator does next after an error with this code: the code's own hint, else that of the
 * part before the first dot (`FailedOperation.New` → `FailedOperation`), else a general one.
 */
export function hintFor(code: string): Text {
  return hints.get(code) ?? hints.get(code.split('.', 1)[0] ?? '') ?? DEFAULT_HINT;
}
