import type { CommandContext } from '../../../src/command.ts';
import { actions } from '../../../src/live/catalogue/catalogue.ts';
import type { CallOptions } from '../../../src/live/live.ts';

/**
 * The region of a change: that of the account, and where the document leaves that out of this action, though it makes
 * monitors there, the first one that it names. A monitor is known by its id wherever it was made; where it should not be,
 * the cloud refuses plainly.
 */
export function changeRegion({ config, account }: Pick<CommandContext, 'config' | 'account'>): CallOptions {
  const region = config.accounts[account]?.region ?? '';
  const allowed = actions['ModifyLiveStreamMonitor']?.regions ?? [];
  const [first] = allowed;
  return first === undefined || allowed.includes(region.trim()) ? {} : { region: first };
}
