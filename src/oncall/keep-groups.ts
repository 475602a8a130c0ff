import type { Clock } from '../clock.ts';
import type { Config } from '../config/schema.ts';
import { AirdeskError } from '../errors.ts';
import type { Log } from '../observability/log.ts';
import type { Groups } from '../platform/groups.ts';
import type { Text } from '../text/language.ts';
import type { OnCall } from './on-call.ts';
import type { Trouble } from './trouble.ts';

/** The longest wait: a machine that slept, or whose clock was set, is in step again within it, ms. */
const LONGEST_MS = 10 * 60_000;
/** Waits after failures, ms; the last one repeats. */
const RETRY_MS = [10_000, 60_000, LONGEST_MS];

/** Groups on chat platforms that have whoever is on call in them. */
export interface GroupKeeper {
  start(): void;
  /** What is wrong with the group of a rotation. */
  troubles(rotation: string): readonly Trouble[];
  stop(): void;
}

interface Needs {
  readonly config: Pick<Config, 'oncall' | 'people'>;
  readonly oncall: Pick<OnCall, 'at' | 'onChange'>;
  /** By platform. */
  readonly groups: ReadonlyMap<string, Groups>;
  readonly clock: Clock;
  readonly log: Log;
}

/** The group of one rotation. */
interface Kept {
  readonly rotation: string;
  /** `<platform>:<id>`, as the file has it. */
  readonly group: string;
  readonly platform: string;
  readonly id: string;
  /** Who is in it, as far as we know: ids with commas. */
  members: string | undefined;
  why: Text | undefined;
  failures: number;
  busy: boolean;
  /** Something changed meanwhile. */
  again: boolean;
  cancel: () => void;
}

/**
 * Keeps groups in step with rotations: at the start, at each hand-over, and when something is changed. What fails is told once
 * and tried again, ever more slowly. While nobody is on call the group stays as it is: platforms take no empty one.
 */
export function createGroupKeeper({ config, oncall, groups, clock, log }: Needs): GroupKeeper {
  let stopped = false;
  const all = new Map(
    Object.entries(config.oncall.rotations).flatMap(([rotation, { group }]) =>
      group === undefined ? [] : [[rotation, keptOf(rotation, group)] as const],
    ),
  );

  async function look(kept: Kept): Promise<void> {
    kept.cancel();
    if (stopped) return;
    if (kept.busy) {
      kept.again = true;
      return;
    }
    kept.busy = true;
    const now = clock.now();
    const { people, until } = oncall.at(kept.rotation, now);
    await bringInStep(kept, people);
    kept.busy = false;
    if (kept.again) {
      kept.again = false;
      return look(kept);
    }
    const wait = kept.failures > 0 ? (RETRY_MS[kept.failures - 1] ?? LONGEST_MS) : LONGEST_MS;
    const next = until === undefined ? Infinity : until - now;
    kept.cancel = clock.after(Math.max(1, Math.min(wait, next)), () => void look(kept));
  }

  async function bringInStep(kept: Kept, people: readonly string[]): Promise<void> {
    const ids = people.flatMap((person) => config.people[person]?.ids[kept.platform] ?? []);
    const platform = groups.get(kept.platform);
    if (people.length === 0) {
      inStep(kept);
      return;
    }
    if (!platform) {
      failed(kept, NOT_SET_UP, undefined);
      return;
    }
    if (ids.length === 0) {
      failed(kept, withoutId(people, kept.platform), undefined);
      return;
    }
    const members = ids.join(',');
    if (kept.members === members) {
      inStep(kept);
      return;
    }
    try {
      await platform.setMembers(kept.id, ids);
      kept.members = members;
      inStep(kept);
      log.info({ rotation: kept.rotation, group: kept.group, people }, 'a group has who is on call');
    } catch (error) {
      // Whether it was taken is not known.
      kept.members = undefined;
      failed(kept, error instanceof AirdeskError ? error.hint : UNKNOWN, error);
    }
  }

  function failed(kept: Kept, why: Text, error: unknown): void {
    const isNew = kept.why?.en !== why.en;
    kept.why = why;
    kept.failures += 1;
    if (isNew)
      log.error(
        {
          rotation: kept.rotation,
          group: kept.group,
          why: why.en,
          ...(error === undefined ? {} : { err: error }),
        },
        'a group does not have who is on call; it is tried again',
      );
  }

  return {
    start() {
      oncall.onChange((rotation) => {
        const kept = all.get(rotation);
        if (kept) void look(kept);
      });
      for (const kept of all.values()) void look(kept);
    },
    troubles(rotation) {
      const kept = all.get(rotation);
      return kept?.why ? [{ kind: 'group-not-kept', rotation, group: kept.group, why: kept.why }] : [];
    },
    stop() {
      stopped = true;
      for (const kept of all.values()) kept.cancel();
    },
  };
}

function keptOf(rotation: string, group: string): Kept {
  const at = group.indexOf(':');
  return {
    ...{ rotation, group, platform: group.slice(0, at), id: group.slice(at + 1) },
    ...{ members: undefined, why: undefined, failures: 0, busy: false, again: false },
    cancel: () => undefined,
  };
}

function inStep(kept: Kept): void {
  kept.failures = 0;
  kept.why = undefined;
}

function withoutId(people: readonly string[], platform: string): Text {
  const who = people.join(', ');
  return {
    en: `${who} has no ${platform} id under people in airdesk.yaml`,
    zh: `airdesk.yaml 的 people 中没有 ${people.join('、')} 的 ${platform} ID`,
  };
}

const NOT_SET_UP: Text = { en: 'its platform is not set up', zh: '该平台未启用' };
const UNKNOWN: Text = { en: 'it failed; the log has more', zh: '操作失败，详见日志' };
