import { z } from 'zod';
import type { Subject } from '../callback/event.ts';
import { SEVERITIES } from '../callback/event.ts';
import type { Store } from '../store/store.ts';
import type { Memory, PollerName } from './poller.ts';
import type { Told } from './streaks.ts';

const POLLS = 'polls';
const MOST = 2000;

const KeptSchema = z.object({
  told: z
    .array(
      z.object({
        condition: z.string(),
        subject: z.object({
          type: z.custom<Subject['type']>((value) => typeof value === 'string'),
          id: z.string(),
        }),
        severity: z.enum(SEVERITIES).optional(),
      }),
    )
    .max(MOST),
  memory: z.record(z.string(), z.unknown()).optional(),
});

/** What a poller of an account knows from before. */
export interface Kept {
  readonly told: readonly Told[];
  readonly memory: Memory | undefined;
}

/** Nothing is known from before. */
const NOTHING: Kept = { told: [], memory: undefined };

/** Where pollers keep what has to outlive a restart. */
export interface KeptLooks {
  /** Reads what is on disk, so that `memory` knows it before the first look. @throws when the disk cannot be read */
  load(): Promise<void>;
  /** What a poller of an account kept last; undefined where it never looked, or has not been loaded. */
  memory(account: string, poller: PollerName): Memory | undefined;
  /** What another version wrote in another form counts as nothing. @throws when the disk cannot be read */
  get(account: string, poller: PollerName): Promise<Kept>;
  /** Written only where it changed. @throws when the disk refuses */
  set(account: string, poller: PollerName, kept: Kept): Promise<void>;
}

/** Opens it in a store. */
export function createKeptLooks(store: Store): KeptLooks {
  const written = new Map<string, string>();
  const memories = new Map<string, Memory | undefined>();
  return {
    async load() {
      for (const { id, value } of await store.list(POLLS))
        memories.set(id, KeptSchema.safeParse(value).data?.memory);
    },
    memory: (account, poller) => memories.get(`${account}|${poller}`),
    async get(account, poller) {
      const id = `${account}|${poller}`;
      const value = (await store.get(POLLS, id))?.value;
      const parsed = KeptSchema.safeParse(value);
      if (!parsed.success) return NOTHING;
      written.set(id, JSON.stringify(value));
      return { told: parsed.data.told, memory: parsed.data.memory };
    },
    async set(account, poller, { told, memory }) {
      const id = `${account}|${poller}`;
      const value = { told: told.slice(0, MOST), ...(memory && { memory }) };
      const text = JSON.stringify(value);
      memories.set(id, memory);
      if (written.get(id) === text) return;
      await store.commit([{ collection: POLLS, id, value: JSON.parse(text) as unknown, expect: 'any' }]);
      written.set(id, text);
    },
  };
}
