/** A crowd does not keep those out who may act, and does not fill the audit. */
import { describe, expect, it } from 'vitest';
import { createCrowd, type Admission } from '../../src/chat/crowd.ts';
import { createRefusedNotes } from '../../src/chat/refused-notes.ts';
import type { Intent } from '../../src/intent.ts';
import type { AuditEntry } from '../../src/observability/audit.ts';
import type { Config } from '../../src/config/schema.ts';
import { createTestClock } from '../fakes/test-clock.ts';

const config = {
  people: {
    ada: { ids: { slack: 'ADA' }, roles: ['engineer'] },
    vic: { ids: { slack: 'VIC' }, roles: ['viewer'] },
    wim: { ids: { slack: 'WIM' }, roles: ['viewer'] },
  },
  platformRoles: {},
  roles: {
    engineer: { risks: ['read', 'change', 'air'], commands: [] },
    viewer: { risks: ['read'], commands: [] },
  },
} as unknown as Config;

let ids = 0;
function ask(userId: string, channelId = 'C1'): Intent {
  const id = `ask ${(ids += 1)}`;
  const actor = { platform: 'slack', userId, name: userId };
  return { kind: 'command', id, at: 0, line: 'help', actor, place: { platform: 'slack', channelId } };
}

const isIn = (admission: Admission): boolean => 'leave' in admission;

function start() {
  const clock = createTestClock();
  const admit = createCrowd(clock, config);
  const taken = (count: number, userId: (n: number) => string, channelId?: (n: number) => string) =>
    Array.from({ length: count }, (_, n) => admit(ask(userId(n), channelId?.(n)))).filter(isIn).length;
  return { clock, admit, taken };
}

describe('a crowd', () => {
  it.each<[string, (n: number) => string, (n: number) => string]>([
    ['one stranger', () => 'EVE', () => 'C1'],
    ['1,500 strangers', (n) => `EVE${n}`, () => 'C1'],
    ['1,500 strangers in as many places', (n) => `EVE${n}`, (n) => `C${n}`],
    ['one who may only look', () => 'VIC', () => 'C1'],
  ])('of %s leaves places for who may act, in the same place', (_name, who, where) => {
    const { admit, taken } = start();
    expect(taken(1_500, who, where)).toBeLessThanOrEqual(100);
    expect(isIn(admit(ask('ADA')))).toBe(true);
    expect(isIn(admit(ask('WIM', 'C-other')))).toBe(true);
  });

  it('of one stranger is five asks in hand, ten a minute', () => {
    const { clock, admit, taken } = start();
    expect(taken(1_500, () => 'EVE')).toBe(5);
    clock.advance(60_000);
    let answered = 0;
    for (let n = 0; n < 100; n += 1) {
      const admission = admit(ask('MAL'));
      if ('leave' in admission) {
        answered += 1;
        admission.leave();
      }
    }
    expect(answered).toBe(10);
  });

  it('is told once a minute where it is not known, always where it is', () => {
    const { clock, admit } = start();
    const told = (userId: string, count: number) =>
      Array.from({ length: count }, () => admit(ask(userId))).filter((one) => 'isTold' in one && one.isTold)
        .length;
    expect(told('EVE', 500)).toBe(1);
    clock.advance(60_000);
    expect(told('EVE', 500)).toBe(1);
    expect(told('VIC', 200)).toBe(150);
  });

  it('makes room again as asks are handled', () => {
    const { admit } = start();
    const admissions = Array.from({ length: 150 }, () => admit(ask('ADA')));
    expect(isIn(admit(ask('ADA')))).toBe(false);
    const [first] = admissions;
    if (first && 'leave' in first) first.leave();
    expect(isIn(admit(ask('ADA')))).toBe(true);
  });
});

describe('what was refused, in the audit', () => {
  function notes() {
    const clock = createTestClock();
    const written: AuditEntry[] = [];
    const refused = createRefusedNotes({
      audit: { write: async (entry) => void written.push(entry) },
      clock,
      log: { error: () => undefined },
    });
    const entry = (userId: string, reason = 'airdesk.unknown-actor', command = 'help'): AuditEntry => ({
      ...{ at: clock.now(), intent: 'x', phase: 'refused', platform: 'slack', userId, channelId: 'C1' },
      command,
      reason,
    });
    return { clock, written, refused, entry };
  }

  it('is a row at once and one at the end of the minute with how many more', async () => {
    const { clock, written, refused, entry } = notes();
    for (let n = 0; n < 1_500; n += 1) await refused.note(entry('EVE'));
    expect(written).toHaveLength(1);
    clock.advance(60_000);
    await refused.flush();
    expect(written).toHaveLength(2);
    expect(written[1]).toMatchObject({ userId: 'EVE', channelId: 'C1', count: 1_499 });
    await refused.note(entry('EVE'));
    expect(written).toHaveLength(3);
  });

  it('of 1,500 people is at most two hundred rows a minute', async () => {
    const { clock, written, refused, entry } = notes();
    for (let n = 0; n < 3_000; n += 1) await refused.note(entry(`EVE${n % 1_500}`));
    clock.advance(60_000);
    await refused.flush();
    expect(written.length).toBeLessThanOrEqual(202);
    const sum = written.reduce((total, { count = 1 }) => total + count, 0);
    expect(sum).toBe(3_000);
    expect(written.find(({ userId }) => userId === '')).toMatchObject({ channelId: '', platform: 'slack' });
  });

  it('is in full five times where somebody is known, and apart by its reason', async () => {
    const { written, refused, entry } = notes();
    for (let n = 0; n < 8; n += 1) await refused.note(entry('ADA', 'airdesk.bad-option', `try ${n}`), true);
    await refused.note(entry('ADA', 'airdesk.not-permitted', 'other'), true);
    expect(written.map(({ command }) => command)).toEqual([
      'try 0',
      'try 1',
      'try 2',
      'try 3',
      'try 4',
      'other',
    ]);
    await refused.flush();
    expect(written.at(-1)).toMatchObject({ command: 'try 7', count: 3 });
  });
});
