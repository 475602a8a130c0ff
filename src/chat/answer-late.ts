import { post } from './answering.ts';
import { sleep } from '../clock.ts';
import type { Core } from '../core.ts';
import type { PressIntent } from '../intent.ts';
import type { Card } from '../reply.ts';

/** So long whoever pressed waits for the card to show it, ms. */
const WAIT_MS = 2000;

/**
 * Waits until the card that was pressed shows what came of it. Where the platform is slow, or limits edits, whoever
 * pressed is told through the press itself, seen by nobody else; the card follows. Never rejects.
 */
export async function shownOrSaid(
  core: Pick<Core, 'outbox' | 'clock' | 'log' | 'adapters' | 'counts'>,
  press: PressIntent,
  content: string,
  said: () => Card | undefined,
): Promise<void> {
  await Promise.race([core.outbox.settled(content), sleep(core.clock, WAIT_MS)]);
  if (core.outbox.shows(press.message)) return;
  const card = said();
  if (!card) return;
  try {
    await post(core, press, card);
  } catch (error) {
    core.log.warn(
      { err: error, intent: press.id },
      'whoever pressed could not be told before the card shows it',
    );
  }
}
