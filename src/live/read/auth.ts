import type { Domain } from './domains.ts';
import { callOptions, type From } from './pages.ts';

/** Who may push to a domain or play from it: the keys that addresses are signed with. Holds secrets: not to be kept. */
export interface Auth {
  /** Off: addresses need no signature. */
  readonly isOn: boolean;
  readonly main: string;
  /** Empty: there is none. */
  readonly backup: string;
  /** How long after its txTime an address is good, s. */
  readonly valid: number;
}

/** Reads the keys of a domain. @throws LiveError */
export async function readAuth(from: From, { name, kind }: Pick<Domain, 'name' | 'kind'>): Promise<Auth> {
  const [where, options] = [{ DomainName: name }, callOptions(from)] as const;
  if (kind === 'push') {
    const { PushAuthKeyInfo: info } = await from.live.call('DescribeLivePushAuthKey', where, options);
    return authOf(info.Enable, info.MasterAuthKey, info.BackupAuthKey, info.AuthDelta);
  }
  const { PlayAuthKeyInfo: info } = await from.live.call('DescribeLivePlayAuthKey', where, options);
  return authOf(info.Enable, info.AuthKey, info.AuthBackKey, info.AuthDelta);
}

/** What of it is to be changed; what is left out stays. */
export type AuthChange = Partial<Auth>;

/** Changes it by one call. @throws LiveError */
export async function writeAuth(
  from: From,
  { name, kind }: Pick<Domain, 'name' | 'kind'>,
  { isOn, main, backup, valid }: AuthChange,
): Promise<void> {
  const shared = {
    DomainName: name,
    ...(isOn !== undefined && { Enable: isOn ? 1 : 0 }),
    ...(valid !== undefined && { AuthDelta: valid }),
  };
  if (kind === 'push') {
    await from.live.call('ModifyLivePushAuthKey', {
      ...shared,
      ...(main !== undefined && { MasterAuthKey: main }),
      ...(backup !== undefined && { BackupAuthKey: backup }),
    });
    return;
  }
  await from.live.call('ModifyLivePlayAuthKey', {
    ...shared,
    ...(main !== undefined && { AuthKey: main }),
    ...(backup !== undefined && { AuthBackKey: backup }),
  });
}

type Whole = number | bigint | undefined;

function authOf(enable: Whole, main = '', backup = '', delta: Whole = 0): Auth {
  return { isOn: Number(enable ?? 0) === 1, main, backup, valid: Number(delta) };
}
