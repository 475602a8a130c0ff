import { numberOf, type Message } from './fields.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const AHEAD_MS = 5 * 60 * 1000;
/** Numbers below are seconds, those above microseconds. */
const SECONDS_BELOW = 1e11;
const MICROSECONDS_ABOVE = 1e14;

/** When something happened by the cloud's clock, ms UTC; `receivedAt` where it is not told, or cannot be. */
export function eventTime(message: Message, receivedAt: number): number {
  const told = numberOf(
    message,
    'event_time',
    'data_time',
    'timestamp',
    'create_time',
    'screenshotTime',
    'sendTime',
    'end_time',
  );
  if (told === undefined) return receivedAt;
  const at = Math.round(told < SECONDS_BELOW ? told * 1000 : told > MICROSECONDS_ABOVE ? told / 1000 : told);
  return at < receivedAt - DAY_MS || at > receivedAt + AHEAD_MS ? receivedAt : at;
}
