import { Counter, Gauge, type Registry } from 'prom-client';
import type { Measure } from '../alert/self/heartbeat/measure.ts';
import type { Ping } from '../alert/self/heartbeat/dead-man.ts';

/** What is read of Airdesk itself when the metrics are. */
export interface SelfFigures {
  readonly values: ReadonlyMap<Measure['name'], number>;
  readonly platforms: readonly { readonly name: string; readonly isThere: boolean }[];
  /** By how much our clock is ahead of the cloud's, ms; undefined where it has not answered yet. */
  readonly aheadMs: number | undefined;
}

const GAUGES: readonly {
  readonly name: string;
  readonly help: string;
  readonly measure: Measure['name'];
}[] = [
  {
    name: 'airdesk_loop_delay_seconds',
    help: 'The longest that the event loop was held up between the last two looks.',
    measure: 'loop_delay_s',
  },
  {
    name: 'airdesk_disk_free_bytes',
    help: 'Free on the disk of the data folder.',
    measure: 'disk_free_bytes',
  },
  {
    name: 'airdesk_inbox_waits_seconds',
    help: 'For how long a callback that is on disk has waited to be decided on.',
    measure: 'inbox_waits_s',
  },
];

/** What Airdesk measures of itself, and pings to whoever watches from outside. */
export interface SelfMetrics {
  /** What is read when the metrics are. */
  watchSelf(read: () => SelfFigures): void;
  readonly ping: (outcome: Ping) => void;
}

/** Creates them in `registers`. */
export function createSelfMetrics(registers: Registry[]): SelfMetrics {
  let read: () => SelfFigures = () => ({ values: new Map(), platforms: [], aheadMs: undefined });
  for (const { name, help, measure } of GAUGES)
    new Gauge({
      ...{ name, help, registers },
      collect() {
        const value = read().values.get(measure);
        if (value !== undefined) this.set(value);
      },
    });
  new Gauge({
    name: 'airdesk_platform_connected',
    help: '1 where a chat platform is connected and takes messages.',
    labelNames: ['platform'],
    registers,
    collect() {
      for (const { name, isThere } of read().platforms) this.set({ platform: name }, Number(isThere));
    },
  });
  new Gauge({
    name: 'airdesk_clock_ahead_seconds',
    help: "By how much the clock is ahead of the cloud's, by its newest answer.",
    registers,
    collect() {
      const { aheadMs } = read();
      if (aheadMs !== undefined) this.set(aheadMs / 1000);
    },
  });
  const pings = new Counter({
    name: 'airdesk_heartbeat_pings_total',
    help: 'Pings to whoever watches from outside: sent, failed, or held since all is not well.',
    labelNames: ['outcome'],
    registers,
  });
  return {
    watchSelf(given) {
      read = given;
    },
    ping: (outcome) => pings.inc({ outcome }),
  };
}
