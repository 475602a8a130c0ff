import { statfs } from 'node:fs/promises';
import type { AlertPath } from '../alert/alert-path.ts';
import { createHeartbeat } from '../alert/self/heartbeat/heartbeat.ts';
import { startDeadMan } from '../alert/self/heartbeat/dead-man.ts';
import { measuresOf } from '../alert/self/heartbeat/measures.ts';
import type { Senses } from '../alert/self/senses.ts';
import type { Clock } from '../clock.ts';
import type { Variables } from '../config/variables.ts';
import { createOutgoing } from '../http/outgoing.ts';
import type { Log } from '../observability/log.ts';
import type { Inbox } from '../store/inbox.ts';
import type { Connected } from './connected.ts';
import { measureLoopDelay } from './loop-delay.ts';
import type { SelfMetrics } from './self-metrics.ts';

/** Whoever watches from outside has so long to answer, ms; of the answer only its status is read. */
const TIMEOUT_MS = 10_000;
const MOST_BYTES = 100_000;
/** How often the disk is asked, ms. */
const DISK_MS = 5000;

interface Opening {
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  readonly metrics: SelfMetrics;
  readonly senses: Senses;
  readonly dataFolder: string;
  readonly inbox: Pick<Inbox, 'last'>;
  readonly alertPath: Pick<AlertPath, 'processing' | 'outbox'>;
  readonly connected: readonly Connected[];
  /** As they are now: HEARTBEAT_URL can be exchanged. */
  readonly variables: Variables;
  /** Whether every check of /readyz passes. */
  readonly isReady: () => Promise<boolean>;
}

/** Measures Airdesk itself, and tells whoever watches from outside as long as all is well. Returns what stops it. */
export function openHeartbeat(opening: Opening): () => Promise<void> {
  const { clock, random, log, metrics, senses, alertPath, connected, variables, isReady } = opening;
  const loop = measureLoopDelay();
  let diskFree: number | undefined;
  let cancelDisk = (): void => undefined;
  const platforms = () => {
    const { down } = alertPath.outbox.state();
    return connected.map((platform) => {
      const { name } = platform;
      return { name, isThere: platform.isConnected() && !down.includes(name) };
    });
  };
  const heartbeat = createHeartbeat(
    measuresOf({
      ...{ clock, platforms },
      loopDelayMs: loop.longestMs,
      diskFree: () => diskFree,
      backlog: () => alertPath.processing.backlog(),
      newest: () => opening.inbox.last,
      oldestCriticalMs: () => alertPath.outbox.state().oldestCriticalMs,
    }),
    clock,
  );
  metrics.watchSelf(() => ({
    ...{ values: heartbeat.values(), platforms: platforms() },
    aheadMs: senses.aheadMs(),
  }));
  const outgoing = createOutgoing(clock, TIMEOUT_MS, { connections: 1, mostBytes: MOST_BYTES });

  async function askDisk(): Promise<void> {
    const found = await statfs(opening.dataFolder).catch(() => undefined);
    diskFree = found && found.bavail * found.bsize;
    cancelDisk = clock.after(DISK_MS, () => void askDisk());
  }

  void askDisk();
  heartbeat.start();
  senses.watchHeartbeat(heartbeat.verdict);
  const stopDeadMan = startDeadMan({
    ...{ clock, random, log, count: metrics.ping },
    url: () => variables['HEARTBEAT_URL'],
    send: async (url) => (await outgoing.send(url, { method: 'GET', headers: {}, answer: 'status' })).status,
    isWell: async () => heartbeat.verdict().state === 'well' && (await isReady()),
  });
  return async () => {
    stopDeadMan();
    heartbeat.stop();
    cancelDisk();
    loop.stop();
    await outgoing.close();
  };
}
