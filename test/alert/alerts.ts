import type { Alert } from '../../src/alert/model/alert.ts';

/** 2026-03-01 20:00 UTC. */
export const AT = Date.UTC(2026, 2, 1, 20);

/** A stream that is off air since AT, with its card out in one channel. */
export function anAlert(more: Partial<Alert> = {}): Alert {
  return {
    id: 'k3m9x2ab',
    account: 'main',
    condition: 'stream.down',
    subject: { type: 'stream', id: 'push.example.com/live/main' },
    severity: 'critical',
    status: 'firing',
    startedAt: AT,
    lastAt: AT,
    firedAt: AT,
    first: {},
    last: {},
    code: '8',
    cause: 'idle',
    trust: 'signed',
    sequences: ['1'],
    count: 1,
    fires: [AT],
    flapping: false,
    seen: false,
    groups: ['domain:push.example.com'],
    channels: ['slack:C0ONAIR'],
    announced: true,
    reason: 'new',
    version: 1,
    history: [{ at: AT, what: 'fired', reason: 'new' }],
    steps: 1,
    seq: 1,
    ...more,
  };
}
