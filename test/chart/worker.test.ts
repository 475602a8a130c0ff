import { afterAll, expect, it } from 'vitest';
import type { Chart } from '../../src/chart/chart.ts';
import { startHand } from '../../src/chart/hand.ts';
import { toDrawing } from '../../src/chart/to-drawing.ts';

const hand = startHand();
afterAll(() => hand.end());

/** Width and height as a PNG says them. */
function sizeOf(png: Uint8Array): readonly [number, number] {
  const view = new DataView(png.buffer, png.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
}

const bars = (name: string): Chart => ({ kind: 'bars', title: 'T', unit: 'GB', bars: [{ name, value: 1 }] });
const draw = (chart: Chart) => hand.draw(toDrawing(chart));

it('draws a PNG as wide as a phone, in small', async () => {
  const png = await draw(bars('广东'));
  expect([...png.slice(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
  expect(sizeOf(png)).toEqual([720, 222]);
  expect(png.length).toBeLessThan(100_000);
});

it('draws Chinese letters, each as itself', async () => {
  const [one, other, none] = [await draw(bars('广东')), await draw(bars('北京')), await draw(bars('　　'))];
  expect(Buffer.from(one).equals(other)).toBe(false);
  expect(one.length).toBeGreaterThan(none.length);
});

it('takes names from outside as text', async () => {
  const png = await draw(bars('<script>&"\'{b}</svg>'));
  expect(sizeOf(png)).toEqual([720, 222]);
});

it('goes on after a picture that could not be drawn', async () => {
  await expect(
    hand.draw({ width: 0, height: 0, option: { series: [{ type: 'nothing' }] }, marks: [] }),
  ).rejects.toThrow();
  expect(sizeOf(await draw(bars('a')))[0]).toBe(720);
});
