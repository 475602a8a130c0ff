import { channelOf } from '../line/account-of-line.ts';
import { accountsTagged } from '../card/account-tag.ts';
import type { RunPress } from '../card/press-id.ts';
import type { Core } from '../core.ts';
import { formerAccount } from '../config/former-accounts.ts';
import { refusedOnAccount } from '../guard/admit.ts';
import type { Coming } from '../guard/guard.ts';
import type { Person } from '../config/schema.ts';
import type { Place } from '../intent.ts';
import { accountGone, whichAccount } from '../text/account-refusals.ts';
import type { Text } from '../text/language.ts';

/**
 * The line that a button runs, and the account that its card was about.
 * @throws Refusal when that account is gone, the channel is bound to another, or it is not clear which it was.
 */
export async function pressedLine(
  core: Pick<Core, 'config' | 'guards' | 'store'>,
  coming: Coming & { readonly person: Person },
  { line, tag, account: named }: RunPress,
): Promise<{ account: string; line: string }> {
  const { config, store } = core;
  const { place } = coming;
  if (tag === undefined && named === undefined) return { account: unsaid(config, place, line), line };
  const [account, another] = tag === undefined ? [named] : accountsTagged(config, tag);
  if (another !== undefined) throw whichAccount(config, line, UNCLEAR);
  if (account === undefined) throw accountGone(config, await formerAccount(store, tag ?? ''), line);
  const refused = refusedOnAccount(core, { ...coming, account, line });
  if (refused) throw refused;
  return { account, line };
}

/** Buttons of earlier versions name no account where there was only one. */
function unsaid(config: Core['config'], place: Place, line: string): string {
  const bound = channelOf(config, place)?.account;
  if (bound !== undefined) return bound;
  if (Object.keys(config.accounts).length > 1) throw whichAccount(config, line, UNCLEAR);
  return config.defaultAccount;
}

const UNCLEAR: Text = {
  en: 'this button does not tell for which account it was made',
  zh: '该按钮未注明属于哪个账号',
};
