import { describe, expect, it } from 'vitest';
import { AlertsSchema } from '../../fakes/platforms.ts';
import { watchOf, type Watch } from '../../../src/alert/rules/watch.ts';
import { createWorld, cut, push, STREAM, streamOf, type World } from '../decide/world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** 2026-03-06 19:30 UTC, a Friday; 20:30 in Berlin. */
const FRIDAY = Date.UTC(2026, 2, 6, 19, 30);
const GOODBYE = { code: '1', cause: 'client' as const };

describe('what should be on air', () => {
  it.each<readonly [object, Watch]>([
    [{ streams: ['live.example.com/live/main'] }, 'always'],
    [{ streams: ['LIVE.example.com/live/main'] }, 'always'],
    [{ streams: ['main'] }, 'always'],
    [{ streams: ['ma*'] }, 'always'],
    [{ streams: ['*/live/*'] }, 'always'],
    [{ streams: ['Main'] }, 'no'],
    [{ streams: ['live.example.com'] }, 'no'],
    [{ streams: ['main'], account: 'main' }, 'always'],
    [{ streams: ['main'], account: 'other' }, 'no'],
    [{ streams: ['main'], during: ['Fri 19:00-20:00'] }, 'now'],
    [{ streams: ['main'], during: ['Sat', '19:30-19:31'] }, 'now'],
    [{ streams: ['main'], during: ['Fri 20:00-21:00'] }, 'no'],
    [{ streams: ['main'], during: ['Fri 20:00-21:00'], timeZone: 'Europe/Berlin' }, 'now'],
    [{ streams: ['main'], during: ['Fri 19:00-20:00'], timeZone: 'Europe/Berlin' }, 'no'],
  ])('%j: %s', (entry, watch) => {
    const config = AlertsSchema.parse({ watched: [entry] });
    const situation = { config, timeZone: 'UTC', stream: () => undefined };
    expect(watchOf(situation, { account: 'main', subject: STREAM }, FRIDAY)).toBe(watch);
  });

  it('always goes before a time of the week', () => {
    const watched = [{ streams: ['main'], during: ['Sat'] }, { streams: ['*'] }];
    const situation = { config: AlertsSchema.parse({ watched }), timeZone: 'UTC', stream: () => undefined };
    expect(watchOf(situation, { account: 'main', subject: STREAM }, FRIDAY)).toBe('always');
  });
});

/** A stream that is pushed for so long at a time, with breaks between, and ends with a goodbye. */
function ended(hours: readonly number[], breakMs: number): World {
  const world = createWorld({ watched: [] });
  hours.forEach((length, turn) => {
    if (turn > 0) world.pass(breakMs);
    world.tell(push(`P${turn}`));
    world.pass(length * HOUR);
    world.tell(cut(`P${turn}`, GOODBYE));
  });
  return world;
}

describe('a channel that is there day and night', () => {
  const last = (world: World) => world.alerts().at(-1)?.condition;

  it.each([
    ['23 h', [23], 0, 'stream.ended'],
    ['24 h', [24], 0, 'stream.down'],
    ['20 h, a break of nine minutes, and 4 h', [20, 4], 9 * MINUTE, 'stream.down'],
    ['20 h, a break of eleven minutes, and 4 h', [20, 4], 11 * MINUTE, 'stream.ended'],
    ['three evenings of 8 h', [8, 8, 8], 16 * HOUR, 'stream.ended'],
    ['25 h, a short break, and five minutes', [25, 5 / 60], 2 * MINUTE, 'stream.down'],
    ['25 h, a day off, and an hour', [25, 1], 24 * HOUR, 'stream.ended'],
  ] as const)('%s: %s', (_what, hours, breakMs, condition) => {
    expect(last(ended(hours, breakMs))).toBe(condition);
  });

  it('is known by how long its push lasted, where nobody told that it began', () => {
    const world = createWorld({ watched: [] });
    world.tell(cut('A', { ...GOODBYE, values: { duration_ms: 30 * HOUR } }));
    expect(world.alert('stream.down').status).toBe('pending');
    world.tell(cut('B', { ...GOODBYE, subject: streamOf('b'), values: { duration_ms: 2 * HOUR } }));
    expect(world.alert('stream.ended').status).toBe('pending');
  });

  it('goes on while pushes take turns', () => {
    const world = createWorld({ watched: [] });
    for (let hour = 0; hour < 30; hour += 1) {
      world.tell(push(`P${hour}`));
      if (hour > 0) world.tell(cut(`P${hour - 1}`, { code: '21.102', cause: 'replaced' }));
      world.pass(HOUR);
    }
    world.tell(cut('P29', GOODBYE));
    expect(world.alert('stream.down').status).toBe('pending');
  });
});
