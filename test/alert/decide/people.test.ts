import { describe, expect, it } from 'vitest';
import type { Alert, Who } from '../../../src/alert/model/alert.ts';
import type { MuteEnd } from '../../../src/alert/model/alerts.ts';
import type { Act } from '../../../src/alert/decide/people/act.ts';
import { decideAct } from '../../../src/alert/decide/people/decide-act.ts';
import { Refusal } from '../../../src/errors.ts';
import { createWorld, cut, OTHER, push, WHO, type World } from './world.ts';

const MINUTE = 60_000;
const RECORD = { condition: 'record.failed' };
const ACK = [30 * MINUTE, 5 * MINUTE] as const;

/** An alert as somebody leaves it. */
function done(alert: Alert, by: Who, at: number, act: Act, minutes = minutesOf(...ACK)): Alert {
  const { input } = createWorld();
  const config = { ...input.config, ...minutes };
  return decideAct({ ...input, config }, alert, act, by, at).alerts[0] ?? alert;
}

const acknowledge = (alert: Alert, by: Who, at: number, ackMs: number, closeMs: number) =>
  done(alert, by, at, { what: 'acknowledge' }, minutesOf(ackMs, closeMs));
const minutesOf = (ackMs: number, closeMs: number) => ({
  ackMinutes: ackMs / MINUTE,
  closeMinutes: closeMs / MINUTE,
});
const mute = (alert: Alert, by: Who, at: number, until: MuteEnd) =>
  done(alert, by, at, { what: 'mute', until });
const unmute = (alert: Alert, by: Who, at: number) => done(alert, by, at, { what: 'unmute' });
const assign = (alert: Alert, by: Who, at: number, person: string) =>
  done(alert, by, at, { what: 'assign', person });
const note = (alert: Alert, by: Who, at: number, text: string) => done(alert, by, at, { what: 'note', text });
const close = (alert: Alert, by: Who, at: number, why?: string) =>
  done(alert, by, at, { what: 'close', why });
const acted = (alert: Alert, by: Who, text: string, at: number) =>
  done(alert, by, at, { what: 'command', text });

function firing(): World {
  const world = createWorld();
  world.tell(RECORD);
  return world;
}

const now = (world: World): Alert => world.alert('record.failed');
const recover = (world: World) => world.tell({ ...RECORD, effect: 'clears' });

function refusal(run: () => unknown): Refusal {
  try {
    run();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('it was not refused');
}

describe('acknowledge', () => {
  it('holds until it expires, and the alert goes on firing', () => {
    const world = firing();
    const acked = acknowledge(now(world), WHO, world.now(), ...ACK);
    expect(acked).toMatchObject({
      status: 'firing',
      acknowledged: { by: WHO, at: world.now(), until: world.now() + 30 * MINUTE },
      dueAt: world.now() + 30 * MINUTE,
      seen: true,
      version: 2,
    });
    expect(acked.history.at(-1)).toMatchObject({ what: 'acknowledged', by: WHO });
  });

  it('is one step for two presses, and is renewed by somebody else or later', () => {
    const world = firing();
    const acked = acknowledge(now(world), WHO, world.now(), ...ACK);
    expect(acknowledge(acked, WHO, world.now() + 1000, ...ACK)).toBe(acked);
    expect(acknowledge(acked, OTHER, world.now() + 1000, ...ACK).acknowledged?.by).toEqual(OTHER);
    expect(acknowledge(acked, WHO, world.now() + 10 * MINUTE, ...ACK).acknowledged?.until).toBe(
      world.now() + 40 * MINUTE,
    );
  });

  it('means seen on what has recovered, which then closes', () => {
    const world = firing();
    recover(world);
    world.pass(60 * MINUTE);
    world.put(acknowledge(now(world), WHO, world.now(), ...ACK));
    expect(now(world)).toMatchObject({ status: 'recovered', seen: true, acknowledged: undefined });
    expect(world.pass(0)).toEqual(['closed-after-recovery']);
  });

  it('never reopens what is closed, and tells who closed it', () => {
    const world = firing();
    const closed = close(now(world), { ...OTHER, name: 'Li\u202e' }, world.now(), 'test');
    const { code, hint, title } = refusal(() => acknowledge(closed, WHO, world.now(), ...ACK));
    expect(code).toBe('airdesk.alert-closed');
    expect(title.zh).toContain('已关闭');
    expect(hint.en).toContain('Li\ufffd closed it at 2026-03-01 20:00:00 UTC');
    expect(hint.zh).toContain('由 Li\ufffd 关闭');
  });

  it('tells of what closed by itself', () => {
    const world = firing();
    recover(world);
    world.pass(8 * 24 * 60 * MINUTE);
    const { hint } = refusal(() => acknowledge(now(world), WHO, world.now(), ...ACK));
    expect(hint.en).toContain('it closed by itself at 2026-03-08 20:00:00 UTC');
  });

  it('does not end a grace time early', () => {
    const world = createWorld();
    world.tell(cut('A'));
    expect(acknowledge(world.alert(), WHO, world.now(), 1000, 0).dueAt).toBe(world.now() + 5000);
  });
});

describe('mute and unmute', () => {
  it('shows on the card of what was announced, and its recovery is told', () => {
    const world = firing();
    world.put(mute(now(world), WHO, world.now(), world.now() + 15 * MINUTE));
    expect(now(world)).toMatchObject({ announced: true, version: 2, muted: { by: WHO } });
    recover(world);
    expect(now(world)).toMatchObject({ status: 'recovered', version: 3 });
  });

  it('ends with the recovery where that was asked', () => {
    const world = firing();
    world.put(mute(now(world), WHO, world.now(), 'recovered'));
    recover(world);
    expect(now(world).muted).toBeUndefined();
  });

  it('ends by itself', () => {
    const world = firing();
    world.put(mute(now(world), WHO, world.now(), world.now() + 15 * MINUTE));
    expect(world.pass(15 * MINUTE)).toEqual(['mute-ended']);
    expect(now(world)).toMatchObject({ muted: undefined, version: 3 });
  });

  it('keeps quiet what is in its grace time, until it ends', () => {
    const world = createWorld();
    world.tell(cut('A'));
    world.put(mute(world.alert(), WHO, world.now(), world.now() + 15 * MINUTE));
    world.pass(10_000);
    expect(world.alert()).toMatchObject({ status: 'firing', announced: false, reason: 'muted' });
    expect(world.pass(15 * MINUTE)).toEqual(['mute-ended']);
    expect(world.alert()).toMatchObject({ announced: true, channels: ['slack:C1'] });
  });

  it('is announced at once when the mute that kept it quiet is ended', () => {
    const world = createWorld();
    world.mutes = [
      { id: 'm', account: 'main', pattern: '*', by: WHO, at: 0, until: world.now() + 60 * MINUTE },
    ];
    world.tell(RECORD);
    expect(now(world).announced).toBe(false);
    world.mutes = [];
    world.put(unmute(now(world), OTHER, world.now()));
    expect(world.pass(0)).toEqual(['mute-ended']);
    expect(now(world)).toMatchObject({ announced: true, reason: 'mute-ended' });
  });

  it('changes nothing where there is no mute', () => {
    const world = firing();
    expect(unmute(now(world), WHO, world.now())).toBe(now(world));
  });

  it.each([0, -1, 8 * 24 * 60 * MINUTE, NaN])('refuses an end %s ms away', (ms) => {
    const world = firing();
    const { code, hint } = refusal(() => mute(now(world), WHO, world.now(), world.now() + ms));
    expect(code).toBe('airdesk.bad-option');
    expect(hint.en).toContain('168 hours');
  });

  it('refuses to mute until it recovers what has recovered', () => {
    const world = firing();
    recover(world);
    expect(refusal(() => mute(now(world), WHO, world.now(), 'recovered')).code).toBe(
      'airdesk.alert-recovered',
    );
  });
});

describe('assign, note, close, acted', () => {
  it('assigns once', () => {
    const world = firing();
    const assigned = assign(now(world), WHO, world.now(), 'li');
    expect(assigned).toMatchObject({ assigned: { person: 'li', by: WHO, at: world.now() }, version: 2 });
    expect(assign(assigned, WHO, world.now(), 'li')).toBe(assigned);
  });

  it('keeps notes, bounded', () => {
    const world = firing();
    const noted = note(now(world), WHO, world.now(), `  ${'x'.repeat(1000)}  `);
    expect(noted.history.at(-1)?.text).toHaveLength(500);
    expect(refusal(() => note(noted, WHO, world.now(), '  ')).hint.zh).toContain('告警 备注');
  });

  it('closes what fires, and the same again opens another one', () => {
    const world = firing();
    world.put(close(now(world), WHO, world.now(), 'known'));
    expect(now(world)).toMatchObject({ status: 'closed', closedAt: world.now(), dueAt: undefined });
    expect(now(world).history.at(-1)).toMatchObject({ what: 'closed', by: WHO, text: 'known' });
    expect(recover(world).reason).toBe('nothing-open');
    expect(world.tell(RECORD).reason).toBe('new');
    expect(world.alerts()).toHaveLength(2);
  });

  it('notes our own command, and leaves alone what is closed', () => {
    const world = firing();
    const noted = acted(now(world), WHO, 'backup switch · done', world.now());
    expect(noted.history.at(-1)).toMatchObject({ what: 'acted', text: 'backup switch · done' });
    const closed = close(noted, WHO, world.now());
    expect(acted(closed, WHO, 'x', world.now())).toBe(closed);
  });

  it('refuses every step on what is closed', () => {
    const world = firing();
    const closed = close(now(world), WHO, world.now());
    const steps = [
      () => mute(closed, WHO, world.now(), 'recovered'),
      () => unmute(closed, WHO, world.now()),
      () => assign(closed, WHO, world.now(), 'li'),
      () => note(closed, WHO, world.now(), 'x'),
      () => close(closed, WHO, world.now()),
    ];
    for (const step of steps) expect(refusal(step).code).toBe('airdesk.alert-closed');
  });
});

describe('the life of a card', () => {
  it('does not come back on screen for a short break after it recovered', () => {
    const world = createWorld();
    world.tell(cut('A'));
    world.pass(10_000);
    world.tell(push('B'));
    world.pass(MINUTE);
    expect(world.tell(cut('B')).reason).toBe('pending');
    world.pass(1000);
    expect(world.tell(push('C')).reason).toBe('reconnected');
    world.pass(MINUTE);
    world.pass(5 * MINUTE);
    world.tell(cut('C'));
    // The third within ten minutes is flapping.
    expect(world.alert()).toMatchObject({ status: 'firing', flapping: true, id: 'a0000001' });
  });

  it('is another one when it breaks long after: an edit of an old card would reach nobody', () => {
    const world = createWorld();
    world.tell(cut('A'));
    world.pass(10_000);
    world.tell(push('B'));
    world.pass(20 * MINUTE);
    world.tell(cut('B'));
    expect(world.pass(10_000)).toEqual(['to-check', 'new']);
    expect(world.alert()).toMatchObject({ status: 'firing', startedAt: world.alert().lastAt });
    expect(world.alert().id).not.toBe('a0000001');
    expect(world.input.byId('a0000001')).toMatchObject({ status: 'closed', version: 3 });
  });

  it('begins when it breaks for good, not at a break that nobody was told of', () => {
    const world = createWorld();
    world.tell(cut('A'));
    world.pass(1000);
    world.tell(push('B'));
    world.pass(8 * MINUTE);
    const broke = world.now();
    world.tell(cut('B'));
    world.pass(10_000);
    expect(world.alert()).toMatchObject({ status: 'firing', count: 1 });
    expect(world.alert().startedAt).toBeGreaterThan(broke - 2000);
  });
});
