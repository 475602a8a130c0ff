import { describe, expect, it } from 'vitest';
import type { LiveEvent, Subject } from '../../../src/callback/event.ts';
import { createWorld, cut, push, STREAM, streamOf, type World } from './world.ts';

const MINUTE = 60_000;
const PULL: Subject = { type: 'pull', id: '637921' };
type Given = Parameters<typeof createWorld>[0];

/** A stream that a pull task feeds. */
function fed(config: Given = {}): World {
  const world = createWorld(config);
  world.feeds = new Map([[STREAM.id, [PULL]]]);
  return world;
}

const pullFails = (world: World, effect: LiveEvent['effect'] = 'fires') =>
  world.see({ condition: 'pull.failing', effect, subject: PULL }).reason;
const streamFails = (world: World) => world.tell(cut(world.stream()?.live[0] ?? 'A')).reason;
const streamReturns = (world: World) => world.tell(push(`B${world.now()}`)).reason;
/** The cloud is asked whether it is off air, and says so. */
const isSeenDown = (world: World) => world.see({ effect: 'fires' }).reason;
const shown = (world: World) =>
  world.alerts().flatMap(({ announced, condition, status }) => (announced ? [`${condition} ${status}`] : []));

describe('a stream that a failing pull task feeds', () => {
  it('is on the card of the task', () => {
    const world = fed();
    pullFails(world);
    world.pass(5000);
    expect(world.alert('pull.failing')).toMatchObject({ status: 'firing', announced: true });
    const { version } = world.alert('pull.failing');
    expect(streamFails(world)).toBe('effect');
    expect(world.alert()).toMatchObject({
      ...{ status: 'firing', announced: false, reason: 'effect', parent: world.alert('pull.failing').id },
    });
    expect(world.alert('pull.failing')).toMatchObject({
      ...{ children: { total: 1, open: 1 }, version: version + 2, count: 1 },
    });
  });

  it('that broke first waits no longer than its grace time: then the cause is told, and it on that card', () => {
    const world = fed({ graceSeconds: 5 });
    expect(streamFails(world)).toBe('pending');
    world.pass(3000);
    expect(pullFails(world)).toBe('pending');
    world.pass(2000);
    expect(world.checks.map(({ why }) => why)).toEqual(['grace']);
    expect(isSeenDown(world)).toBe('effect');
    expect(shown(world)).toEqual(['pull.failing firing']);
    expect(world.alert('pull.failing').children).toEqual({ total: 1, open: 1 });
  });

  it('that was told first keeps its card, which names the cause', () => {
    const world = fed({ graceSeconds: 0 });
    streamFails(world);
    expect(shown(world)).toEqual(['stream.down firing']);
    world.pass(30_000);
    const { version } = world.alert();
    expect(pullFails(world)).toBe('new');
    expect(world.alert()).toMatchObject({
      ...{ announced: true, parent: world.alert('pull.failing').id, reason: 'effect', version: version + 1 },
    });
    expect(world.alert('pull.failing').children).toEqual({ total: 1, open: 1 });
  });

  it('is over by itself, and the task too', () => {
    const world = fed({ graceSeconds: 0 });
    pullFails(world);
    streamFails(world);
    expect(streamReturns(world)).toBe('recovered');
    expect(world.alert('pull.failing')).toMatchObject({ status: 'firing', children: { total: 1, open: 0 } });
    // The same cause again, on the same card.
    world.pass(5 * MINUTE);
    expect(streamFails(world)).toBe('effect');
    expect(world.alert('pull.failing').children).toEqual({ total: 1, open: 1 });
  });

  it('is told by itself where it still fails after the task is well', () => {
    const world = fed();
    pullFails(world);
    world.pass(5000);
    streamFails(world);
    world.pass(MINUTE);
    expect(pullFails(world, 'clears')).toBe('recovered');
    expect(world.alert()).toMatchObject({ status: 'pending', parent: undefined });
    expect(world.alert('pull.failing').children).toEqual({ total: 1, open: 0 });
    world.pass(5000);
    expect(isSeenDown(world)).toBe('new');
    expect(shown(world)).toEqual(['pull.failing recovered', 'stream.down firing']);
  });

  it('is told by itself long after the task began to fail, and names it', () => {
    const world = fed({ graceSeconds: 0 });
    pullFails(world);
    world.pass(10 * MINUTE);
    expect(streamFails(world)).toBe('new');
    const cause = world.alert('pull.failing');
    expect(world.alert()).toMatchObject({ announced: true, parent: undefined, follows: cause.id });
  });

  it('has a message of its own where it calls somebody else', () => {
    const world = fed({
      graceSeconds: 0,
      rules: [{ name: 'final', match: { stream: 'main' }, mention: ['lin'] }],
    });
    pullFails(world);
    expect(streamFails(world)).toBe('effect');
    expect(world.alert()).toMatchObject({
      ...{ announced: true, channels: ['slack:C1'], parent: world.alert('pull.failing').id },
    });
  });

  it.each<[string, Given, (world: World) => void]>([
    [
      'worse than people were told',
      { rules: [{ name: 'pulls', match: { type: ['pull.*'] }, severity: 'warning' }] },
      () => undefined,
    ],
    [
      'not told of by the task, which is only recorded',
      { rules: [{ name: 'pulls', match: { type: ['pull.*'] }, severity: 'none' }] },
      () => undefined,
    ],
    [
      'not to be muted with the task',
      {},
      (world) => world.act(world.alert('pull.failing'), { what: 'mute', until: 'recovered' }),
    ],
  ])('is by itself where it is %s', (_what, config, happens) => {
    const world = fed({ graceSeconds: 0, ...config });
    pullFails(world);
    happens(world);
    expect(streamFails(world)).toBe('new');
    const cause = world.alert('pull.failing');
    expect(world.alert()).toMatchObject({ announced: true, parent: undefined, follows: cause.id });
  });

  it('is on the card of a task that somebody has taken on', () => {
    const world = fed({ graceSeconds: 0 });
    pullFails(world);
    world.act(world.alert('pull.failing'), { what: 'acknowledge' });
    expect(streamFails(world)).toBe('effect');
  });
});

describe('a recording that pauses', () => {
  const pauses = (world: World) => world.tell({ condition: 'record.paused' }).reason;

  it('is on the card of its stream that is off air', () => {
    const world = createWorld({ graceSeconds: 0 });
    streamFails(world);
    expect(pauses(world)).toBe('effect');
    expect(shown(world)).toEqual(['stream.down firing']);
  });

  it('is told by itself where its stream is on air', () => {
    const world = createWorld({ graceSeconds: 0 });
    expect(pauses(world)).toBe('new');
  });
});

describe("a caster's program", () => {
  it('has a card of its own when an input failed before it, and names that', () => {
    const world = createWorld({ graceSeconds: 0 });
    const program = streamOf('caster_63501');
    world.feeds = new Map([[program.id, [STREAM]]]);
    streamFails(world);
    const input = world.alert();
    expect(world.tell(cut('P', { subject: program })).reason).toBe('new');
    expect(world.alert('stream.down', program)).toMatchObject({ announced: true, follows: input.id });
    // Hours later it has nothing to do with it.
    world.tell(push('Q', { subject: program }));
    world.pass(60 * MINUTE);
    world.tell(cut('Q', { subject: program }));
    expect(world.alert('stream.down', program)).toMatchObject({ announced: true, follows: undefined });
  });
});
