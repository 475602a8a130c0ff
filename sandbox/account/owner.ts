import type { ActionName } from '../../src/live/catalogue/catalogue.ts';
import { oneOf } from '../bad-value.ts';
import type { World } from '../world.ts';
import { mainDomain } from './domain.ts';

const MAX_VERIFIED = 1000;

/** Whether the main domain of a name was shown to be the account's. */
export function isVerified(world: World, name: string): boolean {
  return world.account.verified.has(mainDomain(name));
}

/**
 * Looks for the DNS record or the file that shows whose domain it is. There is no DNS here: both are found,
 * except under `.invalid`, where nothing can be.
 */
export function verifyOwner(world: World, action: ActionName, name: string, type: string | undefined): void {
  const how = oneOf(action, 'VerifyType', type, ['dnsCheck', 'fileCheck', 'dbCheck'], 'dbCheck');
  const { verified } = world.account;
  if (how === 'dbCheck' || name.endsWith('.invalid') || verified.size >= MAX_VERIFIED) return;
  verified.add(mainDomain(name));
}
