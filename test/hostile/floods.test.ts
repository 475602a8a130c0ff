/** Floods against the built product as a process, of a size for every run: `npm run hostile -- --floods` does it in full. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { floods, type FloodReport } from './floods/floods.ts';
import { expectWithin } from '../machine/slowness.ts';
import { startFloodTarget, type FloodTarget } from './floods/target.ts';

/** As much as fills every bound that there is: 32 MB of bodies, 50 pages, the asks of strangers. Connections have a test of their own. */
const SIZES = { asks: 300, pages: 20, bodies: 150, bodyBytes: 500_000, connections: 400 };

let target: FloodTarget;
let reports: FloodReport[];
beforeAll(async () => {
  target = await startFloodTarget();
  reports = await floods(target, SIZES);
});
afterAll(() => target.stop());

const figure = (name: string, of: string): number =>
  reports.find((report) => report.name === name)?.figures[of] ?? Number.NaN;

it('refuse nobody who has to get in, and are answered', () => {
  expect(reports.flatMap(({ wrong }) => wrong)).toEqual([]);
  expect(reports).toHaveLength(4);
});

it('leave an engineer as fast as a show needs it', () => {
  // Three seconds are what Slack gives for an answer; a drop that takes longer is not one.
  expectWithin(figure('asks of a stranger', 'preview flooded ms'), 3_000, 'asks of a stranger');
  expectWithin(figure('asks of a stranger', 'done flooded ms'), 6_000, 'asks of a stranger');
  expectWithin(figure('idle connections', 'preview flooded ms'), 3_000, 'idle connections');
  expectWithin(figure('pages of the desk', 'engineer ms'), 1_000, 'pages of the desk');
});

it('let half of a body hold no more than its bound', () => {
  // 32 MB are held of bodies at the most. What a socket has read and not handed on comes to that, and what the engine
  // keeps of buffers that are gone until it collects: as much again.
  expect(figure('bodies half sent', 'sent MB')).toBeGreaterThan(2 * 32);
  expect(figure('bodies half sent', 'most grown MB')).toBeLessThan(96);
});
