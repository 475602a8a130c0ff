import { randomBytes } from 'node:crypto';
import type { Config } from '../../src/config/schema.ts';
import type { Calendars } from '../../src/oncall/calendar/calendars.ts';
import { openOnCall, type RunningOnCall } from '../../src/oncall/create-on-call.ts';
import type { Store } from '../../src/store/store.ts';
import { memoryStore } from '../fakes/memory-store.ts';
import { ConfigFileSchema } from '../fakes/platforms.ts';
import { createTestClock, type TestClock } from '../fakes/test-clock.ts';

/** Rotations without calendars. */
const noCalendars: Calendars = {
  state: () => undefined,
  start: async () => undefined,
  look: async () => undefined,
  stop: async () => undefined,
};

/** airdesk.yaml with these settings. */
export function configOf(given: object): Config {
  return { ...ConfigFileSchema.parse(given), defaultAccount: 'main' };
}

/** Who is on call, running: on 1 March 2026, 20:00 UTC, a Sunday, unless the clock says otherwise. */
export async function running(
  given: object,
  more: { readonly store?: Store; readonly clock?: TestClock; readonly calendars?: Calendars } = {},
): Promise<RunningOnCall> {
  const { store = memoryStore(), clock = createTestClock(), calendars = noCalendars } = more;
  return openOnCall({
    config: configOf(given),
    ...{ store, clock },
    newId: () => randomBytes(16).toString('hex'),
    calendars: () => calendars,
  });
}
