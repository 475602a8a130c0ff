import { describe, expect, it } from 'vitest';
import { openKeptPresses } from '../../src/card/kept-presses.ts';
import { encodePress, PRESS_ID } from '../../src/card/press-id.ts';
import { commands } from '../../commands/index.ts';
import { forgottenButton } from '../../src/line/line-refusals.ts';
import { memoryStore } from '../fakes/memory-store.ts';
import { createTestClock } from '../fakes/test-clock.ts';

const quiet = { warn: () => undefined };
const longId = (name: string) =>
  encodePress({
    kind: 'run',
    tag: 'x7Kq',
    line: `backup switch push.example.com/live/${name.padEnd(255, 'x')} 2`,
  });

describe('the id of a button that is too long for a platform', () => {
  it('goes out as a token, and means the same when it comes back, after a restart too', async () => {
    const [store, clock] = [memoryStore(), createTestClock()];
    const before = await openKeptPresses(store, clock, quiet);
    await before.keep([longId('main'), 'confirm:p1']);
    const token = before.short(longId('main'));
    expect(token).toMatch(/^kept:[\w-]{22}:backup switch$/);
    expect(token.length).toBeLessThanOrEqual(PRESS_ID);
    expect(before.short('confirm:p1')).toBe('confirm:p1');
    const after = await openKeptPresses(store, clock, quiet);
    expect(after.full(token)).toBe(longId('main'));
    expect(await store.list('presses')).toHaveLength(1);
  });

  it('cannot be made into another one: what is not known stays what it is, and says what to type', async () => {
    const presses = await openKeptPresses(memoryStore(), createTestClock(), quiet);
    await presses.keep([longId('main')]);
    const [, token = ''] = presses.short(longId('main')).split(':');
    const forged = `kept:${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}:stream drop`;
    expect(presses.full(forged)).toBe(forged);
    expect(presses.full(`kept:${token}:stream drop`)).toBe(longId('main'));
    expect(forgottenButton(commands, 'backup switch').choices).toEqual(['backup switch']);
    expect(forgottenButton(commands, 'stream show some words').choices).toEqual(['stream show']);
    expect(forgottenButton(commands, '<!channel>').code).toBe('airdesk.unknown-button');
  });

  it('is kept within bounds: what was shown longest ago goes, and what is shown each day stays', async () => {
    const [store, clock] = [memoryStore(), createTestClock()];
    const presses = await openKeptPresses(store, clock, quiet);
    await presses.keep([longId('first'), longId('second')]);
    clock.advance(24 * 3_600_000);
    await presses.keep([longId('first')]);
    await presses.keep(Array.from({ length: 4_999 }, (_, at) => longId(`other-${at}`)));
    const kept = await openKeptPresses(store, clock, quiet);
    expect(await store.list('presses')).toHaveLength(5_000);
    expect(kept.full(kept.short(longId('first')))).toBe(longId('first'));
    expect(kept.full(kept.short(longId('second')))).toBe(kept.short(longId('second')));
  });

  it('works until the next start where the disk refuses', async () => {
    const told: string[] = [];
    const full = { ...memoryStore(), commit: () => Promise.reject(new Error('no space')) };
    const log = { warn: (_about: object, text: string) => void told.push(text) };
    const presses = await openKeptPresses(full, createTestClock(), log);
    await presses.keep([longId('main')]);
    expect(presses.full(presses.short(longId('main')))).toBe(longId('main'));
    expect(told).toHaveLength(1);
  });
});
