import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { Store } from '../store/store.ts';
import { createSessions } from './session-book.ts';
import type { SessionLimits, Sessions } from './session.ts';

const COLLECTION = 'sessions';

const SessionSchema = z.object({
  id: z.string(),
  userId: z.string(),
  name: z.string(),
  by: z.enum(['password', 'company']),
  groups: z.array(z.string()).exactOptional(),
  proof: z.string().exactOptional(),
  begunAt: z.number(),
  seenAt: z.number(),
});

/** The sessions that are in the store. What cannot be read there is no session. */
export async function openSessions(store: Store, clock: Clock, limits: SessionLimits): Promise<Sessions> {
  const docs = await store.list(COLLECTION);
  const kept = docs.flatMap(({ value }) => SessionSchema.safeParse(value).data ?? []);
  return createSessions(
    clock,
    limits,
    {
      put: (session) =>
        store.commit([{ collection: COLLECTION, id: session.id, value: session, expect: 'any' }]),
      remove: (id) => store.commit([{ collection: COLLECTION, id, value: undefined, expect: 'any' }]),
    },
    kept.sort((a, b) => a.begunAt - b.begunAt),
  );
}
