import { fingerprint } from '../../src/json.ts';
import type { PullTask } from '../../src/live/read/pulls.ts';
import { plainAddress } from './state.ts';

/** What can be changed, as it is now; an address that can hold a key only as a mark of it. */
export function settingsOf({ info, name }: Pick<PullTask, 'info' | 'name'>) {
  return {
    source: kept((info.SourceUrls ?? []).join(' ')),
    backup: kept(info.BackupSourceUrl ?? ''),
    name,
  };
}

function kept(address: string): string {
  return plainAddress(address) === address && !address.includes(' ') ? address : `#${fingerprint(address)}`;
}
