import { z } from 'zod';
import type { Target } from '../command.ts';
import { Refusal } from '../errors.ts';
import type { Doc, Store, Write } from '../store/store.ts';

const TARGETS = 'targets';
/** Longer than anything can be bound to a write: an undo lasts a day at most. */
const REMEMBER_MS = 48 * 3_600_000;

const WriterSchema = z.object({ proposal: z.string(), title: z.string(), by: z.string() });
const TargetSchema = z.object({
  /** The change of ours that wrote to it last, or may have. */
  last: WriterSchema.optional(),
  /** The change that has it now. `called`: the cloud has answered, and the effect is being looked for. */
  holder: WriterSchema.extend({ called: z.boolean() }).optional(),
});

/** A change of ours, as people are told of it. */
export type Writer = Readonly<z.infer<typeof WriterSchema>>;
type TargetDoc = Readonly<z.infer<typeof TargetSchema>>;

/** What is known of our own changes of a target. `version` is what the next write expects. */
export interface TargetState extends TargetDoc {
  readonly version: number;
}

const UNTOUCHED: TargetState = { version: 0 };

/** What we have done to a target, and what has it now. */
export async function readTarget(store: Store, key: string): Promise<TargetState> {
  const doc = await store.get(TARGETS, key);
  return doc ? read(doc) : UNTOUCHED;
}

/** The same of every target, at one moment. */
export async function readTargets(store: Store): Promise<(key: string) => TargetState> {
  const docs = new Map((await store.list(TARGETS)).map((doc) => [doc.id, doc]));
  return (key) => {
    const doc = docs.get(key);
    return doc ? read(doc) : UNTOUCHED;
  };
}

/**
 * What previews and undos are bound to: another one after every write of ours, and once the effect of the last has been
 * looked for. Hangs on no clock.
 */
export function revisionOf({ last, holder }: TargetDoc): string {
  return `${last?.proposal ?? ''}${holder?.called ? '~' : ''}`;
}

/** The revision that a change leaves when it has ended, unless another one came after it. */
export function revisionLeftBy(proposal: string): string {
  return proposal;
}

/** The write that gives the target to a change; its commit conflicts where something else came first. */
export function holdWrite(target: Target, state: TargetState, holder: Writer): Write {
  const { version, last } = state;
  return write(target.key, version, { ...(last && { last }), holder: { ...holder, called: false } });
}

/** How far the change that holds a target has come: its call may leave; the cloud has answered; it is over. */
export type Progress = 'writes' | 'called' | 'over';

/** The write that notes it; none where `proposal` does not hold the target (any more): it may be another's by now. */
export async function progressWrite(
  store: Store,
  target: Target,
  proposal: string,
  progress: Progress,
  now: number,
): Promise<Write[]> {
  const { version, last, holder } = await readTarget(store, target.key);
  if (holder?.proposal !== proposal) return [];
  const { title, by } = holder;
  switch (progress) {
    case 'writes':
      return [write(target.key, version, { last: { proposal, title, by }, holder })];
    case 'called':
      return [write(target.key, version, { ...(last && { last }), holder: { ...holder, called: true } })];
    case 'over':
      return [letGo(target.key, version, last, now)];
  }
}

/** Lets go of targets that none of `proposals` (ids) holds: left by what can never end. For the start, before any press. */
export async function releaseOrphans(
  store: Store,
  proposals: ReadonlySet<string>,
  now: number,
): Promise<void> {
  for (const doc of await store.list(TARGETS)) {
    const { version, last, holder } = read(doc);
    if (holder && !proposals.has(holder.proposal)) await store.commit([letGo(doc.id, version, last, now)]);
  }
}

/**
 * Forgets targets that nothing was done to for two days. Those of `bound` (keys), for which a card still waits, stay as
 * long again.
 */
export async function forgetTargets(store: Store, bound: ReadonlySet<string>, now: number): Promise<void> {
  for (const doc of await store.list(TARGETS, { dueBefore: now })) {
    const { version, last } = read(doc);
    await store.commit([
      bound.has(doc.id)
        ? letGo(doc.id, version, last, now)
        : { collection: TARGETS, id: doc.id, value: undefined, expect: version },
    ]);
  }
}

/** Whether a conflict was about what is known of a target. */
export function isTargetConflict(collection: string): boolean {
  return collection === TARGETS;
}

/** A refusal while another change has the target. */
export function targetIsBusy(target: Target, holder: Writer): Refusal {
  return new Refusal(
    'airdesk.target-busy',
    { en: `${target.label} is being changed right now`, zh: `${target.label} 正在变更中` },
    {
      en: `Nothing was done. Running: ${holder.title} (by ${holder.by}). Wait until its card has ended, then ask again.`,
      zh: `未执行任何操作。正在执行：${holder.title}（${holder.by}）。请等其卡片结束后再试。`,
    },
  );
}

/** A refusal where what was typed names another target than it did in the preview. */
export function meansAnother(before: Target, now: Target): Refusal {
  const [was, is] = [before.label, now.label];
  const same = was === is;
  return new Refusal(
    'airdesk.changed',
    {
      en: same ? `"${was}" means something else by now` : `What was typed means something else by now: ${is}`,
      zh: same ? `“${was}”现在指的是另一个对象` : `所输入的名称现在指的是另一个对象：${is}`,
    },
    {
      en: 'A name was given to another one since the preview. Type the command again, and look at what it is about.',
      zh: '预览之后，该名称已改指另一个对象。请重新输入命令，并确认操作对象。',
    },
  );
}

/** A refusal of an undo after which we changed the target once more: what it would take back is not the last change. */
export function overtaken(last: Writer | undefined): Refusal {
  const [en, zh] = last ? [`: ${last.title} (by ${last.by})`, `：${last.title}（${last.by}）`] : ['', ''];
  return new Refusal(
    'airdesk.changed',
    { en: `It was changed again since${en}`, zh: `之后又有变更${zh}` },
    {
      en: 'Nothing was done: this Undo belongs to an earlier change. Use the Undo of the newer card, or type a command.',
      zh: '未执行任何操作：该撤销对应更早的一次变更。请使用较新卡片上的撤销，或输入命令。',
    },
  );
}

/** Without anything in it there is nothing to keep. */
function letGo(key: string, version: number, last: Writer | undefined, now: number): Write {
  if (!last) return { collection: TARGETS, id: key, value: undefined, expect: version };
  return { ...write(key, version, { last }), dueAt: now + REMEMBER_MS };
}

function write(key: string, version: number, value: TargetDoc): Write {
  return { collection: TARGETS, id: key, value, expect: version };
}

/** What another version wrote in another form tells nothing. */
function read(doc: Doc<unknown>): TargetState {
  return { ...TargetSchema.safeParse(doc.value).data, version: doc.version };
}
