import type { CommandContext } from '../../src/command.ts';
import { isNewKey, type KeyBook, type Rotation } from '../../src/keys/key-book.ts';
import { readAuth, type Auth } from '../../src/live/read/auth.ts';
import type { Domain } from '../../src/live/read/domains.ts';
import type { Fact } from '../../src/reply.ts';
import { formatDuration } from '../../src/text/duration.ts';
import type { Json } from '../../src/json.ts';
import type { Finding } from '../findings.ts';
import { typedLine } from '../typed-line.ts';
import { when } from '../when.ts';

/** A domain with its keys, and the change of its key that was begun here. Holds secrets: not to be kept. */
export interface Keyed {
  readonly domain: Domain;
  readonly auth: Auth;
  readonly rotation: Rotation | undefined;
  /** The backup key is the one that the change made: it waits to become the main one. */
  readonly isOpen: boolean;
}

/** Shorter keys can be guessed. */
const STRONG = 16;

/** Reads the keys of a domain. @throws LiveError, StoreError */
export async function readKeyed(context: CommandContext, domain: Domain): Promise<Keyed> {
  const [auth, rotation] = await Promise.all([readAuth(context, domain), context.keys.rotation(domain.name)]);
  return { domain, auth, rotation, isOpen: isNewKey(rotation, auth.backup) };
}

/** What a confirmation is bound to. The marks tell keys apart, and what a key is cannot be read from them. */
export function keyState(keys: KeyBook, { domain, auth }: Keyed): Json {
  const { isOn, valid, main, backup } = auth;
  return { on: domain.isOn, isOn, valid, main: keys.mark(main), backup: keys.mark(backup) };
}

/** Whether addresses have to be signed, in words. */
export function authText(
  { say }: Pick<CommandContext, 'say'>,
  { isOn }: Pick<Auth, 'isOn'>,
  kind: Domain['kind'],
): string {
  if (isOn) return say('on: addresses are signed', '开启：地址须带签名');
  return kind === 'push'
    ? say('off: anybody may push', '关闭：任何人都可以推流')
    : say('off: anybody may play', '关闭：任何人都可以播放');
}

/** How long an address is good after its txTime. */
export function validText(
  { language, say }: Pick<CommandContext, 'language' | 'say'>,
  valid: number,
): string {
  return valid === 0 ? say('until its txTime', '到 txTime 为止') : formatDuration(valid * 1000, language);
}

/** What may be told of the keys to everybody: no key. */
export function keyFacts(context: CommandContext, { domain, auth, rotation, isOpen }: Keyed): Fact[] {
  const { say } = context;
  const lengthOf = (key: string) => say(`${key.length} characters`, `${key.length} 个字符`);
  return [
    { label: say('Auth', '鉴权'), value: authText(context, auth, domain.kind) },
    { label: say('Main key', '主 Key'), value: lengthOf(auth.main) },
    {
      label: say('Backup key', '备 Key'),
      value:
        auth.backup === ''
          ? say('none', '无')
          : auth.backup === auth.main
            ? say('the same as the main key', '与主 Key 相同')
            : lengthOf(auth.backup),
    },
    {
      label: say('Addresses are good', '地址有效期'),
      value: auth.isOn ? validText(context, auth.valid) : '',
    },
    {
      label: say('Key change open since', '轮换开始于'),
      value: isOpen && rotation ? when(context, rotation.at) : '',
    },
  ].filter(({ value }) => value !== '');
}

/** What is to be said of the keys of a domain. */
export function keyFindings(context: CommandContext, keyed: Keyed): Finding[] {
  const { domain, auth, rotation, isOpen } = keyed;
  const { name, kind } = domain;
  if (!auth.isOn)
    return [
      kind === 'push'
        ? {
            is: 'wrong',
            text: {
              en: `${name}: auth is off, anybody may go on air`,
              zh: `${name}：鉴权已关闭，任何人都可以推流`,
            },
            fix: `${typedLine('key set', name)} auth:on`,
          }
        : {
            is: 'note',
            text: {
              en: `${name}: auth is off, anybody may play`,
              zh: `${name}：鉴权已关闭，任何人都可以播放`,
            },
            fix: `${typedLine('key set', name)} auth:on`,
          },
    ];
  const found: Finding[] = [];
  if (auth.main.length < STRONG)
    found.push({
      is: 'wrong',
      text: {
        en: `${name}: the main key has only ${auth.main.length} characters`,
        zh: `${name}：主 Key 只有 ${auth.main.length} 个字符`,
      },
      fix: typedLine('key rotate', name),
    });
  if (auth.backup !== '' && auth.backup === auth.main)
    found.push({
      is: 'note',
      text: { en: `${name}: the backup key is the main key`, zh: `${name}：备 Key 与主 Key 相同` },
    });
  if (isOpen && rotation)
    found.push({
      is: 'note',
      text: {
        en: `${name}: a key change is open since ${when(context, rotation.at)}`,
        zh: `${name}：轮换尚未完成，开始于 ${when(context, rotation.at)}`,
      },
      fix: typedLine('key promote', name),
    });
  const valid = validText(context, auth.valid);
  return found.some(({ is }) => is === 'wrong')
    ? found
    : [
        ...found,
        {
          is: 'well',
          text: {
            en: `${name}: auth is on, addresses good ${auth.valid === 0 ? valid : `${valid} after their txTime`}`,
            zh: `${name}：鉴权已开启，有效期：${valid}`,
          },
        },
      ];
}
