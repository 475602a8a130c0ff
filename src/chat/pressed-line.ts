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

/** What a button or a form tells of the account that it was made for. `line`: what to type where another one is meant. */
export type MadeFor = Pick<RunPress, 'line' | 'tag' | 'account'>;

/** The account of a button or a form, where that is clear without asking anybody. Nobody has been let through by then. */
export function accountMadeFor(
  config: Core['config'],
  place: Place,
  { tag, account: named }: MadeFor,
): string | undefined {
  if (tag === undefined && named === undefined) return unsaid(config, place);
  const [account, another] = tag === undefined ? [named] : accountsTagged(config, tag);
  return another === undefined ? account : undefined;
}

/**
 * The line that a button runs, and the account that its card was about.
 * @throws Refusal when that account is gone, the channel is bound to another, or it is not clear which it was.
 */
export async function pressedLine(
  core: Pick<Core, 'config' | 'guards' | 'store'>,
  coming: Coming & { readonly person: Person },
  pressed: MadeFor,
): Promise<{ account: string; line: string }> {
  const { config, store } = core;
  const { line, tag } = pressed;
  const account = accountMadeFor(config, coming.place, pressed);
  if (account === undefined) {
    const isUnclear = tag === undefined || accountsTagged(config, tag).length > 1;
    if (isUnclear) throw whichAccount(config, line, UNCLEAR);
    throw accountGone(config, await formerAccount(store, tag), line);
  }
  const refused = refusedOnAccount(core, { ...coming, account, line });
  if (refused) throw refused;
  return { account, line };
}

/** Buttons of earlier versions name no account where there was only one. */
function unsaid(config: Core['config'], place: Place): string | undefined {
  const bound = channelOf(config, place)?.account;
  if (bound !== undefined) return bound;
  return Object.keys(config.accounts).length > 1 ? undefined : config.defaultAccount;
}

const UNCLEAR: Text = {
  en: 'this button does not say which account it is for',
  zh: '该按钮未注明属于哪个账号',
};
