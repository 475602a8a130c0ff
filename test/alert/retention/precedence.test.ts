import { expect, it } from 'vitest';
import type { Alert } from '../../../src/alert/model/alert.ts';
import { createPrecedence } from '../../../src/alert/retention/precedence.ts';
import { anAlert, AT } from '../alerts.ts';

const by = { platform: 'slack', userId: 'U0ADA', name: 'Ada', person: 'ada' };

it('misses least what is over, then what nobody was told of, then by severity; what somebody took on, and incidents, last', () => {
  const rows: (Partial<Alert> & { id: string })[] = [
    { id: 'incident', condition: 'incident' },
    { id: 'cause', children: { total: 2, open: 1 } },
    { id: 'acknowledged', acknowledged: { by, at: AT, until: AT + 1 } },
    { id: 'assigned', assigned: { person: 'ada', by, at: AT } },
    { id: 'muted', muted: { by, at: AT } },
    { id: 'critical' },
    { id: 'part', parent: 'incident', announced: false },
    { id: 'warning', severity: 'warning' },
    { id: 'info', severity: 'info' },
    { id: 'recorded only', announced: false },
    { id: 'recovered', status: 'recovered' },
  ];
  const precedence = createPrecedence();
  for (const row of rows) precedence.add(anAlert(row));
  const order: string[] = [];
  for (let id = precedence.first(); id !== undefined; id = precedence.first()) {
    order.push(id);
    precedence.remove(anAlert(rows.find((row) => row.id === id)));
  }
  expect(order).toEqual([
    ...['recovered', 'recorded only', 'info', 'warning', 'critical', 'part'],
    ...['acknowledged', 'assigned', 'muted', 'incident', 'cause'],
  ]);
  expect(precedence.size).toBe(0);
});
