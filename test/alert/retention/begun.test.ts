import { CONDITIONS } from '../../../src/callback/conditions.ts';
import { expect, it } from 'vitest';
import { createBegun } from '../../../src/alert/retention/begun.ts';
import { anAlert } from '../alerts.ts';

const ROOM = 20_000;

/** As many alerts as are listed and more, of streams that have one of few domains and an address of their own. */
const alerts = Array.from({ length: ROOM + 500 }, (_, n) =>
  anAlert({
    id: `a${n}`,
    subject: { type: 'stream', id: `d${n % 7}.example.com/live/${n}` },
    groups: [`domain:d${n % 7}.example.com`],
    last: { user_ip: `203.0.113.${n % 200}`, node: `node-${n}` },
  }),
);
const TIES = ['domain:d3.example.com', 'address:203.0.113.7', 'account:main', 'code:8'];
const SINGLE = [0, 499, 500, 10_500, 12_000, ROOM + 499].map((n) => `ingest:node-${n}`);

it('what is loaded at once is found as what is added one after the other, and makes room in the same order', () => {
  const [loaded, added] = [createBegun(CONDITIONS), createBegun(CONDITIONS)];
  loaded.load(alerts);
  for (const alert of alerts) added.add(alert);
  // Of those for which there was no room, an id may be left.
  const isLeft = (id: string): boolean => !id.startsWith('a') || Number(id.slice(1)) >= 800;
  const found = (begun: typeof loaded, tie: string) =>
    [...begun.newestFirst('main', tie, 'stream.down')].filter(isLeft);
  const compare = (): void => {
    for (const tie of TIES)
      expect(found(loaded, tie).slice(0, 1500)).toEqual(found(added, tie).slice(0, 1500));
    for (const tie of SINGLE) expect(found(loaded, tie)).toEqual(found(added, tie));
  };
  compare();
  for (const begun of [loaded, added]) {
    for (const n of [3000, ROOM, ROOM + 1]) begun.remove(`a${n}`);
    for (let n = 0; n < 300; n += 1) begun.add(anAlert({ id: `b${n}`, last: { node: `later-${n}` } }));
  }
  compare();
  expect(found(loaded, 'ingest:later-299')).toEqual(['b299']);
});
