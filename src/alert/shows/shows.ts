import { DOWN } from '../../callback/conditions.ts';
import { fingerprintOf, type Subject } from '../../callback/event.ts';
import type { Config } from '../../config/schema.ts';
import type { KeptLooks } from '../../poll/kept.ts';
import { streamsOnBackup } from '../../poll/rows/backups.ts';
import { castersOnAir } from '../../poll/rows/casters.ts';
import type { AlertState } from '../alert-state.ts';
import { onByTime } from '../rules/watch.ts';

/** Something that is on air now and will not be later: a caster's program, or a stream in the times at which it is watched. */
export type Show =
  | { readonly kind: 'caster'; readonly account: string; readonly id: string; readonly name: string }
  /** `name`: in full. `isOff`: it broke off, and its alert is open. */
  | { readonly kind: 'stream'; readonly account: string; readonly name: string; readonly isOff: boolean };

/** A stream of which another push than the usual one is on air, since when, ms UTC. */
export interface OnBackup {
  readonly stream: string;
  readonly since: number;
}

/** Which shows run, and which streams are on their backup: by what messages and the last looks told. Never asks the cloud. */
export interface Shows {
  /** Of an account at a moment, ms UTC: casters first, streams as they were heard of. */
  running(account: string, at: number): readonly Show[];
  /** Whether any runs. */
  isLive(account: string, at: number): boolean;
  /** Undefined where nobody looked. */
  onBackup(account: string): readonly OnBackup[] | undefined;
  /** Whether somebody looked which casters are on air. */
  knowsCasters(account: string): boolean;
}

/** Whether a show is live is found anew at most so often, ms: it is asked with every alert that is acknowledged. */
const FRESH_MS = 10_000;

/** Creates it. */
export function createShows({
  config,
  alertState,
  kept,
}: {
  readonly config: Config;
  readonly alertState: Pick<AlertState, 'allStreams' | 'open'>;
  readonly kept: Pick<KeptLooks, 'memory'>;
}): Shows {
  const { alerts, timeZone } = config;
  const found = new Map<string, { readonly at: number; readonly isLive: boolean }>();

  /** What a poller kept, where it is on. */
  function memory(account: string, poller: 'casters' | 'backups') {
    return alerts.polling[poller].on ? kept.memory(account, poller) : undefined;
  }

  function casters(account: string): Show[] {
    const known = memory(account, 'casters');
    return known ? castersOnAir(known).map((one) => ({ kind: 'caster', account, ...one })) : [];
  }

  function* streams(account: string, at: number): Iterable<Show> {
    const isOnByTime = onByTime(alerts, timeZone, at);
    if (!isOnByTime) return;
    const prefix = `${account}|stream:`;
    for (const { id, live } of alertState.allStreams()) {
      if (!id.startsWith(prefix)) continue;
      const name = id.slice(prefix.length);
      const subject: Subject = { type: 'stream', id: name };
      if (!isOnByTime(account, subject)) continue;
      const isOff = live.length === 0;
      if (!isOff || alertState.open(fingerprintOf(account, DOWN, subject)) !== undefined)
        yield { kind: 'stream', account, name, isOff };
    }
  }

  return {
    running: (account, at) => [...casters(account), ...streams(account, at)],
    isLive(account, at) {
      const known = found.get(account);
      if (known && at >= known.at && at - known.at < FRESH_MS) return known.isLive;
      const isLive =
        casters(account).length > 0 || streams(account, at)[Symbol.iterator]().next().done !== true;
      found.set(account, { at, isLive });
      return isLive;
    },
    onBackup(account) {
      const known = memory(account, 'backups');
      return known && streamsOnBackup(known);
    },
    knowsCasters: (account) => memory(account, 'casters') !== undefined,
  };
}
