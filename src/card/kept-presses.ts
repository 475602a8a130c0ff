import { hash } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { Log } from '../observability/log.ts';
import type { Store, Write } from '../store/store.ts';
import { decodePress, encodePress, LONGEST_PRESS, PRESS_ID, runOf } from './press-id.ts';

const COLLECTION = 'presses';
/** So many are kept, and so many characters of them; then those go that were shown longest ago. */
const MOST = 5_000;
const MOST_CHARACTERS = 2_000_000;
/** What is shown again and again is written again once in this time, ms, so that it is not forgotten. */
const WRITE_AGAIN_MS = 24 * 3_600_000;

const KeptSchema = z.object({ id: z.string().max(LONGEST_PRESS), shownAt: z.number() });
type Kept = z.infer<typeof KeptSchema>;

/** Ids of buttons that are too long for a platform, by the tokens that stand for them there. */
export interface KeptPresses {
  /**
   * Keeps those that are too long. Resolves when they are on disk; where the disk refuses, too: they work until the next
   * start then.
   */
  keep(ids: readonly string[]): Promise<void>;
  /** What a platform is given: the id, or a token. */
  short(id: string): string;
  /** What came back: the id that a token stands for; as it came where it is no token, or is not known any more. */
  full(id: string): string;
}

/**
 * The presses that are in the store. A token is a digest of the id that it stands for, so it can mean nothing else, and
 * the same button has the same one each time it is drawn. It is no permission: who presses is asked for that each time.
 */
export async function openKeptPresses(
  store: Store,
  clock: Pick<Clock, 'now'>,
  log: Pick<Log, 'warn'>,
): Promise<KeptPresses> {
  /** By token, what was shown longest ago first. */
  const kept = new Map<string, Kept>();
  let characters = 0;
  let writing = Promise.resolve();

  function put(token: string, one: Kept): void {
    drop(token);
    kept.set(token, one);
    characters += one.id.length;
  }

  function drop(token: string): void {
    characters -= kept.get(token)?.id.length ?? 0;
    kept.delete(token);
  }

  function* outdated(): Generator<string> {
    for (const token of kept.keys()) {
      if (kept.size <= MOST && characters <= MOST_CHARACTERS) return;
      drop(token);
      yield token;
    }
  }

  const docs = await store.list(COLLECTION);
  const read = docs.flatMap(({ value }) => KeptSchema.safeParse(value).data ?? []);
  for (const one of read.sort((a, b) => a.shownAt - b.shownAt)) put(tokenOf(one.id), one);

  return {
    async keep(ids) {
      const now = clock.now();
      const writes: Write[] = [];
      for (const id of ids.filter(isLong)) {
        const token = tokenOf(id);
        const known = kept.get(token);
        const isDue = known === undefined || now - known.shownAt >= WRITE_AGAIN_MS;
        const one = isDue ? { id, shownAt: now } : known;
        put(token, one);
        if (isDue) writes.push({ collection: COLLECTION, id: token, value: one, expect: 'any' });
      }
      for (const token of outdated())
        writes.push({ collection: COLLECTION, id: token, value: undefined, expect: 'any' });
      if (writes.length > 0)
        writing = writing
          .then(() => store.commit(writes))
          .catch((error: unknown) =>
            log.warn({ err: error }, 'buttons with long names could not be stored; a restart forgets them'),
          );
      await writing;
    },
    short: (id) =>
      isLong(id) ? encodePress({ kind: 'kept', token: tokenOf(id), words: firstWords(id) }) : id,
    full(id) {
      const press = decodePress(id);
      return (press?.kind === 'kept' ? kept.get(press.token)?.id : undefined) ?? id;
    },
  };
}

function isLong(id: string): boolean {
  return id.length > PRESS_ID;
}

function tokenOf(id: string): string {
  return hash('sha256', id, 'base64url').slice(0, 22);
}

/** As many of its line's words as there is room for, so that it can be told what to type once it is forgotten. */
function firstWords(id: string): string {
  const line = runOf(id)?.line ?? '';
  return /^(?:[\p{L}\p{N}-]{1,20}(?: |$)){0,3}/u.exec(line)?.[0].trim() ?? '';
}
