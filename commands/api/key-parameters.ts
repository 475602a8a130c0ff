import { Refusal } from '../../src/errors.ts';
import type { Text } from '../../src/text/language.ts';

/** Parameters that hold a key. Others that sound like it, as AvatarKey and ScrollToken, hold a name or a place in a list. */
const HOLDS_KEY =
  /(?:AuthKey|AuthBackKey|CallbackKey|PrivateKey|TmpSecretId|TmpSecretKey|UserSig)$|^(?:Token|Password)$/u;

/** What does the same without a key that is typed. */
const INSTEAD: Readonly<Record<string, Text>> = {
  AuthKey: { en: '`key rotate` makes a key that nobody sees.', zh: '`鉴权 轮换` 会生成一个无人可见的 Key。' },
  CallbackKey: {
    en: '`callback template set <template> to:airdesk` sets its own.',
    zh: '`回调 模板 修改 <模板> 到:airdesk` 会写入 Airdesk 自己的密钥。',
  },
};

/**
 * Refuses a call in which a key was typed: what is typed is read by others, and kept.
 * @throws Refusal naming the parameter
 */
export function refuseKeys(action: string, params: unknown): void {
  const name = keyIn(params);
  if (name === undefined) return;
  const instead = Object.entries(INSTEAD).find(([end]) => name.endsWith(end))?.[1];
  throw new Refusal(
    'airdesk.key-typed',
    {
      en: `${action}: ${name} holds a key, and keys are not typed in chat`,
      zh: `${action}：${name} 是密钥，不在聊天中输入`,
    },
    {
      en: `Nothing was sent. ${instead?.en ?? 'Use the console for this.'} Exchange the key if it was a real one.`,
      zh: `请求没有发出。${instead?.zh ?? '请在控制台中操作。'}如果输入的是真实密钥，请更换。`,
    },
  );
}

/** The first parameter that holds a key, by its whole name: `CosInfo.TmpSecretKey`. */
function keyIn(value: unknown, path = ''): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, inner] of Object.entries(value)) {
    const whole = Array.isArray(value) ? path : path === '' ? name : `${path}.${name}`;
    if (!Array.isArray(value) && HOLDS_KEY.test(name)) return whole;
    const found = keyIn(inner, whole);
    if (found !== undefined) return found;
  }
  return undefined;
}
