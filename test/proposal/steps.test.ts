import { beforeEach, describe, expect, it } from 'vitest';
import { defineAct, type Command } from '../../src/command.ts';
import { LiveError } from '../../src/live/live-error.ts';
import { recover } from '../../src/proposal/recover.ts';
import type { Store } from '../../src/store/store.ts';
import { createLampDesk, type LampDesk, type Shown } from '../chat/chat-fakes.ts';
import { memoryStore } from '../fakes/memory-store.ts';
import { createTestClock, type TestClock } from '../fakes/test-clock.ts';

/** A command of two writes: it switches the left lamp off and then the right one on. */
interface Lamps {
  left: boolean;
  right: boolean;
  /** What every call did, in order. */
  readonly calls: string[];
  /** What the call of this name meets: an error before its effect or after it, or no answer ever. */
  readonly meets: Map<string, 'refused' | 'lost' | 'lost-after' | 'dies' | 'dies-after'>;
  /** Switches of which nothing is ever seen. */
  readonly unseen: Set<string>;
}

const NEVER = new Promise<void>(() => undefined);
const hint = { en: 'Do this next.', zh: '请这样做。' };
const error = (outcome: 'refused' | 'unknown') =>
  new LiveError('the cloud said no', { action: 'X', outcome, code: 'FailedOperation', hint });

function switching(lamps: Lamps, lamp: 'left' | 'right', lit: boolean, name: string) {
  return {
    async run() {
      const met = lamps.meets.get(name);
      if (met === 'refused') throw error('refused');
      if (met === 'lost') throw error('unknown');
      if (met === 'dies') return NEVER;
      lamps.calls.push(name);
      lamps[lamp] = lit;
      if (met === 'lost-after') throw error('unknown');
      if (met === 'dies-after') return NEVER;
    },
    async verify() {
      return { seen: lamps[lamp] === lit && !lamps.unseen.has(name), facts: [] };
    },
  };
}

function swap(lamps: Lamps): Command {
  return defineAct({
    ...{ name: 'lamps swap', zh: '灯 交换', summary: { en: 'Swap', zh: '交换' }, risk: 'air', options: {} },
    async preview() {
      return {
        target: { key: 'main/lamps', label: 'lamps' },
        title: 'Swap the lamps',
        plan: {},
        state: { ...lamps, calls: [], meets: [], unseen: [] } as never,
        facts: [],
        lines: [],
        showCommand: 'lamp show',
      };
    },
    steps: [
      {
        title: { en: 'switch the left one off', zh: '关掉左灯' },
        ...switching(lamps, 'left', false, 'left off'),
        back: switching(lamps, 'left', true, 'left on'),
      },
      {
        title: { en: 'switch the right one on', zh: '打开右灯' },
        ...switching(lamps, 'right', true, 'right on'),
      },
    ],
    halfDone: () => ({
      line: { en: 'Both lamps are off: it is dark.', zh: '两盏灯都关着，一片漆黑。' },
      fixes: ['lamp on'],
    }),
    async verify() {
      return { seen: !lamps.left && lamps.right && !lamps.unseen.has('right on'), facts: [] };
    },
  });
}

let store: Store;
let clock: TestClock;
let lamps: Lamps;
let desk: LampDesk;
beforeEach(async () => {
  store = memoryStore();
  clock = createTestClock();
  lamps = { left: true, right: false, calls: [], meets: new Map(), unseen: new Set() };
  desk = await open();
});

async function open(): Promise<LampDesk> {
  const opened = await createLampDesk(store, clock);
  (opened.core.commands as Command[]).push(swap(lamps));
  return opened;
}

const text = (shown: Shown) => [shown.card.title, ...(shown.card.lines ?? [])].join('\n');
const labels = (shown: Shown) => shown.card.buttons?.map(({ label }) => label) ?? [];

/** Lets `work` go on while time passes; gives up waiting after a minute of it, as where a call never comes back. */
async function pass(work: Promise<void>): Promise<void> {
  const state = { done: false };
  void work.finally(() => (state.done = true)).catch(() => undefined);
  for (let waited = 0; !state.done && waited < 60_000; waited += 500) {
    clock.advance(500);
    for (let turn = 0; turn < 6; turn++) await new Promise((resolve) => setImmediate(resolve));
  }
}

async function confirmed(): Promise<Shown> {
  await desk.say('U001', 'lamps swap');
  const card = desk.newest();
  clock.advance(600);
  await pass(desk.press('U001', card, 'Confirm'));
  return card;
}

describe('a command of several writes', () => {
  it('makes them in order, each once, each seen before the next', async () => {
    const card = await confirmed();
    expect(lamps.calls).toEqual(['left off', 'right on']);
    expect(card.card).toMatchObject({
      tone: 'success',
      title: expect.stringMatching(/Swap the lamps: done in/),
    });
    expect(desk.audit.map(({ phase }) => phase)).toEqual(['proposed', 'before', 'done']);
  });

  it('is refused at its first write: nothing is changed', async () => {
    lamps.meets.set('left off', 'refused');
    const card = await confirmed();
    expect(lamps.calls).toEqual([]);
    expect(text(card)).toMatch(/failed\n[^]*So nothing is changed\./);
    expect(labels(card)).toEqual(['Show']);
  });

  it('is refused at its second write: the first is taken back, and that is said', async () => {
    lamps.meets.set('right on', 'refused');
    const card = await confirmed();
    expect(lamps.calls).toEqual(['left off', 'left on']);
    expect(lamps).toMatchObject({ left: true, right: false });
    expect(text(card)).toContain('Done and taken back: switch the left one off.');
    expect(text(card)).toContain('Not done: switch the right one on.');
    expect(text(card)).toContain('So nothing is changed.');
    expect(text(card)).toContain('Do this next.');
    expect(card.card.facts).toContainEqual({ label: 'Code', value: 'FailedOperation' });
  });

  it.each(['refused', 'lost'] as const)(
    'cannot take the first back (%s): says what it means, and what helps',
    async (met) => {
      lamps.meets.set('right on', 'refused').set('left on', met);
      const card = await confirmed();
      expect(lamps).toMatchObject({ left: false, right: false });
      expect(card.card.tone).toBe('failure');
      expect(text(card)).toMatch(
        /only partly done\nBoth lamps are off: it is dark\.\nDone: switch the left one off\./,
      );
      expect(labels(card)).toEqual(['Show', 'lamp on']);
      expect(desk.audit.at(-1)).toMatchObject({ phase: 'failed', reason: 'airdesk.half-done' });
    },
  );

  it('goes on where the answer to a write was lost and its effect is seen', async () => {
    lamps.meets.set('left off', 'lost-after');
    const card = await confirmed();
    expect(lamps.calls).toEqual(['left off', 'right on']);
    expect(text(card)).toContain('The answer to the call was lost');
  });

  it('sends nothing after a write of which nobody knows, and takes nothing back', async () => {
    lamps.meets.set('left off', 'lost');
    const card = await confirmed();
    expect(lamps.calls).toEqual([]);
    expect(text(card)).toMatch(/outcome unknown\nMay or may not have been done: switch the left one off\./);
    expect(text(card)).toContain('Not done: switch the right one on.');
  });

  it('stops where a write was accepted and its effect is not seen', async () => {
    lamps.unseen.add('left off');
    const card = await confirmed();
    expect(lamps.calls).toEqual(['left off']);
    expect(text(card)).toContain('May or may not have been done: switch the left one off.');
  });

  it('does not know about its second write: the first is named', async () => {
    lamps.meets.set('right on', 'lost');
    const card = await confirmed();
    expect(lamps.calls).toEqual(['left off']);
    expect(text(card)).toContain('Both lamps are off: it is dark.');
    expect(text(card)).toContain('May or may not have been done: switch the right one on.');
  });
});

describe('a command of several writes that is killed', () => {
  /** The process dies within the call; another one starts on what is on disk. */
  async function killedIn(call: string, where: 'dies' | 'dies-after'): Promise<Shown> {
    lamps.meets.set(call, where);
    await confirmed();
    lamps.meets.delete(call);
    const before = [...lamps.calls];
    desk = await open();
    await pass(recover(desk.core));
    expect(lamps.calls).toEqual(before);
    return desk.newest();
  }

  it.each([
    ['left off', 'dies', /outcome unknown\n.*May or may not have been done: switch the left one off/],
    ['left off', 'dies-after', /only partly done\nBoth lamps are off[^]*Airdesk was stopped in between/],
    ['right on', 'dies', /only partly done\nBoth lamps are off[^]*May or may not.*switch the right one on/],
    ['right on', 'dies-after', /done\nThe answer to the call was lost/],
  ] as const)('in "%s" (%s): repeats nothing, and names what is there', async (call, where, expected) => {
    expect(text(await killedIn(call, where))).toMatch(expected);
  });

  it.each([
    ['dies', /only partly done\nBoth lamps are off/],
    ['dies-after', /failed\nDone and taken back: switch the left one off\.[^]*So nothing is changed/],
  ] as const)('while the first is taken back (%s)', async (where, expected) => {
    lamps.meets.set('right on', 'refused');
    expect(text(await killedIn('left on', where))).toMatch(expected);
  });
});
