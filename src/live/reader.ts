import type { CommandContext } from '../command.ts';

/** What reading the cloud takes: an account, and nobody in particular who asks. */
export type Reader = Pick<CommandContext, 'account' | 'live' | 'config'>;
