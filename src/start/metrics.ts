import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { AlertCounts } from '../alert/alert-core.ts';
import type { CallbackCounts } from '../callback/receive/outcomes.ts';
import type { CallRecord } from '../live/client.ts';
import type { HttpRefused } from '../http/cut-short.ts';
import type { Counts } from '../observability/counts.ts';
import { VERSION } from '../observability/version.ts';
import type { PollCounts } from '../poll/budget.ts';
import type { FailingLooks } from '../poll/polling.ts';
import { createSelfMetrics, type SelfMetrics } from './self-metrics.ts';
import { createExportMetrics, type ExportMetrics } from './export-metrics.ts';
import { createPollMetrics } from './poll-metrics.ts';

/** What is counted, and how Prometheus reads it. */
export interface Metrics extends Counts, AlertCounts, CallbackCounts, ExportMetrics, PollCounts, SelfMetrics {
  liveCall(call: CallRecord): void;
  /** A request or a connection was cut short. */
  http(why: HttpRefused): void;
  /** What is read when the metrics are. */
  watch(read: () => AlertFigures): void;
  /** Where others add their own. */
  readonly registry: Registry;
  readonly contentType: string;
  text(): Promise<string>;
}

/** The alert path as it is now. */
export interface AlertFigures {
  readonly open: number;
  /** Callbacks that are on disk and not decided on. */
  readonly backlog: number;
  readonly pending: number;
  readonly dead: number;
  readonly oldestCriticalMs: number;
  /** Questions to the cloud that wait for an answer. */
  readonly checks: number;
  /** Looks at the cloud that fail again and again. */
  readonly failing: readonly FailingLooks[];
  /** What Airdesk knows of its own senses. */
  readonly blind: readonly {
    readonly condition: string;
    readonly account: string;
    readonly isBlind: boolean;
  }[];
}

const FIGURES: readonly {
  readonly name: string;
  readonly help: string;
  readonly of: (figures: AlertFigures) => number;
}[] = [
  { name: 'airdesk_alerts_open', help: 'Alerts that are not closed.', of: ({ open }) => open },
  {
    name: 'airdesk_inbox_backlog',
    help: 'Callbacks that are on disk and not decided on yet.',
    of: ({ backlog }) => backlog,
  },
  {
    name: 'airdesk_outbox_pending',
    help: 'Messages and edits that a channel is owed.',
    of: ({ pending }) => pending,
  },
  {
    name: 'airdesk_outbox_dead',
    help: 'Messages that cannot be delivered as things are.',
    of: ({ dead }) => dead,
  },
  {
    name: 'airdesk_outbox_oldest_critical_seconds',
    help: 'Age of the oldest critical alert that some channel has not been shown.',
    of: ({ oldestCriticalMs }) => oldestCriticalMs / 1000,
  },
  {
    name: 'airdesk_alert_checks_waiting',
    help: 'Questions to the cloud that wait for an answer.',
    of: ({ checks }) => checks,
  },
];

/** Creates the counters in a registry of their own. `processMetrics`: memory, CPU, event loop, garbage collection too. */
export function createMetrics({ processMetrics = true } = {}): Metrics {
  const registry = new Registry();
  const registers = [registry];
  if (processMetrics) collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'airdesk_build_info',
    help: 'Always 1; which Airdesk this is.',
    labelNames: ['version'],
    registers,
  }).set({ version: VERSION }, 1);
  const intents = new Counter({
    name: 'airdesk_intents_total',
    help: 'Commands, presses and forms, by how they ended.',
    labelNames: ['kind', 'outcome'],
    registers,
  });
  const calls = new Histogram({
    name: 'airdesk_live_call_seconds',
    help: 'Calls to the live cloud from the call to its end, retries included.',
    labelNames: ['action', 'outcome'],
    buckets: [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const attempts = new Counter({
    name: 'airdesk_live_attempts_total',
    help: 'Requests sent to the live cloud, retries counted each.',
    labelNames: ['action'],
    registers,
  });
  const deliveries = new Counter({
    name: 'airdesk_deliveries_total',
    help: 'Messages and edits handed to the chat platforms.',
    labelNames: ['platform', 'outcome'],
    registers,
  });
  const proposals = new Counter({
    name: 'airdesk_proposals_total',
    help: 'Commands that waited for confirmation, by how they ended.',
    labelNames: ['end'],
    registers,
  });
  const callbacks = new Counter({
    name: 'airdesk_callbacks_total',
    help: 'Requests to the callback path, by what became of them.',
    labelNames: ['outcome'],
    registers,
  });
  const cutShort = new Counter({
    name: 'airdesk_http_cut_short_total',
    help: 'Bodies that were not taken whole, and connections that were closed to make room, by why.',
    labelNames: ['why'],
    registers,
  });
  const decisions = new Counter({
    name: 'airdesk_alert_decisions_total',
    help: 'Decisions about events and about alerts whose time had come, by their reason.',
    labelNames: ['reason'],
    registers,
  });
  const checks = new Counter({
    name: 'airdesk_alert_checks_total',
    help: 'Questions to the cloud about what a callback left in doubt.',
    labelNames: ['outcome'],
    registers,
  });
  const missed = new Counter({
    name: 'airdesk_missed_ends_total',
    help: 'Pushes that ended of which no callback told, found at the cloud later: open, or over by then.',
    labelNames: ['how'],
    registers,
  });
  let read: (() => AlertFigures) | undefined;
  const gauges = FIGURES.map(({ name, help, of }, index) => {
    // The first of them reads for all: each reading walks through everything that is owed.
    const collect = index === 0 ? { collect: setAll } : {};
    return { gauge: new Gauge({ name, help, registers, ...collect }), of };
  });
  // After them: it is read together with them.
  const blind = new Gauge({
    name: 'airdesk_blind',
    help: '1 where Airdesk cannot see or hear as it should, by condition and account.',
    labelNames: ['condition', 'account'],
    registers,
  });
  const failing = new Gauge({
    name: 'airdesk_poll_failing_seconds',
    help: 'For how long the looks of a poller have failed, where three in a row did.',
    labelNames: ['account', 'poller'],
    registers,
  });
  function setAll(): void {
    const figures = read?.();
    for (const { gauge, of } of gauges) gauge.set(figures ? of(figures) : 0);
    for (const { condition, account, isBlind } of figures?.blind ?? [])
      blind.set({ condition, account }, Number(isBlind));
    // Of looks that succeed again nothing is left.
    failing.reset();
    for (const { account, poller, forMs } of figures?.failing ?? [])
      failing.set({ account, poller }, forMs / 1000);
  }
  return {
    ...createExportMetrics(registers),
    ...createPollMetrics(registers),
    ...createSelfMetrics(registers),
    http: (why) => cutShort.inc({ why }),
    callback: (outcome) => callbacks.inc({ outcome }),
    decision: (reason) => decisions.inc({ reason }),
    check: (outcome) => checks.inc({ outcome }),
    missed: (how, count) => missed.inc({ how }, count),
    watch(figures) {
      read = figures;
    },
    intent: (kind, outcome) => intents.inc({ kind, outcome }),
    proposal: (end) => proposals.inc({ end }),
    delivery: (platform, outcome) => deliveries.inc({ platform, outcome }),
    liveCall: ({ action, outcome, ms, attempts: count }) => {
      calls.observe({ action, outcome }, ms / 1000);
      attempts.inc({ action }, count);
    },
    registry,
    contentType: registry.contentType,
    text: () => registry.metrics(),
  };
}
