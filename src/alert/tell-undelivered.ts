import { UNDELIVERED } from '../callback/conditions.ts';
import { observation } from '../callback/normalise/observation.ts';
import type { AlertCore } from './alert-core.ts';

/** Tells people of a channel (`slack:C1`) that takes no card, as of any other condition; without `why`: that it takes them again. */
export function createUndeliveredTelling({
  config,
  inbox,
  clock,
  log,
}: Pick<AlertCore, 'config' | 'inbox' | 'clock' | 'log'>) {
  return async (channel: string, why: string | undefined, code: string | undefined): Promise<void> => {
    const subject = { type: 'channel', id: channel } as const;
    const now = clock.now();
    const effect = why === undefined ? 'clears' : 'fires';
    const values: Record<string, string> = why === undefined ? {} : { why: why.slice(0, 200) };
    const account = config.defaultAccount;
    try {
      await inbox.append(
        observation({
          ...{
            account,
            at: now,
            receivedAt: now,
            condition: UNDELIVERED,
            effect,
            subject,
            values,
            groups: [],
          },
          ...(code !== undefined && { code }),
        }),
      );
    } catch (error) {
      log.error({ err: error, channel, why }, 'a channel that cannot be reached could not be noted');
    }
  };
}
