import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import type { Counts } from './core.ts';
import type { CallRecord } from './live/client.ts';

/** What is counted, and how Prometheus reads it. */
export interface Metrics extends Counts {
  liveCall(call: CallRecord): void;
  /** Where others add their own. */
  readonly registry: Registry;
  readonly contentType: string;
  text(): Promise<string>;
}

/** Creates the counters in a registry of their own. `processMetrics`: memory, CPU, event loop, garbage collection too. */
export function createMetrics({ processMetrics = true } = {}): Metrics {
  const registry = new Registry();
  const registers = [registry];
  if (processMetrics) collectDefaultMetrics({ register: registry });
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
  return {
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
