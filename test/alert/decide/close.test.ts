import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../src/alert/model/alert.ts';
import { createWorld, cut, OTHER, push, STREAM, streamOf, WHO, type World } from './world.ts';

const MINUTE = 60_000;
const GROUPS = ['domain:live.example.com'];

function close(world: World, alert: Alert): void {
  world.act(alert, { what: 'close', why: 'the show is over' });
}
const openOnes = (world: World) => world.alerts().filter(({ status }) => status !== 'closed');

function broken(): World {
  const world = createWorld();
  world.tell(push('A'));
  world.tell(cut('A'));
  world.pass(10_000);
  return world;
}

function storm(count: number, config: Parameters<typeof createWorld>[0] = {}): World {
  const world = createWorld(config);
  for (let name = 0; name < count; name++)
    world.tell(cut(`${name}-A`, { subject: streamOf(name), groups: GROUPS }));
  return world;
}

const STATES: readonly (readonly [string, () => World])[] = [
  [
    'in its grace time',
    () => {
      const world = createWorld();
      world.tell(cut('A'));
      return world;
    },
  ],
  ['firing', broken],
  [
    'acknowledged by somebody else',
    () => {
      const world = broken();
      world.act(world.alert(), { what: 'acknowledge' }, OTHER);
      return world;
    },
  ],
  [
    'muted',
    () => {
      const world = broken();
      world.act(world.alert(), { what: 'mute', until: 'recovered' }, OTHER);
      return world;
    },
  ],
  [
    'recovered',
    () => {
      const world = broken();
      world.tell(push('B'));
      return world;
    },
  ],
  [
    'flapping, well for a moment',
    () => {
      const world = broken();
      for (const name of ['B', 'C', 'D']) {
        world.tell(push(name));
        world.pass(1000);
        world.tell(cut(name));
        world.pass(1000);
      }
      world.tell(push('E'));
      expect(world.alert()).toMatchObject({ flapping: true, status: 'firing' });
      return world;
    },
  ],
];

describe('an alert is closed', () => {
  it.each(STATES)('%s: it is over, nothing is due, and nothing of it is open', (_what, worldOf) => {
    const world = worldOf();
    close(world, world.alert());
    expect(world.alert()).toMatchObject({ status: 'closed', closedAt: world.now(), dueAt: undefined });
    expect(world.alert().history.at(-1)).toMatchObject({ what: 'closed', by: WHO, text: 'the show is over' });
    expect(openOnes(world)).toEqual([]);
    expect(world.pass(24 * 60 * MINUTE)).toEqual([]);
  });

  it('while it fires: that it is over is no news, and what fails again is another one', () => {
    const world = broken();
    const { id } = world.alert();
    close(world, world.alert());
    expect(world.tell(push('B')).reason).toBe('nothing-open');
    world.pass(MINUTE);
    expect(world.tell(cut('B')).reason).toBe('pending');
    world.pass(10_000);
    expect(world.alert().id).not.toBe(id);
    expect(world.alert()).toMatchObject({ status: 'firing', announced: true });
  });

  it('as an incident: its parts are closed with it, also those that called people of their own', () => {
    const world = storm(5, {
      rules: [{ name: 'final', match: { stream: '7' }, mention: ['lin'] }],
    });
    world.pass(20_000);
    for (const name of [5, 7]) world.tell(cut(`${name}-A`, { subject: streamOf(name), groups: GROUPS }));
    const own = world.alert('stream.down', streamOf(7));
    expect(own).toMatchObject({ announced: true, parent: world.alert('incident').id });
    close(world, world.alert('incident'));
    expect(world.alert('incident')).toMatchObject({ status: 'closed', children: { total: 7, open: 0 } });
    expect(openOnes(world)).toEqual([]);
    const part = world.alert('stream.down', streamOf(7));
    expect(part).toMatchObject({ id: own.id, status: 'closed', announced: true, parent: own.parent });
    expect(part.version).toBeGreaterThan(own.version);
    expect(part.history.at(-1)).toMatchObject({ what: 'closed', by: WHO, reason: 'closed-with-whole' });
    expect(world.alert('incident').history.at(-1)).not.toHaveProperty('reason');
    expect(world.tell(push('7-B', { subject: streamOf(7), groups: GROUPS })).reason).toBe('nothing-open');
    // What comes back of the others is no news; what fails again is.
    expect(world.tell(push('1-B', { subject: streamOf(1) })).reason).toBe('nothing-open');
    expect(world.tell(cut('1-B', { subject: streamOf(1) })).reason).toBe('pending');
  });

  it('as an incident: a part that somebody closed before stays as that left it', () => {
    const world = storm(5);
    world.act(world.alert('stream.down', streamOf(1)), { what: 'close', why: 'a test stream' }, OTHER);
    const part = world.alert('stream.down', streamOf(1));
    const { others } = world.act(world.alert('incident'), { what: 'close' });
    expect(others?.map(({ path }) => path[0]?.row)).toContain('close-part 1');
    expect(world.alert('stream.down', streamOf(1))).toBe(part);
    expect(openOnes(world)).toEqual([]);
  });

  it('as a part: the incident counts one less, and is closed with the last of them', () => {
    const world = storm(5);
    close(world, world.alert('stream.down', streamOf(1)));
    expect(world.alert('incident')).toMatchObject({ status: 'firing', children: { total: 5, open: 4 } });
    for (const name of [0, 2, 3]) {
      world.pass(1000);
      world.tell(push(`${name}-B`, { subject: streamOf(name) }));
    }
    close(world, world.alert('stream.down', streamOf(4)));
    expect(world.alert('incident')).toMatchObject({ status: 'closed', children: { open: 0 } });
    expect(world.alert('incident').history.at(-1)).toMatchObject({ what: 'closed', by: WHO });
  });

  it('as the cause of others: they are closed with it, and not told one by one afterwards', () => {
    const world = createWorld({ graceSeconds: 1 });
    const task = { type: 'pull', id: 'task-1' } as const;
    world.feeds = new Map([[STREAM.id, [task]]]);
    world.tell({ type: 314, condition: 'pull.failing', subject: task });
    world.tell(cut('A'));
    world.pass(5000);
    expect(world.alert()).toMatchObject({ parent: world.alert('pull.failing').id, announced: false });
    close(world, world.alert('pull.failing'));
    expect(openOnes(world)).toEqual([]);
    expect(world.pass(10 * MINUTE)).toEqual([]);
  });

  it('once: a second time it is refused, with who did it', () => {
    const world = broken();
    close(world, world.alert());
    expect(() => {
      close(world, world.alert());
    }).toThrow(/is closed/);
  });
});
