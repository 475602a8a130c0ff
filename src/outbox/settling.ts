import type { Deliveries } from './deliveries.ts';
import { stuckOf } from './stuck-edit.ts';
import type { ChannelMessage } from './channel.ts';

/** Tells when a content is shown as it is now, wherever messages are taken. */
export interface Settling {
  settled(message: string): Promise<void>;
  /** Something was sent, or could not be. */
  look(): void;
}

/**
 * Begins with nobody who waits. `isRunning`: whether anything is still sent at all; where not, nobody is left
 * waiting.
 */
export function createSettling(allDeliveries: Deliveries, isRunning: () => boolean): Settling {
  let waiting: { readonly message: string; readonly done: () => void }[] = [];

  function isSettled(message: string): boolean {
    return (
      !isRunning() ||
      allDeliveries.channelMessages(message).every((channelMessage) => !isUnderWay(channelMessage))
    );
  }

  return {
    settled: (message) =>
      isSettled(message)
        ? Promise.resolve()
        : new Promise((done) => {
            waiting.push({ message, done });
          }),
    look() {
      const settled = waiting.filter(({ message }) => isSettled(message));
      if (settled.length === 0) return;
      waiting = waiting.filter((one) => !settled.includes(one));
      for (const { done } of settled) done();
    },
  };
}

/** Owed in a channel that takes messages now: where it does not, nobody should wait for it. */
function isUnderWay(channelMessage: ChannelMessage): boolean {
  const { owed, delivery, channel, lost } = channelMessage;
  if (owed === undefined || delivery.dead || lost?.looked) return false;
  if (owed === 'edit' && stuckOf(channelMessage)) return false;
  if (channel.platform.down) return false;
  return channel.busy !== undefined || (channel.failures === 0 && channel.limits === 0);
}
