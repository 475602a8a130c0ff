import { PUSH_LOST } from '../../callback/conditions.ts';
import { valuesOf } from '../../callback/normalise/reading.ts';
import { mainOf, readGroups, type Group } from '../../live/read/backup-groups.ts';
import { fullName } from '../../live/read/stream-name.ts';
import type { Finding, Looking, Memory, Poller } from '../poller.ts';

const PATIENCE_MS = 8000;
/** That it was switched is told for so long, ms. */
const SWITCHED_MS = 15 * 60_000;
/** A command of ours counts for a switch that is seen so long after it, ms. */
const OWN_MS = 3 * 60_000;
/** Groups that are remembered; of more the first are. */
const MOST = 2000;

/** What was seen of a group before. JSON. */
interface Before {
  /** Sequences of its pushes. */
  readonly pushes: readonly string[];
  readonly main: string;
  /** Full names of the streams that they are pushed as: one group can be on several domains. */
  readonly names: readonly string[];
  /** Pushes that are gone, of which no message told: until there is a reserve again. */
  readonly lost?: readonly string[];
  /** When another push was seen on air than before, and which it was before, ms UTC. */
  readonly switched?: { readonly at: number; readonly from: string };
  /** Since when another push than the usual one is on air, whoever switched it, ms UTC, and which one that was. */
  readonly away?: { readonly at: number; readonly from: string };
}

/** Groups of pushes: one that lost its reserve without a message, or that was switched by nobody here. One call. */
export const BACKUPS: Poller = {
  name: 'backups',
  about: {
    en: 'Backups: a group that lost its reserve, or whose push on air is another one and nobody here switched it.',
    zh: '主备流：失去备流的流，以及不是从本系统切换的主备切换。',
  },
  conditions: [PUSH_LOST, 'backup.switched'],
  actions: ['DescribeBackupStreamList'],
  async look(looking) {
    const groups = await readGroups({ live: looking.live, timeoutMs: PATIENCE_MS });
    const next: Record<string, Before> = {};
    const findings: Finding[] = [];
    for (const group of groups.slice(0, MOST)) {
      const main = mainOf(group);
      if (!main) continue;
      const key = `${group.hostGroup}|${group.hostGroup === '' ? `${main.domain}/${main.app}` : ''}|${group.stream}`;
      const before = beforeOf(looking.memory, key);
      const now = seenNow(group, before, looking);
      next[key] = now;
      findings.push(...found(group, now));
    }
    return { findings, memory: { ...next } };
  },
};

function seenNow(group: Group, before: Before | undefined, { now, acted, state }: Looking): Before {
  const pushes = group.upstreams.map(({ sequence }) => sequence);
  const main = mainOf(group)?.sequence ?? '';
  const names = [
    ...new Set(group.upstreams.map(({ domain, app }) => fullName({ domain, app, stream: group.stream }))),
  ];
  if (!before) return { pushes, main, names };
  // Of which a message told that they ended: what that means was decided then.
  const ended = new Set([...before.names, ...names].flatMap((name) => state(name)?.ended ?? []));
  // One push that came back as another one had no reserve to lose.
  const had = before.pushes.length > 1 ? before.pushes : [];
  const gone = had.filter((sequence) => !pushes.includes(sequence) && !ended.has(sequence));
  const lost = pushes.length > 1 ? [] : [...(before.lost ?? []), ...gone].filter((one) => !ended.has(one));
  const isSwitched = main !== before.main && pushes.includes(before.main) && before.main !== '';
  const isOwn = names.some((name) => acted(name, now - OWN_MS));
  const away = awayNow(main, pushes, before, now);
  const still = before.switched && now - before.switched.at < SWITCHED_MS ? before.switched : undefined;
  const switched = isOwn
    ? undefined
    : switchedNow(main, isSwitched ? { at: now, from: before.main } : undefined, still);
  return {
    pushes,
    main,
    names,
    ...(lost.length > 0 && { lost: lost.slice(-8) }),
    ...(switched && { switched }),
    ...(away && { away }),
  };
}

/** A push that is new took the place of one that broke: it is as usual, or as unusual, as that was. */
function awayNow(
  main: string,
  pushes: readonly string[],
  { main: mainBefore, pushes: pushesBefore, away }: Before,
  now: number,
): Before['away'] {
  if (main === '' || main === mainBefore || !pushesBefore.includes(main)) return away;
  if (!away) return { at: now, from: mainBefore };
  const isElsewhere = main !== away.from && pushes.includes(away.from);
  return isElsewhere ? away : undefined;
}

/** Streams of which another push than the usual one was on air at the last look, by what it kept: since when, ms UTC. */
export function streamsOnBackup(
  memory: Memory,
): readonly { readonly stream: string; readonly since: number }[] {
  return Object.keys(memory).flatMap((key) => {
    const { away, names = [] } = beforeOf(memory, key) ?? {};
    const [stream] = names;
    return typeof away?.at === 'number' && typeof stream === 'string' ? [{ stream, since: away.at }] : [];
  });
}

/** What counts as a switch: a new one, or one that was seen before, until it is switched back. */
function switchedNow(main: string, seen: Before['switched'], still: Before['switched']): Before['switched'] {
  if (still?.from === main) return undefined;
  return still ?? seen;
}

function found(group: Group, { lost = [], switched, main }: Before): Finding[] {
  const upstream = mainOf(group);
  if (!upstream) return [];
  const { domain, app } = upstream;
  const about = {
    subject: { type: 'stream', id: fullName({ domain, app, stream: group.stream }).slice(0, 300) },
    groups: [`domain:${domain}`],
  } as const;
  return [
    ...(lost.length > 0
      ? [{ ...about, condition: PUSH_LOST, values: valuesOf({ before: lost.at(-1), push: main }) } as const]
      : []),
    ...(switched
      ? [
          {
            ...about,
            condition: 'backup.switched',
            values: valuesOf({ push: main, before: switched.from, source: upstream.source.slice(0, 100) }),
          } as const,
        ]
      : []),
  ];
}

function beforeOf(memory: Memory | undefined, key: string): Before | undefined {
  const value = memory && Object.hasOwn(memory, key) ? (memory[key] as Partial<Before> | null) : undefined;
  const isRight =
    Array.isArray(value?.pushes) && Array.isArray(value.names) && typeof value.main === 'string';
  return isRight ? (value as Before) : undefined;
}
