import type { Core } from '../core.ts';
import { channelOf } from '../line/account-of-line.ts';
import type { CardChange } from './command-cards.ts';
import type { Proposal } from './proposal.ts';

/** Where a proposal's card stands: its own channel, and those that mirror it. */
export function placesOf(core: Pick<Core, 'config'>, { place }: Proposal): CardChange['at'] {
  const mirrors = channelOf(core.config, place)?.mirrors ?? [];
  const channels = [...new Set([`${place.platform}:${place.channelId}`, ...mirrors])];
  return { channels, ...(place.threadId === undefined ? {} : { thread: place.threadId }) };
}
