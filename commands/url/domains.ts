import type { CommandContext } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { readDomain, type Domain } from '../../src/live/read/domains.ts';
import type { Auth } from '../../src/live/read/auth.ts';
import { typedLine } from '../typed-line.ts';
import { readKeyed, type Keyed } from '../key/facts.ts';

/** A domain that addresses can be made for, with its keys. @throws Refusal, LiveError, StoreError */
export async function usableDomain(
  context: CommandContext,
  name: string,
  kind: Domain['kind'],
): Promise<Keyed> {
  const domain = await readDomain(context, name);
  const wanted = { push: { en: 'push', zh: '推流' }, play: { en: 'play', zh: '播放' } }[kind];
  if (domain?.kind !== kind)
    throw new Refusal(
      'airdesk.not-found',
      {
        en: `${name} is no ${wanted.en} domain of this account`,
        zh: `${name} 不是当前账号的${wanted.zh}域名`,
      },
      { en: 'See all with: domain list', zh: '查看全部：域名 列表' },
      ['domain list'],
    );
  if (!domain.isOn)
    throw new Refusal(
      'airdesk.domain-off',
      { en: `${name} is switched off: no address works on it`, zh: `域名 ${name} 已禁用，地址无法使用` },
      { en: 'Enable it first.', zh: '请先启用。' },
      [typedLine('domain enable', name)],
    );
  return readKeyed(context, domain);
}

/** The key to sign with: undefined where addresses are not signed. */
export interface SigningKey {
  readonly key: string | undefined;
  readonly which: 'main' | 'backup';
}

/** The key that is asked for; without a word the main one, while a change is open the new one. @throws Refusal */
export function signingKey(
  { domain, auth, isOpen }: Keyed,
  asked: 'main' | 'backup' | undefined,
): SigningKey {
  const which = asked ?? (isOpen ? 'backup' : 'main');
  if (!auth.isOn) return { key: undefined, which };
  const key = keyOf(auth, which);
  if (key !== '') return { key, which };
  throw new Refusal(
    'airdesk.no-key',
    {
      en: `${domain.name} has no ${which} key`,
      zh: `域名 ${domain.name} 没有${which === 'main' ? '主' : '备'} Key`,
    },
    { en: 'Sign with the other one, or begin a key change.', zh: '请用另一个 Key 签名，或先轮换。' },
    [typedLine('key rotate', domain.name)],
  );
}

function keyOf({ main, backup }: Auth, which: 'main' | 'backup'): string {
  return which === 'main' ? main : backup;
}

/** Notes until when an address is good. A full disk does not keep the address back. */
export async function noteSigned(
  { keys }: CommandContext,
  domain: string,
  { key, which }: SigningKey,
  until: number,
): Promise<void> {
  if (key !== undefined) await keys.signed(domain, which, until).catch(() => undefined);
}
