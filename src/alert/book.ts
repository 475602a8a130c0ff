import { ALERTS, isFiring, readAlert, type Alert } from './alert.ts';
import { fingerprintOf } from './event.ts';
import { MUTES, readMute, type Mute } from './mute.ts';
import type { Situation } from './situation.ts';
import type { Store, Write } from '../store/store.ts';
import { tiesOf } from './ties.ts';
import { readStreamState, STREAM_STATES, type StreamState } from './stream-state.ts';

/** Ids kept of a tie to look for what failed lately. Beyond it the oldest go: they are part of an incident by then. */
const MOST_RECENT = 2000;
/** Ties of which such ids are kept, those in which something failed last: names and addresses that come once are many. */
const MOST_TIES = 10_000;
/** Messages whose repetition is recognised. */
export const REMEMBERED_KEYS = 5000;

/** What is known of alerts, streams and mutes, in memory, with the changes that are not on disk yet. */
export interface Book extends Pick<
  Situation,
  'open' | 'byId' | 'stream' | 'recent' | 'incidents' | 'childrenOf' | 'mutes' | 'isDuplicate'
> {
  /** All alerts, closed ones included, oldest first. */
  all(): Iterable<Alert>;
  putAlert(alert: Alert): void;
  putStream(state: StreamState): void;
  putMute(id: string, mute: Mute | undefined): void;
  remember(dedupeKey: string): void;
  dropAlert(id: string): void;
  allStreams(): Iterable<StreamState>;
  dropStream(id: string): void;
  /** Alerts whose time has come at `now` (ms UTC). */
  due(now: number): readonly Alert[];
  /** Nothing is due before this, ms UTC; Infinity where nothing ever is. */
  dueFrom(): number;
  /** The writes of everything that changed since the last `settle` or `revert`. */
  changes(): { readonly writes: Write[]; readonly alerts: readonly Alert[] };
  /** The changes are on disk. */
  settle(): void;
  /** The changes could not be written: everything is as it was before them. */
  revert(): void;
}

/**
 * Reads the book from the store. What another version wrote in another form, or what is damaged, is left out, and told
 * to `onUnreadable`.
 */
export async function openBook(
  store: Store,
  onUnreadable: (collection: string, id: string) => void = () => undefined,
): Promise<Book> {
  const book = createBook();
  for (const { id, value } of await store.list(ALERTS)) {
    const alert = readAlert(value);
    if (alert) book.putAlert(alert);
    else onUnreadable(ALERTS, id);
  }
  for (const alert of [...book.all()]) book.putAlert(recounted(alert, book));
  for (const { value } of await store.list(STREAM_STATES)) {
    const state = readStreamState(value);
    if (state) book.putStream(state);
  }
  for (const { value } of await store.list(MUTES)) {
    const mute = readMute(value);
    if (mute) book.putMute(mute.id, mute);
  }
  book.settle();
  return book;
}

/** An incident with as many open parts as there are: one that cannot be read would keep it open for ever. */
function recounted(alert: Alert, { childrenOf }: Pick<Book, 'childrenOf'>): Alert {
  if (!alert.children || alert.status === 'closed') return alert;
  const open = childrenOf(alert.id).filter(({ status }) => status === 'firing').length;
  return open === alert.children.open ? alert : { ...alert, children: { ...alert.children, open } };
}

/** An empty book. */
export function createBook(): Book {
  const alerts = new Map<string, Alert>();
  const openByFingerprint = new Map<string, string>();
  /** Ids of open incidents by account, in the order in which they came. */
  const incidents = new Map<string, string[]>();
  const children = new Map<string, Set<string>>();
  /** Ids by account, tie and condition, in the order in which they began to fire; those that no longer fit are skipped. */
  const begun = new Map<string, string[]>();
  const streams = new Map<string, StreamState>();
  const mutes = new Map<string, Mute>();
  const keys = new Set<string>();
  let dueBound = Infinity;

  /** What it was before the changes. */
  const alertsBefore = new Map<string, Alert | undefined>();
  const streamsBefore = new Map<string, StreamState | undefined>();
  const mutesBefore = new Map<string, Mute | undefined>();
  let keysAdded: string[] = [];

  function index(alert: Alert | undefined, id: string): void {
    const old = alerts.get(id);
    if (old) unindex(old);
    if (old?.condition === 'incident' && (!alert || alert.status === 'closed')) unlistIncident(old);
    if (!alert) {
      alerts.delete(id);
      return;
    }
    alerts.set(id, alert);
    if (alert.parent !== undefined) add(children, alert.parent, id);
    if (alert.dueAt !== undefined && alert.dueAt < dueBound) dueBound = alert.dueAt;
    if (alert.status === 'closed') return;
    openByFingerprint.set(fingerprint(alert), id);
    if (alert.condition === 'incident') listIncident(alert);
    else if (isFiring(alert) && (!old || !isFiring(old))) enlist(alert);
  }

  function listIncident({ id, account }: Alert): void {
    const ids = incidents.get(account) ?? [];
    if (!ids.includes(id)) ids.push(id);
    incidents.set(account, ids);
  }

  function unlistIncident({ id, account }: Alert): void {
    const left = (incidents.get(account) ?? []).filter((other) => other !== id);
    if (left.length > 0) incidents.set(account, left);
    else incidents.delete(account);
  }

  function unindex(old: Alert): void {
    if (openByFingerprint.get(fingerprint(old)) === old.id) openByFingerprint.delete(fingerprint(old));
    if (old.parent !== undefined) children.get(old.parent)?.delete(old.id);
  }

  function enlist(alert: Alert): void {
    for (const { key: tie } of tiesOf(alert)) {
      const key = `${alert.account}|${tie}|${alert.condition}`;
      const list = begun.get(key) ?? [];
      // One that flaps would fill the list by itself.
      if (list.at(-1) !== alert.id) list.push(alert.id);
      // Behind all others, so that those that nothing was added to for longest go first.
      begun.delete(key);
      begun.set(key, list.length > 2 * MOST_RECENT ? list.slice(-MOST_RECENT) : list);
    }
    for (const oldest of begun.keys()) {
      if (begun.size <= MOST_TIES) break;
      begun.delete(oldest);
    }
  }

  function* recent(account: string, tie: string, condition: string, since: number): Iterable<Alert> {
    const ids = begun.get(`${account}|${tie}|${condition}`) ?? [];
    const seen = new Set<string>();
    for (let at = ids.length - 1; at >= 0; at--) {
      const alert = alerts.get(ids[at] ?? '');
      if (!alert || seen.has(alert.id)) continue;
      seen.add(alert.id);
      const began = alert.fires.at(-1) ?? alert.startedAt;
      // They stand in the order in which they began to fire, so what is older than this one is older still.
      if (began < since - MOST_SKEW_MS) return;
      if (isFiring(alert) && began >= since) yield alert;
    }
  }

  return {
    open: (print) => alerts.get(openByFingerprint.get(print) ?? ''),
    byId: (id) => alerts.get(id),
    stream: (id) => streams.get(id),
    recent,
    incidents: (account) => (incidents.get(account) ?? []).flatMap((id) => alerts.get(id) ?? []).reverse(),
    mutes: () => [...mutes.values()],
    isDuplicate: (key) => keys.has(key),
    all: () => alerts.values(),
    childrenOf: (id) => [...(children.get(id) ?? [])].flatMap((child) => alerts.get(child) ?? []),
    putAlert(alert) {
      if (!alertsBefore.has(alert.id)) alertsBefore.set(alert.id, alerts.get(alert.id));
      index(alert, alert.id);
    },
    dropAlert(id) {
      if (!alertsBefore.has(id)) alertsBefore.set(id, alerts.get(id));
      index(undefined, id);
    },
    putStream(state) {
      if (!streamsBefore.has(state.id)) streamsBefore.set(state.id, streams.get(state.id));
      streams.set(state.id, state);
    },
    allStreams: () => streams.values(),
    dropStream(id) {
      if (!streamsBefore.has(id)) streamsBefore.set(id, streams.get(id));
      streams.delete(id);
    },
    putMute(id, mute) {
      if (!mutesBefore.has(id)) mutesBefore.set(id, mutes.get(id));
      if (mute) mutes.set(id, mute);
      else mutes.delete(id);
    },
    remember(key) {
      keys.add(key);
      keysAdded.push(key);
      if (keys.size <= REMEMBERED_KEYS) return;
      for (const oldest of keys) {
        keys.delete(oldest);
        break;
      }
    },
    due(now) {
      if (now < dueBound) return [];
      dueBound = Infinity;
      const due: Alert[] = [];
      for (const id of openByFingerprint.values()) {
        const alert = alerts.get(id);
        if (alert?.dueAt === undefined) continue;
        if (alert.dueAt <= now) due.push(alert);
        else if (alert.dueAt < dueBound) dueBound = alert.dueAt;
      }
      return due.sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0));
    },
    dueFrom: () => dueBound,
    changes() {
      const changed = [...alertsBefore.keys()];
      return {
        alerts: changed.flatMap((id) => alerts.get(id) ?? []),
        writes: [
          ...changed.map((id) => write(ALERTS, id, alerts.get(id))),
          ...[...streamsBefore.keys()].map((id) => write(STREAM_STATES, id, streams.get(id))),
          ...[...mutesBefore.keys()].map((id) => write(MUTES, id, mutes.get(id))),
        ],
      };
    },
    settle: forgetChanges,
    revert() {
      for (const [id, before] of alertsBefore) index(before, id);
      for (const [id, before] of streamsBefore) restore(streams, id, before);
      for (const [id, before] of mutesBefore) restore(mutes, id, before);
      for (const key of keysAdded) keys.delete(key);
      forgetChanges();
      // What was due and has been taken is due again.
      dueBound = 0;
    },
  };

  function forgetChanges(): void {
    alertsBefore.clear();
    streamsBefore.clear();
    mutesBefore.clear();
    keysAdded = [];
  }
}

/** How far events may come out of order and still be found, ms. */
const MOST_SKEW_MS = 60_000;

/** A condition of a subject is open once; incidents of one subject can be several, one after the other. */
function fingerprint({ id, account, condition, subject }: Alert): string {
  const print = fingerprintOf(account, condition, subject);
  return condition === 'incident' ? `${print}|${id}` : print;
}

function add(map: Map<string, Set<string>>, key: string, id: string): void {
  const ids = map.get(key);
  if (ids) ids.add(id);
  else map.set(key, new Set([id]));
}

function restore<T>(map: Map<string, T>, id: string, before: T | undefined): void {
  if (before === undefined) map.delete(id);
  else map.set(id, before);
}

/** One process writes alerts, in turn: what it has in memory is what is there. */
function write(collection: string, id: string, value: unknown): Write {
  return { collection, id, value, expect: 'any' };
}
