import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { Card } from '../reply.ts';
import type { Doc, Store, Write } from '../store/store.ts';

const COMMAND_CARDS = 'command-cards';
/** Longer than an ended proposal is remembered, so that its card is still known with it. */
const REMEMBER_MS = 25 * 3_600_000;
/** What some channel is still owed is kept for so long after it changed, ms. */
const LONGEST_MS = 7 * 24 * 3_600_000;
const AGAIN_MS = 3_600_000;
/** Versions on disk are so far apart that what could not be stored can be shown between two of them. */
const STRIDE = 1000;

const CommandCardSchema = z.object({
  id: z.string(),
  version: z.number(),
  /** What is shown now, buttons included. */
  card: z.custom<Card>((value) => typeof value === 'object' && value !== null),
  /** Where: its own channel first, then those that mirror it. As `slack:C012AB3CD`. */
  channels: z.array(z.string()).min(1),
  /** The thread of its own channel in which it stands. */
  thread: z.string().optional(),
  /** Nothing on it can be confirmed or undone. */
  over: z.boolean(),
  /** As Content has it: what ended without being run is missed by nobody who never saw it. */
  owed: z.enum(['anew', 'once', 'where-shown']),
  createdAt: z.number(),
  changedAt: z.number(),
});

/** A command's card: one message in each of its channels, from the preview through its outcome to the end of its undo. JSON. */
export type CommandCard = Readonly<z.infer<typeof CommandCardSchema>>;

/** What a change makes of a card. */
export interface CardChange extends Pick<CommandCard, 'card' | 'over' | 'owed'> {
  /** For a card that is new. */
  readonly at?: Pick<CommandCard, 'channels' | 'thread'>;
}

/** A change that is to be stored with what it is about. */
export interface PendingCard {
  readonly id: string;
  readonly write: Write;
  /** It is on disk: it is shown from now on, unless something newer is. */
  apply(): void;
}

/** What every command's card shows now, in memory as it is on disk. */
export interface CommandCards {
  get(id: string): CommandCard | undefined;
  all(): Iterable<CommandCard>;
  change(id: string, change: CardChange): PendingCard;
  /** Shows this although the disk refuses it. What is stored next replaces it. */
  showUnstored(id: string, card: Card): void;
  /**
   * Forgets those that changed long ago, that are none of `live`, and that `isOwed` nowhere, or for longer than a week.
   * Resolves with their ids.
   * `live`: those on which something waits or runs, whatever the clock says how old they are.
   */
  forget(
    isOwed: (id: string) => boolean,
    live: () => Promise<ReadonlySet<string>>,
  ): Promise<readonly string[]>;
}

/** Reads the cards from the store. What another version wrote in another form is left out. */
export async function openCommandCards(store: Store, clock: Clock): Promise<CommandCards> {
  const cards = new Map<string, CommandCard>();
  for (const doc of await store.list(COMMAND_CARDS)) {
    const card = read(doc);
    if (card) cards.set(card.id, card);
  }
  /** The newest version of each that was ever handed out. */
  const versions = new Map<string, number>();

  const versionOf = (id: string): number => versions.get(id) ?? cards.get(id)?.version ?? 0;

  function put(card: CommandCard): void {
    if (card.version > (cards.get(card.id)?.version ?? 0)) cards.set(card.id, card);
  }

  return {
    get: (id) => cards.get(id),
    all: () => cards.values(),
    change(id, { at, ...change }) {
      const old = cards.get(id);
      const now = clock.now();
      const version = (Math.floor(versionOf(id) / STRIDE) + 1) * STRIDE;
      versions.set(id, version);
      const { channels, thread } = at ?? old ?? { channels: [] };
      const createdAt = old?.createdAt ?? now;
      const changed: CommandCard = {
        ...{ id, version, channels, createdAt, ...change },
        ...(thread === undefined ? {} : { thread }),
        changedAt: now,
      };
      return { id, write: write(changed, now + REMEMBER_MS), apply: () => put(changed) };
    },
    showUnstored(id, card) {
      const old = cards.get(id);
      if (!old) return;
      // After what is on disk, and before whatever this process or the next one stores: that is shown in its place.
      put({ ...old, version: old.version + 1, card });
    },
    async forget(isOwed, live) {
      const now = clock.now();
      const due = await store.list(COMMAND_CARDS, { dueBefore: now });
      if (due.length === 0) return [];
      const kept = await live();
      const isOwedStill = ({ id, changedAt }: CommandCard) => isOwed(id) && now - changedAt < LONGEST_MS;
      const gone: string[] = [];
      for (const { id } of due) {
        const card = cards.get(id);
        const waits = card !== undefined && (kept.has(id) || isOwedStill(card));
        await store.commit([waits ? write(card, now + AGAIN_MS) : write({ id }, undefined)]);
        if (waits) continue;
        cards.delete(id);
        versions.delete(id);
        gone.push(id);
      }
      return gone;
    },
  };
}

/** The proposals of a card follow one another, and each write is guarded by theirs. */
function write(value: CommandCard | { readonly id: string }, dueAt: number | undefined): Write {
  const { id } = value;
  if (dueAt === undefined) return { collection: COMMAND_CARDS, id, value: undefined, expect: 'any' };
  return { collection: COMMAND_CARDS, id, value, expect: 'any', dueAt };
}

function read({ value }: Doc<unknown>): CommandCard | undefined {
  return CommandCardSchema.safeParse(value).data;
}
