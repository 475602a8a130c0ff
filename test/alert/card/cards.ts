import type { Alert, Who } from '../../../src/alert/model/alert.ts';
import type { AlertView } from '../../../src/alert/card/view.ts';
import type { Config } from '../../../src/config/schema.ts';
import { ConfigFileSchema } from '../../fakes/platforms.ts';
import { anAlert, AT } from '../alerts.ts';

export const ADA: Who = { platform: 'slack', userId: 'U0ADA', name: 'Ada', person: 'ada' };
export const MINUTE = 60_000;

/** A configuration with Chinese time, two people and a short name; `more` over it. */
export function aConfig(more: object = {}): Config {
  return {
    ...ConfigFileSchema.parse({
      timeZone: 'Asia/Shanghai',
      accounts: { main: {} },
      roles: { engineer: { risks: ['read', 'change', 'air'] } },
      people: {
        ada: { slack: 'U0ADA', roles: ['engineer'] },
        bo: { discord: '123456789012345678', roles: ['engineer'] },
      },
      streams: { prime: { domain: 'push.example.com', app: 'live', stream: 'main' } },
      ...more,
    }),
    defaultAccount: 'main',
  };
}

/** Seen a minute after it broke, in English; `more` over it. */
export function aView(more: Partial<AlertView> = {}): AlertView {
  return { config: aConfig(), language: 'en', now: AT + MINUTE, ...more };
}

/** A stream off air of which everything is known, with two pushes to switch to. */
export const DOWN: Alert = anAlert({
  first: { reason: 'recv timeout', user_ip: '203.0.113.7', duration_ms: 5_003_000 },
  last: { reason: 'recv timeout', user_ip: '203.0.113.7', duration_ms: 5_003_000 },
  sequences: ['2210464508206756938'],
  found: {
    at: AT + 2000,
    viewers: 1204,
    viewersAt: AT - 4 * MINUTE,
    upstreams: [
      { sequence: '2210464508206756938', source: '直推流', main: true },
      { sequence: '2210464508206756939', source: '直推流', main: false },
      { sequence: '2210464508206756940', source: '拉流转推(637921)', main: false },
    ],
  },
});

/** All streams of a domain at once. */
export function anIncident(members: number, open = members): { incident: Alert; children: Alert[] } {
  const incident = anAlert({
    id: 'n4p8w2cd',
    condition: 'incident',
    subject: { type: 'domain', id: 'push.example.com' },
    children: { total: members, open },
    code: undefined,
    cause: undefined,
    history: [
      { at: AT, what: 'fired', reason: 'new' },
      { at: AT + 20_000, what: 'acknowledged', by: ADA },
    ],
    steps: 2,
  });
  const children = Array.from({ length: members }, (_, at) =>
    anAlert({
      id: `m${String(at).padStart(7, '0')}`,
      subject: { type: 'stream', id: `push.example.com/live/room-${at}` },
      parent: incident.id,
      startedAt: AT + at,
      ...(at < open
        ? {}
        : {
            status: 'recovered' as const,
            recoveredAt: AT + MINUTE + at,
            history: [
              { at: AT + at, what: 'fired' as const, reason: 'new' },
              { at: AT + MINUTE + at, what: 'recovered' as const, reason: 'recovered' },
            ],
          }),
    }),
  );
  return { incident, children };
}
