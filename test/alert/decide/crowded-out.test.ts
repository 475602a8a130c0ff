import { expect, it } from 'vitest';
import { crowdOut } from '../../../src/alert/decide/incident/crowded-out.ts';
import { anAlert, AT } from '../alerts.ts';
import { createWorld } from './world.ts';

it('closes an alert with a line that says why, as the next version of its card', () => {
  const { input } = createWorld();
  const alert = anAlert({ dueAt: AT + 1000 });
  const { reason, alerts, checks } = crowdOut(input, alert, AT + 5);
  expect([reason, checks]).toEqual(['crowded-out', []]);
  expect(alerts).toMatchObject([
    { id: alert.id, status: 'closed', closedAt: AT + 5, reason, version: alert.version + 1, steps: 2 },
  ]);
  expect(alerts[0]?.dueAt).toBeUndefined();
  expect(alerts[0]?.history.at(-1)).toEqual({ at: AT + 5, what: 'closed', reason });
});

it('counts it out of the incident of which it was a part', () => {
  const whole = anAlert({ id: 'whole', condition: 'incident', children: { total: 9, open: 9 } });
  const part = anAlert({ id: 'part', parent: 'whole' });
  const situation = {
    ...createWorld().input,
    byId: (id: string) => [whole, part].find((each) => each.id === id),
  };
  const { alerts } = crowdOut(situation, part, AT + 5);
  expect(alerts.find(({ id }) => id === 'whole')).toMatchObject({
    status: 'firing',
    children: { total: 9, open: 8 },
  });
});
