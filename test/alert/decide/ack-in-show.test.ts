import { describe, expect, it } from 'vitest';
import { createWorld, type World } from './world.ts';

const MINUTE = 60_000;

/** A fault that lasts, in a world in which shows begin and end. */
function inShow(isLive: boolean, more: Parameters<typeof createWorld>[0] = {}) {
  const shows = { isLive };
  const world = createWorld({ ackMinutes: 30, ackMinutesInShow: 10, ...more });
  Object.assign(world.input, { isShowLive: () => shows.isLive });
  world.tell({ condition: 'record.failed' });
  return { world, shows };
}

const acknowledge = (world: World) => world.act(world.alert('record.failed'), { what: 'acknowledge' });
const minutesUntilItAsks = (world: World): number => {
  for (let minute = 1; minute <= 60; minute += 1)
    if (world.pass(MINUTE).includes('ack-expired')) return minute;
  return Infinity;
};

describe('an acknowledgement while a show is live', () => {
  it.each([
    ['no show', false, {}, 30],
    ['a show', true, {}, 10],
    ['a rule says how long', true, { rules: [{ name: 'r', match: {}, ackMinutesInShow: 4 }] }, 4],
    ['never longer than without a show', true, { ackMinutes: 5 }, 5],
    ['nor than its rule says', true, { rules: [{ name: 'r', match: {}, ackMinutes: 3 }] }, 3],
  ])('%s', (_what, isLive, more, minutes) => {
    const { world } = inShow(isLive, more);
    acknowledge(world);
    const { acknowledged } = world.alert('record.failed');
    expect(acknowledged?.until).toBe(world.now() + minutes * MINUTE);
    expect(minutesUntilItAsks(world)).toBe(minutes);
    expect(world.alert('record.failed').acknowledged).toBeUndefined();
  });

  it('is over ten minutes into a show at the latest, also where it began before that', () => {
    const { world, shows } = inShow(false, { ackMinutes: 600 });
    acknowledge(world);
    expect(world.pass(65 * MINUTE).filter((reason) => reason !== 'not-due')).toEqual([]);
    shows.isLive = true;
    expect(minutesUntilItAsks(world)).toBe(5);
  });

  it('that ended before it was looked at again holds on, also over a start', () => {
    const { world, shows } = inShow(false);
    acknowledge(world);
    shows.isLive = true;
    world.pass(9 * MINUTE);
    world.start();
    shows.isLive = false;
    expect(minutesUntilItAsks(world)).toBe(21);
  });

  it('what came due while Airdesk was stopped is due at the start', () => {
    const { world, shows } = inShow(false);
    acknowledge(world);
    const before = world.alert('record.failed').dueAt;
    shows.isLive = true;
    world.start();
    expect(world.alert('record.failed').dueAt).toBe(before);
    expect(minutesUntilItAsks(world)).toBe(10);
  });
});
