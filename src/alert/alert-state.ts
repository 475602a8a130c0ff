import type { Conditions } from '../callback/condition.ts';
import { CONDITIONS, INCIDENT } from '../callback/conditions.ts';
import { ALERTS, isFiring, type Alert } from './model/alert.ts';
import { fingerprintOf } from '../callback/event.ts';
import { MOST_KEPT, type MostKept } from './retention/most-kept.ts';
import { MUTES, readMute, type Mute } from './model/mute.ts';
import type { DecisionInput } from './model/decision.ts';
import type { Store, Write } from '../store/store.ts';
import { createBegun } from './retention/begun.ts';
import { createEnded } from './retention/ended.ts';
import { createKnownStreams } from './retention/known-streams.ts';
import { createPrecedence, hasSameRank } from './retention/precedence.ts';
import { createHeap } from '../outbox/heap.ts';
import { readStreamState, STREAM_STATES, type StreamState } from './model/stream-state.ts';
import { readAlert } from './model/read-alert.ts';

/** Messages whose repetition is recognised. */
export const REMEMBERED_KEYS = 5000;

/** What is known of alerts, streams and mutes, in memory, with the changes that are not on disk yet. */
export interface AlertState extends Pick<
  DecisionInput,
  'open' | 'byId' | 'stream' | 'recent' | 'incidents' | 'childrenOf' | 'mutes' | 'isDuplicate'
> {
  /** All alerts, closed ones included, oldest first. */
  all(): Iterable<Alert>;
  putAlert(alert: Alert): void;
  /** Puts alerts that were read from disk, into an empty state. Faster than one by one, where there are very many. */
  load(alerts: readonly Alert[]): void;
  putStream(state: StreamState): void;
  putMute(id: string, mute: Mute | undefined): void;
  remember(dedupeKey: string): void;
  dropAlert(id: string): void;
  allStreams(): Iterable<StreamState>;
  dropStream(id: string): void;
  /** Alerts that are not closed. */
  readonly openCount: number;
  /** The open alert that is missed least where too many are open. */
  leastMissed(): Alert | undefined;
  /**
   * Forgets what is beyond the bounds at `now` (ms UTC): alerts that ended, but for those of which somebody is `owed` the
   * end; streams; mutes that are over. Gives back the ids of those alerts.
   */
  trim(now: number, owed: (id: string) => boolean): readonly string[];
  /**
   * Alerts whose time has come at `now` (ms UTC), earliest first, at most `most`. They are not due any more: each has to
   * be put again.
   */
  due(now: number, most?: number): readonly Alert[];
  /** Nothing is due before this, ms UTC; Infinity where nothing ever is. */
  dueFrom(): number;
  /** The writes of everything that changed since the last `settle` or `revert`. */
  changes(): { readonly writes: Write[]; readonly alerts: readonly Alert[] };
  /** The changes are on disk. */
  changesWritten(): void;
  /** The changes could not be written: everything is as it was before them. */
  revert(): void;
  /** How many entries each of its parts has. */
  sizes(): Readonly<Record<string, number>>;
}

/**
 * Reads the alert state from the store. What another version wrote in another form, or what is damaged, is left out, and told
 * to `onUnreadable`.
 */
export async function openAlertState(
  store: Store,
  onUnreadable: (collection: string, id: string) => void = () => undefined,
  kept: MostKept = MOST_KEPT,
  conditions: Conditions = CONDITIONS,
): Promise<AlertState> {
  const alertState = createAlertState(kept, conditions);
  const alerts: Alert[] = [];
  for (const { id, value } of await store.list(ALERTS, { constant: true })) {
    const alert = readAlert(value);
    if (alert) alerts.push(alert);
    else onUnreadable(ALERTS, id);
  }
  alertState.load(alerts);
  for (const alert of alertState.all()) {
    const counted = recounted(alert, alertState);
    if (counted !== alert) alertState.putAlert(counted);
  }
  for (const { value } of await store.list(STREAM_STATES, { constant: true })) {
    const state = readStreamState(value);
    if (state) alertState.putStream(state);
  }
  for (const { value } of await store.list(MUTES)) {
    const mute = readMute(value);
    if (mute) alertState.putMute(mute.id, mute);
  }
  alertState.changesWritten();
  return alertState;
}

/** An incident with as many open parts as there are: one that cannot be read would keep it open for ever. */
function recounted(alert: Alert, { childrenOf }: Pick<AlertState, 'childrenOf'>): Alert {
  if (!alert.children || alert.status === 'closed') return alert;
  const open = childrenOf(alert.id).filter(({ status }) => status === 'firing').length;
  return open === alert.children.open ? alert : { ...alert, children: { ...alert.children, open } };
}

/** An empty alert state that keeps so much of what is over. */
export function createAlertState(
  kept: MostKept = MOST_KEPT,
  conditions: Conditions = CONDITIONS,
): AlertState {
  const alerts = new Map<string, Alert>();
  const openByFingerprint = new Map<string, string>();
  /** Ids of open incidents by account, in the order in which they came. */
  const incidents = new Map<string, string[]>();
  const children = new Map<string, Set<string>>();
  const begun = createBegun(conditions);
  const ended = createEnded({ most: kept.ended, bytes: kept.endedBytes });
  const precedence = createPrecedence();
  const streams = createKnownStreams(kept.streams);
  const mutes = new Map<string, Mute>();
  const keys = new Set<string>();
  const dueOnes = createHeap<Alert>((a, b) => (a.dueAt ?? 0) < (b.dueAt ?? 0));
  /** Taken as due since the last change was settled. */
  const taken = new Map<string, Alert>();

  /** What it was before the changes. */
  const alertsBefore = new Map<string, Alert | undefined>();
  const streamsBefore = new Map<string, StreamState | undefined>();
  const mutesBefore = new Map<string, Mute | undefined>();
  let keysAdded: string[] = [];

  function index(alert: Alert | undefined, id: string, isLoaded = false): void {
    const old = alerts.get(id);
    const isOpen = alert !== undefined && alert.status !== 'closed';
    if (old) unindex(old, alert);
    if (!alert) {
      alerts.delete(id);
      return;
    }
    alerts.set(id, alert);
    if (alert.parent !== undefined) add(children, alert.parent, id);
    if (!isOpen) {
      ended.add(alert);
      return;
    }
    if (alert.dueAt !== undefined) dueOnes.add(alert);
    openByFingerprint.set(fingerprint(alert), id);
    if (!old || old.status === 'closed' || !hasSameRank(old, alert)) precedence.add(alert);
    if (alert.condition === INCIDENT) listIncident(alert);
    else if (isFiring(alert) && !isLoaded && (!old || !isFiring(old))) begun.add(alert);
  }

  /** Takes out every key of what it was, but for those that it keeps as what it is next. */
  function unindex(old: Alert, next: Alert | undefined): void {
    const print = fingerprint(old);
    if (openByFingerprint.get(print) === old.id) openByFingerprint.delete(print);
    if (old.parent !== undefined && old.parent !== next?.parent) take(children, old.parent, old.id);
    dueOnes.remove(old);
    taken.delete(old.id);
    const staysOpen = next !== undefined && next.status !== 'closed';
    if (old.status === 'closed') ended.remove(old.id);
    else if (!staysOpen || !hasSameRank(old, next)) precedence.remove(old);
    if (old.condition === INCIDENT && !staysOpen) unlistIncident(old);
    if (!next || !isFiring(next)) begun.remove(old.id);
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

  function* recent(account: string, tie: string, condition: string, since: number): Iterable<Alert> {
    const seen = new Set<string>();
    for (const id of begun.newestFirst(account, tie, condition)) {
      const alert = alerts.get(id);
      if (!alert || seen.has(alert.id)) continue;
      seen.add(alert.id);
      const began = beganAt(alert);
      // They stand in the order in which they began to fire, so what is older than this one is older still.
      if (began < since - MOST_SKEW_MS) return;
      if (isFiring(alert) && began >= since) yield alert;
    }
  }

  function putMute(id: string, mute: Mute | undefined): void {
    if (!mutesBefore.has(id)) mutesBefore.set(id, mutes.get(id));
    if (mute) mutes.set(id, mute);
    else mutes.delete(id);
  }

  function dropAlert(id: string): void {
    if (!alertsBefore.has(id)) alertsBefore.set(id, alerts.get(id));
    index(undefined, id);
  }

  function dropStream(id: string): void {
    if (!streamsBefore.has(id)) streamsBefore.set(id, streams.get(id));
    streams.delete(id);
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
    load(loaded) {
      for (const alert of loaded) index(alert, alert.id, true);
      const firing = loaded.filter((alert) => isFiring(alert) && alert.condition !== INCIDENT);
      firing.sort((a, b) => beganAt(a) - beganAt(b));
      begun.load(firing);
    },
    dropAlert,
    putStream(state) {
      if (!streamsBefore.has(state.id)) streamsBefore.set(state.id, streams.get(state.id));
      streams.put(state);
    },
    allStreams: () => streams.all(),
    dropStream,
    putMute,
    get openCount() {
      return alerts.size - ended.size;
    },
    leastMissed: () => alerts.get(precedence.first() ?? ''),
    trim(now, owed) {
      const going = ended.beyond(now, owed);
      for (const id of going) dropAlert(id);
      for (const { id } of streams.beyond(now)) dropStream(id);
      for (const { id, until } of mutes.values()) if (until <= now) putMute(id, undefined);
      return going;
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
    due(now, most = Infinity) {
      const due: Alert[] = [];
      for (let first = dueOnes.first(); first && due.length < most; first = dueOnes.first()) {
        if (first.dueAt === undefined || first.dueAt > now) break;
        dueOnes.remove(first);
        taken.set(first.id, first);
        due.push(first);
      }
      return due;
    },
    dueFrom: () => dueOnes.first()?.dueAt ?? Infinity,
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
    changesWritten: forgetChanges,
    revert() {
      for (const [id, before] of alertsBefore) index(before, id);
      for (const [id, before] of streamsBefore) {
        if (before) streams.put(before);
        else streams.delete(id);
      }
      for (const [id, before] of mutesBefore) restore(mutes, id, before);
      for (const key of keysAdded) keys.delete(key);
      // What was due and has been taken is due again.
      for (const alert of taken.values()) dueOnes.add(alert);
      forgetChanges();
    },
    sizes: () => ({
      alerts: alerts.size,
      open: openByFingerprint.size,
      incidents: incidents.size,
      children: children.size,
      begun: begun.size,
      ended: ended.size,
      precedence: precedence.size,
      streams: streams.size,
      mutes: mutes.size,
      due: dueOnes.size + taken.size,
    }),
  };

  function forgetChanges(): void {
    alertsBefore.clear();
    streamsBefore.clear();
    mutesBefore.clear();
    keysAdded = [];
    taken.clear();
  }
}

/** How far events may come out of order and still be found, ms. */
const MOST_SKEW_MS = 60_000;

/** When it began to be bad, ms UTC. */
function beganAt({ fires, startedAt }: Alert): number {
  return fires.at(-1) ?? startedAt;
}

/** A condition of a subject is open once; incidents of one subject can be several, one after the other. */
function fingerprint({ id, account, condition, subject }: Alert): string {
  const print = fingerprintOf(account, condition, subject);
  return condition === INCIDENT ? `${print}|${id}` : print;
}

function add(map: Map<string, Set<string>>, key: string, id: string): void {
  const ids = map.get(key);
  if (ids) ids.add(id);
  else map.set(key, new Set([id]));
}

function take(map: Map<string, Set<string>>, key: string, id: string): void {
  const ids = map.get(key);
  ids?.delete(id);
  if (ids?.size === 0) map.delete(key);
}

function restore<T>(map: Map<string, T>, id: string, before: T | undefined): void {
  if (before === undefined) map.delete(id);
  else map.set(id, before);
}

/** One process writes alerts, in turn: what it has in memory is what is there. */
function write(collection: string, id: string, value: unknown): Write {
  return { collection, id, value, expect: 'any', constant: true };
}
