import { boundElsewhere } from '../line/account-of-line.ts';
import type { Config } from '../config/schema.ts';
import type { Refusal } from '../errors.ts';
import type { Place } from '../intent.ts';
import { accountGone } from '../text/account-refusals.ts';

/**
 * A refusal unless the account that a card or a form was made for is still configured, and the place in which it is used
 * may work on it. `line`: what to type where another account is meant; without it the account may be gone.
 */
export function accountHere(
  config: Config,
  place: Place,
  account: string,
  line: string | undefined,
): Refusal | undefined {
  if (line !== undefined && !Object.hasOwn(config.accounts, account))
    return accountGone(config, account, line);
  return boundElsewhere(config, place, account);
}
