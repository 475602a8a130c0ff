import { expect, it } from 'vitest';
import type { Chart } from '../../src/chart/chart.ts';
import { createDrawer } from '../../src/chart/drawer.ts';
import type { Hand } from '../../src/chart/hand.ts';
import { createLog } from '../../src/observability/log.ts';
import { createTestClock } from '../fakes/test-clock.ts';

const CHART: Chart = { kind: 'bars', title: 'Traffic', unit: 'GB', bars: [{ name: 'a', value: 1 }] };
const PNG = new Uint8Array([1, 2, 3]);

/** Hands that draw when they are told to. */
function createHands() {
  const hands: { ended: boolean; drawings: number; settle: (png: Uint8Array | Error) => void }[] = [];
  const start = (): Hand => {
    const hand: (typeof hands)[number] = { ended: false, drawings: 0, settle: () => undefined };
    hands.push(hand);
    return {
      draw: () =>
        new Promise((resolve, reject) => {
          hand.drawings += 1;
          hand.settle = (png) => (png instanceof Error ? reject(png) : resolve(png));
        }),
      end() {
        hand.ended = true;
        hand.settle(new Error('ended'));
      },
    };
  };
  return { hands, start };
}

function setUp() {
  const clock = createTestClock();
  const { hands, start } = createHands();
  return { clock, hands, drawer: createDrawer({ clock, log: createLog('error'), start }) };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

it('starts its thread for the first picture, draws one at a time, and ends the thread when it is idle', async () => {
  const { clock, hands, drawer } = setUp();
  expect(hands).toHaveLength(0);
  const [first, second] = [drawer.draw(CHART), drawer.draw(CHART)];
  await turn();
  expect(hands.map(({ drawings }) => drawings)).toEqual([1]);
  hands[0]!.settle(PNG);
  expect(await first).toEqual(PNG);
  await turn();
  hands[0]!.settle(PNG);
  expect(await second).toEqual(PNG);
  await turn();
  clock.advance(59_000);
  expect(hands[0]!.ended).toBe(false);
  clock.advance(1_000);
  expect(hands[0]!.ended).toBe(true);
  const third = drawer.draw(CHART);
  await turn();
  expect(hands).toHaveLength(2);
  hands[1]!.settle(PNG);
  expect(await third).toEqual(PNG);
});

it('answers without a picture after 6 s, and draws the next one with a new thread', async () => {
  const { clock, hands, drawer } = setUp();
  const stuck = drawer.draw(CHART);
  await turn();
  clock.advance(5_000);
  const next = drawer.draw(CHART);
  clock.advance(1_000);
  expect(await stuck).toBeUndefined();
  expect(hands[0]!.ended).toBe(true);
  await turn();
  hands[1]!.settle(PNG);
  expect(await next).toEqual(PNG);
});

it('answers without a picture where too many wait or the thread fails', async () => {
  const { hands, drawer } = setUp();
  const asked = Array.from({ length: 50 }, () => drawer.draw(CHART));
  expect(await Promise.all(asked.slice(41))).toEqual(Array.from({ length: 9 }, () => undefined));
  hands[0]!.settle(new Error('no font'));
  expect(await asked[0]).toBeUndefined();
  drawer.close();
  expect(await Promise.all(asked.slice(0, 41))).toEqual(Array.from({ length: 41 }, () => undefined));
});
