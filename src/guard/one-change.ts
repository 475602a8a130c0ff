import { z } from 'zod';
import type { Target } from '../command.ts';
import { Refusal } from '../errors.ts';
import type { Doc, Store, Write } from '../store/store.ts';

const LOCKS = 'locks';
const LockSchema = z.object({ proposal: z.string(), title: z.string(), by: z.string() });
type Lock = z.infer<typeof LockSchema>;

/** A refusal while another change of the target is running. */
export async function oneChange(store: Store, target: Target): Promise<Refusal | undefined> {
  const doc = await store.get(LOCKS, target.key);
  return doc && targetIsBusy(target, LockSchema.parse(doc.value));
}

/** The write that takes the target; its commit conflicts while another holds it. */
export function takeTarget(target: Target, lock: Lock): Write {
  return { collection: LOCKS, id: target.key, value: lock, expect: 0 };
}

/** The write that lets the target go; none where `proposal` does not hold it (any more): it may be another's by now. */
export async function releaseTarget(store: Store, target: Target, proposal: string): Promise<Write[]> {
  const doc = await store.get(LOCKS, target.key);
  if (!doc || holderOf(doc) !== proposal) return [];
  return [{ collection: LOCKS, id: target.key, value: undefined, expect: doc.version }];
}

/** Lets go of targets that none of `proposals` (ids) holds: left by what can never end. For the start, before any press. */
export async function releaseOrphans(store: Store, proposals: ReadonlySet<string>): Promise<void> {
  for (const doc of await store.list(LOCKS)) {
    if (proposals.has(holderOf(doc) ?? '')) continue;
    await store.commit([{ collection: LOCKS, id: doc.id, value: undefined, expect: doc.version }]);
  }
}

function holderOf(doc: Doc<unknown>): string | undefined {
  return LockSchema.safeParse(doc.value).data?.proposal;
}

/** Whether a conflict was about a target that somebody else holds. */
export function isTargetConflict(collection: string): boolean {
  return collection === LOCKS;
}

function targetIsBusy(target: Target, lock: Lock): Refusal {
  return new Refusal(
    'airdesk.target-busy',
    { en: `${target.label} is being changed right now`, zh: `${target.label} 正在变更中` },
    {
      en: `Nothing was done. Running: ${lock.title} (by ${lock.by}). Wait until its card has ended, then ask again.`,
      zh: `未执行任何操作。正在执行：${lock.title}（${lock.by}）。请等其卡片结束后再试。`,
    },
  );
}
