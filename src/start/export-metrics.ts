import { Counter, Gauge, type Registry } from 'prom-client';
import type { ExportCounts, ExportState } from '../audit/export/create-export.ts';

/** What is counted of the exports of the audit, and what is read of them when the metrics are. */
export interface ExportMetrics {
  readonly exports: ExportCounts;
  watchExports(read: () => readonly ExportState[]): void;
}

/** Creates the counters in `registers`. */
export function createExportMetrics(registers: Registry[]): ExportMetrics {
  const labelNames = ['receiver'];
  let read: () => readonly ExportState[] = () => [];
  const attempts = new Counter({
    name: 'airdesk_audit_export_attempts_total',
    help: 'Batches of audit lines that were sent, by what became of them.',
    labelNames: ['receiver', 'outcome'],
    registers,
  });
  const lines = new Counter({
    name: 'airdesk_audit_export_lines_total',
    help: 'Audit lines that a receiver took.',
    ...{ labelNames, registers },
  });
  const missing = new Counter({
    name: 'airdesk_audit_export_missing_total',
    help: 'Audit lines that were let go with the oldest files before a receiver took them.',
    ...{ labelNames, registers },
  });
  new Gauge({
    name: 'airdesk_audit_export_waiting',
    help: 'Audit lines that wait for a receiver.',
    ...{ labelNames, registers },
    collect() {
      for (const { name, waiting } of read()) this.set({ receiver: name }, waiting);
    },
  });
  new Gauge({
    name: 'airdesk_audit_export_behind_seconds',
    help: 'How long the oldest audit line that waits for a receiver has waited.',
    ...{ labelNames, registers },
    collect() {
      for (const { name, behindMs } of read()) this.set({ receiver: name }, behindMs / 1000);
    },
  });
  return {
    exports: {
      attempt: (receiver, outcome) => attempts.inc({ receiver, outcome }),
      delivered: (receiver, count) => lines.inc({ receiver }, count),
      missing: (receiver, count) => missing.inc({ receiver }, count),
    },
    watchExports(given) {
      read = given;
    },
  };
}
