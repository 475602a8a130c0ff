import { alertId } from '../alert/alert-id.ts';
import type { Clock } from '../clock.ts';
import { Refusal } from '../errors.ts';
import type { Store, Write } from '../store/store.ts';
import { endOfOverride, OverrideSchema, type Override } from './override.ts';

const COLLECTION = 'oncall-overrides';
/** What ended is kept so long, so that feeds and people see who really was on call, ms. */
const KEPT_MS = 35 * 24 * 60 * 60_000;
/** In all rotations together. Of those that ended the oldest make room. */
const MOST = 1_000;

/** Overrides, swaps and take-overs. What is added or ended is on disk before it counts. */
export interface OverrideBook {
  /** Of a rotation, those that ended lately included; the newest first. */
  of(rotation: string): readonly Override[];
  /** @throws StoreError; Refusal where there are too many */
  add(override: Omit<Override, 'id' | 'at'>): Promise<Override>;
  /** Ends it now; what of it had not begun is taken back. Undefined where it is over, or there is none. @throws StoreError */
  end(id: string): Promise<Override | undefined>;
  /** Forgets those that ended long ago. */
  sweep(): Promise<void>;
}

interface Needs {
  readonly store: Store;
  readonly clock: Pick<Clock, 'now'>;
  /** A new unguessable id, hexadecimal digits. */
  readonly newId: () => string;
  /** Told of the rotation in which something was changed. */
  readonly onChange: (rotation: string) => void;
}

/** The overrides that are in the store. What cannot be read there is none. */
export async function openOverrideBook({ store, clock, newId, onChange }: Needs): Promise<OverrideBook> {
  const docs = await store.list(COLLECTION);
  const all = new Map(
    docs.flatMap(({ value }) => {
      const { data } = OverrideSchema.safeParse(value);
      return data ? [[data.id, data] as const] : [];
    }),
  );

  async function put(override: Override): Promise<void> {
    const dueAt = endOfOverride(override) + KEPT_MS;
    await store.commit([{ collection: COLLECTION, id: override.id, value: override, expect: 'any', dueAt }]);
    all.set(override.id, override);
    onChange(override.rotation);
  }

  async function remove(overrides: readonly Override[]): Promise<void> {
    const writes = overrides.map(({ id }): Write => {
      return { collection: COLLECTION, id, value: undefined, expect: 'any' };
    });
    if (writes.length > 0) await store.commit(writes);
    for (const { id } of overrides) all.delete(id);
  }

  /** What ended must not keep anybody from taking over. @throws Refusal where all of them hold or come */
  async function makeRoom(): Promise<void> {
    const more = all.size - MOST + 1;
    if (more <= 0) return;
    const now = clock.now();
    const ended = [...all.values()]
      .filter((override) => endOfOverride(override) <= now)
      .sort((a, b) => endOfOverride(a) - endOfOverride(b));
    if (ended.length < more) throw tooMany();
    await remove(ended.slice(0, more));
  }

  /** Eight characters are enough; one that is taken is not given twice. */
  function freeId(): string {
    for (;;) {
      const id = alertId(newId());
      if (!all.has(id)) return id;
    }
  }

  return {
    of: (rotation) =>
      [...all.values()].filter((one) => one.rotation === rotation).sort((a, b) => b.at - a.at),
    async add(given) {
      await makeRoom();
      // Of two in one millisecond the later one still goes first.
      const newest = Math.max(0, ...[...all.values()].map(({ at }) => at));
      const override: Override = { ...given, id: freeId(), at: Math.max(clock.now(), newest + 1) };
      await put(override);
      return override;
    },
    async end(id) {
      const now = clock.now();
      const found = all.get(id);
      if (!found || endOfOverride(found) <= now) return undefined;
      const covers = found.covers
        .filter(({ from }) => from < now)
        .map((cover) => ({ ...cover, to: Math.min(cover.to, now) }));
      if (covers.length > 0) await put({ ...found, covers });
      else {
        await remove([found]);
        onChange(found.rotation);
      }
      return found;
    },
    async sweep() {
      const over = clock.now() - KEPT_MS;
      await remove([...all.values()].filter((override) => endOfOverride(override) < over));
    },
  };
}

function tooMany(): Refusal {
  return new Refusal(
    'airdesk.too-many-overrides',
    { en: `There are ${MOST} overrides already`, zh: `代班记录已达 ${MOST} 条` },
    {
      en: 'Nothing was changed. End those that are not needed: oncall show. Those that are over make room.',
      zh: '未做任何更改。请结束不再需要的代班：值班 查看。已结束的记录会自动让出名额。',
    },
  );
}
