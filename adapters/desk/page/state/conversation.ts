import type { RoomMessage } from '../../room.ts';
import type { Sync } from '../wire/listen.ts';
import { beforeChange, focusWhenDrawn } from '../conversation/place.ts';
import { isHandBusy } from '../steady/hand.ts';
import { entries, focusConfirm, pressed, pressProblems, type Entry, type Pressed } from './store.ts';

/** So much of the conversation is kept on the page. */
const KEPT = 400;

/** What was asked on this page: its answers are shown wherever one reads. */
const own = new Set<string>();

/**
 * Takes in what the desk has. What is shown stays, also where the desk was restarted and has it no more; whoever reads in it
 * stays where they are.
 */
export function sync({ reset, messages }: Sync): void {
  const isFirst = entries.value.every(({ kind }) => kind === 'ask');
  if (isFirst) beforeChange({ all: true });
  if (reset)
    entries.value = entries.value.map((entry) =>
      entry.kind === 'message' ? { ...entry, isOfBefore: true } : { ...entry, isWaiting: false },
    );
  for (const message of messages.toSorted((a, b) => a.order - b.order)) put(message, !isFirst);
}

/** Somebody else reads: what one asked and could not be sent stays. */
export function forgetConversation(): void {
  entries.value = entries.value.filter((entry) => entry.kind === 'ask' && entry.problem !== undefined);
}

/** Cards that changed by themselves while a hand was on the page, newest state of each. */
const held = new Map<string, RoomMessage>();
/** How often it is looked whether the hand is gone, ms. */
const HELD_MS = 250;

/** Buttons keep their places under a hand: what changed is shown when it is gone. */
function hold(message: RoomMessage): void {
  if (held.size === 0) setTimeout(letGo, HELD_MS);
  held.set(message.id, message);
  function letGo(): void {
    if (isHandBusy()) {
      setTimeout(letGo, HELD_MS);
      return;
    }
    const all = [...held.values()];
    held.clear();
    for (const each of all) put(each);
  }
}

/** Takes in a message: a new one at the end, a known one where it stands. */
export function put(message: RoomMessage, isTold = true): void {
  const known = entries.value.find((entry) => entry.kind === 'message' && isSame(entry, message));
  const isOwn = message.ask !== undefined && own.has(message.ask);
  // The answer to what was just pressed is waited for; what changes by itself would take a button from under the hand.
  if (isTold && isHandBusy() && (message.pinned || (known !== undefined && !isOwn))) {
    hold(message);
    return;
  }
  if (isTold) beforeChange({ id: message.id, isNew: known === undefined, isOwn });
  const entry: Entry = {
    ...{ kind: 'message', key: message.id, message },
    cameAt: known?.kind === 'message' ? known.cameAt : performance.now(),
  };
  entries.value = (
    known ? entries.value.map((each) => (each === known ? entry : each)) : [...entries.value, entry]
  ).slice(-KEPT);
  if (message.ask !== undefined) settle(message.ask);
  if (isOwn && message.ask === focusConfirm.value && message.card.tone === 'ask') {
    focusConfirm.value = undefined;
    focusWhenDrawn(message.id);
  }
}

/** The same message, or what shows the same after a restart of the desk. */
function isSame(entry: Extract<Entry, { kind: 'message' }>, { id, of }: RoomMessage): boolean {
  return entry.key === id || (entry.isOfBefore === true && of !== undefined && entry.message.of === of);
}

/** Shows what one asked. */
export function asked(key: string, line: string): void {
  own.add(key);
  beforeChange({ toEnd: true });
  entries.value = [...entries.value, { kind: 'ask' as const, key, line, isWaiting: true }].slice(-KEPT);
}

/** An ask has its answer. */
export function settle(key: string): void {
  changeAsk(key, (ask) => (ask.isWaiting ? { ...ask, isWaiting: false } : ask));
}

/** An ask did not arrive, or is tried again (without a problem). */
export function failed(key: string, problem: string | undefined): void {
  changeAsk(key, ({ line }) => ({
    ...{ kind: 'ask', key, line },
    isWaiting: problem === undefined,
    ...(problem !== undefined && { problem }),
  }));
}

function changeAsk(
  key: string,
  change: (ask: Extract<Entry, { kind: 'ask' }>) => Extract<Entry, { kind: 'ask' }>,
): void {
  entries.value = entries.value.map((entry) =>
    entry.kind === 'ask' && entry.key === key ? change(entry) : entry,
  );
}

/** A button of a message was pressed. */
export function notePress(message: string, press: Pressed): void {
  own.add(press.ask);
  pressed.value = new Map([...pressed.value, [message, press]]);
  notePressProblem(message, undefined);
}

/** The buttons that waited for this ask can be pressed again. */
export function release(ask: string): void {
  const left = [...pressed.value].filter(([, press]) => press.ask !== ask);
  if (left.length < pressed.value.size) pressed.value = new Map(left);
}

/** What is wrong with a press on a message, or nothing any more. */
export function notePressProblem(message: string, problem: string | undefined): void {
  const others = [...pressProblems.value].filter(([id]) => id !== message);
  if (problem !== undefined || others.length < pressProblems.value.size)
    pressProblems.value = new Map([
      ...others,
      ...(problem === undefined ? [] : [[message, problem] as const]),
    ]);
}
