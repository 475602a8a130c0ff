/** The built product, with every door attacked by requests that are nearly right: `npm run hostile` does it for long. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { attack } from './fuzz/attack.ts';
import { startTarget, type Target } from './fuzz/target.ts';

let target: Target;
beforeAll(async () => {
  target = await startTarget();
});
afterAll(() => target.stop());

it.skipIf(process.platform === 'win32')(
  'has told at its start that others may read the passwords',
  async () => {
    const ready = await fetch(`http://127.0.0.1:${target.airdesk.port}/readyz`);
    const { checks } = (await ready.json()) as { readonly checks: Record<string, unknown> };
    const why = 'other users of this machine may read DESK_PASSWORDS_FILE (chmod 600)';
    expect(checks['rights']).toEqual({ ok: true, why });
    expect(target.airdesk.log()).toMatch(/"remedy":"chmod 600 [^"]+passwords"/);
  },
);

const REQUESTS = 1_500;

it('answers what is nearly right with a refusal, tells no secret, writes nothing, and goes on', async () => {
  const { requests, statuses, violations } = await attack(target, { seed: 20_261_128, requests: REQUESTS });
  expect(violations).toEqual([]);
  expect(requests).toBe(REQUESTS);
  // It got in, too: a fuzz that is refused at every door looks at none.
  for (const taken of [
    'callback receiver 200',
    'Slack over HTTP 200',
    'Discord over HTTP 200',
    'desk with passwords 202',
  ])
    expect(statuses[taken], taken).toBeGreaterThan(10);
});
