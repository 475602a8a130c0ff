import { createHash, createHmac } from 'node:crypto';
import { z } from 'zod';
import { createOrderedMap, keepNewest } from '../bounds/ordered-map.ts';
import type { Clock } from '../clock.ts';
import type { Auth } from '../live/read/auth.ts';
import type { Store } from '../store/store.ts';

/** The two keys of a domain. Secrets: in memory only. */
export type KeyPair = Pick<Auth, 'main' | 'backup'>;

/** A change of a domain's key that was begun: since when (ms UTC), and what tells the new key without being it. */
export interface Rotation {
  readonly at: number;
  readonly hash: string;
  /** The hash of the change before it: where the cloud refused this one, that one may still be under way. */
  readonly before?: string | undefined;
}

/** Until when addresses that were made here are good, ms UTC: those signed with the main key, and with the backup key. */
export interface Signed {
  readonly main: number;
  readonly backup: number;
}

/** What Airdesk knows of the keys of one account's domains. No key is on disk: of those it makes itself, a hash is. */
export interface KeyBook {
  /** A new key that nobody can guess, letters and digits. */
  newKey(): string;
  /** Tells two keys apart, and is the same only as long as this process lives; what is read from disk tells nothing. */
  mark(key: string): string;
  /** Holds the former keys of a domain, in memory and for a quarter of an hour. `id`: what they are asked for by. */
  hold(id: string, former: KeyPair): void;
  held(id: string): KeyPair | undefined;
  /** Notes on disk that a key is about to be made the new one of a domain. @throws StoreError */
  begin(domain: string, key: string): Promise<void>;
  /** The last change that was begun here. @throws StoreError */
  rotation(domain: string): Promise<Rotation | undefined>;
  /** Notes that an address was made that is good until then, ms UTC. The address itself is not kept. @throws StoreError */
  signed(domain: string, key: keyof Signed, until: number): Promise<void>;
  /** Until when addresses made here are good; 0 for none. @throws StoreError */
  goodUntil(domain: string): Promise<Signed>;
  /** The backup key became the main one. @throws StoreError */
  promoted(domain: string): Promise<void>;
}

/** The books of all accounts, each by the account's name in airdesk.yaml. */
export interface KeyBooks {
  of(account: string): KeyBook;
}

interface Needs {
  readonly store: Store;
  readonly clock: Clock;
  /** A new unguessable id, at least 128 bits in letters and digits. */
  readonly newId: () => string;
}

const COLLECTION = 'keys';
/** As long as an undo is offered, ms. */
const HELD_MS = 15 * 60_000;
const MOST_HELD = 100;

const KeptSchema = z.object({
  rotation: z.object({ at: z.number(), hash: z.string(), before: z.string().optional() }).optional(),
  signed: z.object({ main: z.number(), backup: z.number() }).default({ main: 0, backup: 0 }),
});
type Kept = z.infer<typeof KeptSchema>;

/** Creates the books, with nothing in memory. */
export function createKeyBooks({ store, clock, newId }: Needs): KeyBooks {
  const salt = newId();
  const held = createOrderedMap<string, KeyPair>();

  async function read(id: string): Promise<Kept> {
    return KeptSchema.safeParse((await store.get(COLLECTION, id))?.value ?? {}).data ?? KeptSchema.parse({});
  }

  async function change(id: string, changed: (kept: Kept) => Kept): Promise<void> {
    const value = changed(await read(id));
    await store.commit([{ collection: COLLECTION, id, value, expect: 'any' }]);
  }

  return {
    of: (account) => ({
      newKey: newId,
      mark: (key) => createHmac('sha256', salt).update(key).digest('base64url').slice(0, 16),
      hold(id, former) {
        held.set(id, former);
        keepNewest(held, MOST_HELD);
        clock.after(HELD_MS, () => held.delete(id));
      },
      held: (id) => held.get(id),
      begin: (domain, key) =>
        change(`${account}/${domain}`, ({ rotation, signed }) => ({
          rotation: { at: clock.now(), hash: keyHash(key), before: rotation?.hash },
          signed: { ...signed, backup: 0 },
        })),
      rotation: async (domain) => (await read(`${account}/${domain}`)).rotation,
      signed: (domain, key, until) =>
        change(`${account}/${domain}`, ({ rotation, signed }) => ({
          rotation,
          signed: { ...signed, [key]: Math.max(signed[key], until) },
        })),
      goodUntil: async (domain) => (await read(`${account}/${domain}`)).signed,
      promoted: (domain) =>
        change(`${account}/${domain}`, ({ rotation, signed }) => ({
          rotation,
          signed: { main: signed.backup, backup: 0 },
        })),
    }),
  };
}

/** Of a key that was made here: it has 128 bits, so nobody finds it by its hash. */
function keyHash(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}

/** Whether this is the key that the change made, or the one before it, where this one was refused. */
export function isNewKey(rotation: Rotation | undefined, key: string): boolean {
  if (rotation === undefined || key === '') return false;
  return [rotation.hash, rotation.before].includes(keyHash(key));
}

/** Whether this is the key that the last change made. */
export function isNewestKey(rotation: Rotation | undefined, key: string): boolean {
  return key !== '' && keyHash(key) === rotation?.hash;
}
