import type { Conditions } from '../callback/condition.ts';
import { CONDITIONS } from '../callback/conditions.ts';
import type { Write } from '../store/store.ts';
import { ALERTS, type Alert } from './model/alert.ts';
import type { DecisionInput } from './model/decision.ts';
import { MUTES, type Mute } from './model/mute.ts';
import { STREAM_STATES, type StreamState } from './model/stream-state.ts';
import { createKnownStreams } from './retention/known-streams.ts';
import { MOST_KEPT, type MostKept } from './retention/most-kept.ts';
import { createBeforeChanges } from './state/before-changes.ts';
import { createIndexedAlerts } from './state/indexed-alerts.ts';
import { recentAlerts } from './state/recent-alerts.ts';
import { createRecentKeys } from './state/recent-keys.ts';

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
   * end; streams; mutes that are over. Gives back those alerts.
   */
  trim(now: number, owed: (id: string) => boolean): readonly Alert[];
  /**
   * Alerts whose time has come at `now` (ms UTC), earliest first, at most `most`. They are not due any more: each has to
   * be put again.
   */
  due(now: number, most?: number): readonly Alert[];
  /** Nothing is due before this, ms UTC; Infinity where nothing ever is. */
  dueFrom(): number;
  /** The writes of everything that changed since the last `changesWritten` or `revert`. */
  changes(): { readonly writes: Write[]; readonly alerts: readonly Alert[] };
  /** The changes are on disk. */
  changesWritten(): void;
  /** The changes could not be written: everything is as it was before them. */
  revert(): void;
  /** How many entries each of its parts has. */
  sizes(): Readonly<Record<string, number>>;
}

/** An empty alert state that keeps so much of what is over. */
export function createAlertState(
  kept: MostKept = MOST_KEPT,
  conditions: Conditions = CONDITIONS,
): AlertState {
  const alerts = createIndexedAlerts(kept, conditions);
  const { incidents, parts, begun, ended, precedence, due } = alerts;
  const streams = createKnownStreams(kept.streams);
  const mutes = new Map<string, Mute>();
  const keys = createRecentKeys(REMEMBERED_KEYS);
  const alertsBefore = createBeforeChanges<Alert>();
  const streamsBefore = createBeforeChanges<StreamState>();
  const mutesBefore = createBeforeChanges<Mute>();

  const some = (ids: Iterable<string>): Alert[] => [...ids].flatMap((id) => alerts.get(id) ?? []);

  function putMute(id: string, mute: Mute | undefined): void {
    mutesBefore.note(id, mutes.get(id));
    if (mute) mutes.set(id, mute);
    else mutes.delete(id);
  }

  function dropAlert(id: string): void {
    alertsBefore.note(id, alerts.get(id));
    alerts.remove(id);
  }

  function dropStream(id: string): void {
    streamsBefore.note(id, streams.get(id));
    streams.delete(id);
  }

  /** What is known now is what is on disk. */
  function changesWritten(): void {
    for (const each of [alertsBefore, streamsBefore, mutesBefore, keys, due]) each.settle();
  }

  return {
    open: (print) => alerts.get(alerts.open(print) ?? ''),
    byId: (id) => alerts.get(id),
    stream: (id) => streams.get(id),
    recent: (account, tie, condition, since) => recentAlerts(alerts, { account, tie, condition }, since),
    incidents: (account) => some(incidents.newestFirst(account)),
    mutes: () => [...mutes.values()],
    isDuplicate: (key) => keys.has(key),
    all: () => alerts.all(),
    childrenOf: (id) => some(parts.of(id)),
    putAlert(alert) {
      alertsBefore.note(alert.id, alerts.get(alert.id));
      alerts.put(alert);
    },
    load: (loaded) => alerts.load(loaded),
    dropAlert,
    putStream(state) {
      streamsBefore.note(state.id, streams.get(state.id));
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
      const going = some(ended.beyond(now, owed));
      for (const { id } of going) dropAlert(id);
      for (const { id } of streams.beyond(now)) dropStream(id);
      for (const { id, until } of mutes.values()) if (until <= now) putMute(id, undefined);
      return going;
    },
    remember: (key) => keys.add(key),
    due: (now, most = Infinity) => due.take(now, most),
    dueFrom: () => due.from(),
    changes() {
      return {
        alerts: some(alertsBefore.ids()),
        writes: [
          ...writesOf(ALERTS, alertsBefore.ids(), (id) => alerts.get(id)),
          ...writesOf(STREAM_STATES, streamsBefore.ids(), (id) => streams.get(id)),
          ...writesOf(MUTES, mutesBefore.ids(), (id) => mutes.get(id)),
        ],
      };
    },
    changesWritten,
    revert() {
      for (const [id, before] of alertsBefore.entries())
        if (before) alerts.put(before);
        else alerts.remove(id);
      for (const [id, before] of streamsBefore.entries())
        if (before) streams.put(before);
        else streams.delete(id);
      for (const [id, before] of mutesBefore.entries())
        if (before) mutes.set(id, before);
        else mutes.delete(id);
      keys.takeBack();
      due.takeBack();
      changesWritten();
    },
    sizes: () => ({
      alerts: alerts.size,
      open: alerts.openSize,
      incidents: incidents.size,
      children: parts.size,
      begun: begun.size,
      ended: ended.size,
      precedence: precedence.size,
      streams: streams.size,
      mutes: mutes.size,
      due: due.size,
    }),
  };
}

/** One process writes alerts, in turn: what it has in memory is what is there. */
function writesOf(collection: string, ids: Iterable<string>, valueOf: (id: string) => unknown): Write[] {
  return [...ids].map((id) => ({ collection, id, value: valueOf(id), expect: 'any', constant: true }));
}
