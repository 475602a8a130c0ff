import { beforeEach, describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../src/observability/audit.ts';
import { recover, sweep } from '../../src/proposal/recover.ts';
import type { Store, Write } from '../../src/store/store.ts';
import { memoryStore } from '../fakes/memory-store.ts';
import { createTestClock, type TestClock } from '../fakes/test-clock.ts';
import { createLampDesk, type LampDesk, type Shown } from '../chat/chat-fakes.ts';

/** What follows the end of a command: its line in the audit, its undo, and what the card says where these are missing. */
let store: Store;
let full: ((writes: readonly Write[]) => boolean) | undefined;
let clock: TestClock;
let desk: LampDesk;
beforeEach(async () => {
  full = undefined;
  const disk = memoryStore();
  store = {
    ...disk,
    commit: (writes) => (full?.(writes) ? Promise.reject(new Error('ENOSPC')) : disk.commit(writes)),
  };
  clock = createTestClock();
  desk = await createLampDesk(store, clock);
});

const labels = (shown: Shown) => shown.card.buttons?.map(({ label }) => label) ?? [];
const lines = (shown: Shown) => shown.card.lines?.join('\n') ?? '';
const phases = () => desk.audit.map(({ phase }) => phase);
const stores = (writes: readonly Write[], what: object) =>
  writes.some(({ value }) => JSON.stringify(value ?? {}).includes(JSON.stringify(what).slice(1, -1)));

async function asked(): Promise<Shown> {
  await desk.say('U001', 'lamp on');
  return desk.newest();
}

/** Time passes in which what failed is tried again. */
async function wait(ms: number): Promise<void> {
  for (let at = 0; at < ms; at += 500) {
    clock.advance(500);
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('an Undo that was promised', () => {
  it('and cannot be stored is missed on the card, and comes when the disk takes it', async () => {
    const card = await asked();
    full = (writes) => stores(writes, { kind: 'undo' });
    const pressed = desk.press('U001', card, 'Confirm');
    await wait(2000);
    await pressed;
    expect(card.card.tone).toBe('success');
    expect(lines(card)).toContain('No Undo yet: it could not be stored');
    expect(labels(card)).toEqual(['Show']);
    full = undefined;
    await wait(6000);
    expect(labels(card)).toEqual(['Show', 'Undo']);
    expect(lines(card)).not.toContain('No Undo');
    expect(phases()).toEqual(['proposed', 'before', 'done']);
  });

  it('and is none after all, found out while the disk refused: the card does not go on saying that it comes', async () => {
    Object.assign(desk.core.commands[0]!, { undo: () => undefined });
    const card = await asked();
    full = (writes) => stores(writes, { status: 'done' }) && !JSON.stringify(writes).includes('"owes"');
    const pressed = desk.press('U001', card, 'Confirm');
    await wait(2000);
    await pressed;
    expect(lines(card)).toContain('No Undo yet');
    full = undefined;
    await wait(6000);
    expect(lines(card)).toBe('');
    expect(labels(card)).toEqual(['Show']);
  });

  it('and has nothing left to take back says why', async () => {
    const card = await asked();
    const off = desk.core.commands.find(({ name }) => name === 'lamp off') as unknown as {
      preview: () => Promise<object>;
    };
    const { preview } = off;
    off.preview = async () => {
      desk.lamp.lit = false;
      return preview();
    };
    await desk.press('U001', card, 'Confirm');
    expect(lines(card)).toContain('No Undo: It is so already.');
  });

  it('and whose state cannot be read says so', async () => {
    const card = await asked();
    Object.assign(
      desk.core.commands.find(({ name }) => name === 'lamp off')!,
      {
        preview: () => Promise.reject(new Error('cannot be read')),
      },
    );
    await desk.press('U001', card, 'Confirm');
    expect(lines(card)).toContain('No Undo: the state could not be read.');
  });

  it('takes long to prepare: the outcome is shown before it, within a second', async () => {
    const card = await asked();
    const off = desk.core.commands.find(({ name }) => name === 'lamp off') as unknown as {
      preview: () => Promise<object>;
    };
    const { preview } = off;
    let ready = (): void => undefined;
    off.preview = async () => {
      await new Promise<void>((resolve) => (ready = resolve));
      return preview();
    };
    const pressed = desk.press('U001', card, 'Confirm');
    await wait(1500);
    expect(card.card.tone).toBe('success');
    expect(labels(card)).toEqual(['Show']);
    ready();
    await pressed;
    expect(labels(card)).toEqual(['Show', 'Undo']);
  });
});

describe('a restart after the end was written', () => {
  /** The process ends in the moment in which the end is on disk. */
  async function killedAfterTheEnd(): Promise<void> {
    const card = await asked();
    Object.assign(desk.core.audit, {
      write: (entry: { phase: string }) =>
        entry.phase === 'done'
          ? new Promise(() => undefined)
          : (desk.audit.push(entry as never), Promise.resolve()),
    });
    void desk.press('U001', card, 'Confirm');
    await wait(100);
  }

  it('writes its line in the audit, once, and offers its Undo', async () => {
    await killedAfterTheEnd();
    expect(phases()).not.toContain('done');
    const next = await createLampDesk(store, clock);
    next.lamp.lit = true;
    await recover(next.core);
    expect(next.audit.map(({ phase }) => phase)).toEqual(['done']);
    expect(labels(next.newest())).toEqual(['Show', 'Undo']);
    await recover(next.core);
    expect(next.audit).toHaveLength(1);
  });

  it('does not write it again where it is there', async () => {
    const card = await asked();
    full = (writes) => stores(writes, { kind: 'undo' });
    const pressed = desk.press('U001', card, 'Confirm');
    await wait(2000);
    await pressed;
    full = undefined;
    const next = await createLampDesk(store, clock);
    next.audit.push(...desk.audit);
    next.lamp.lit = true;
    await recover(next.core);
    // Its message is not there any more: it is looked for, then posted.
    await wait(3000);
    expect(next.audit.filter(({ phase }) => phase === 'done')).toHaveLength(1);
    expect(labels(next.newest())).toEqual(['Show', 'Undo']);
  });
});

describe('what is remembered', () => {
  it('is forgotten when nothing can be bound to it any more: proposals, cards, targets', async () => {
    const card = await asked();
    await desk.press('U001', card, 'Confirm');
    clock.advance(15 * 60_000);
    await wait(1000);
    clock.advance(26 * 3_600_000);
    await sweep(desk.core);
    expect(await store.list('proposals')).toEqual([]);
    expect(await store.list('command-cards')).toEqual([]);
    expect(await store.list('deliveries')).toEqual([]);
    expect(await store.list('targets')).toHaveLength(1);
    await desk.say('U001', 'lamp off');
    clock.advance(50 * 3_600_000);
    await wait(1000);
    clock.advance(50 * 3_600_000);
    await sweep(desk.core);
    await sweep(desk.core);
    expect(await store.list('targets')).toEqual([]);
  });

  describe('where the clock is set forward by more than a day, as on a machine that learns the time late', () => {
    const late = async (): Promise<void> => {
      clock.shift(30 * 3_600_000);
      await sweep(desk.core);
      await wait(1000);
    };

    it('a preview keeps its card: it ends there when its time has passed', async () => {
      const card = await asked();
      await late();
      await wait(125_000);
      expect(card.card.title).toContain('not confirmed in time');
      expect(labels(card)).toEqual([]);
    });

    it('so does what runs, and an Undo', async () => {
      const card = await asked();
      let answered = (): void => undefined;
      desk.lamp.hold = new Promise((resolve) => (answered = resolve));
      const pressed = desk.press('U001', card, 'Confirm');
      await late();
      answered();
      await pressed;
      expect(card.card.title).toContain('Switch the lamp on: done');
      await late();
      await desk.press('U001', card, 'Undo');
      expect(card.card.title).toContain('Switch the lamp off: done');
      expect(desk.messages).toHaveLength(1);
    });
  });

  it('of a card that some channel is still owed is kept until it has it, for a week at most', async () => {
    const card = await asked();
    const { update } = desk.core.adapters.get('slack') as unknown as { update: unknown };
    Object.assign(desk.core.adapters.get('slack')!, { update: () => Promise.reject(new Error('away')) });
    const pressed = desk.press('U001', card, 'Confirm');
    await wait(2000);
    await pressed;
    clock.advance(15 * 60_000);
    await wait(1000);
    clock.advance(30 * 3_600_000);
    await sweep(desk.core);
    expect(await store.list('command-cards')).toHaveLength(1);
    Object.assign(desk.core.adapters.get('slack')!, { update });
    clock.advance(8 * 24 * 3_600_000);
    await sweep(desk.core);
    expect(await store.list('command-cards')).toEqual([]);
  });
});

describe('the audit', () => {
  it('tells of a preview that was renewed, as asked and as refused', async () => {
    const card = await asked();
    const { preview } = desk.core.commands[0] as unknown as { preview: () => Promise<object> };
    Object.assign(desk.core.commands[0]!, {
      preview: async () => ({ ...(await preview()), state: { lit: 'flickering' } }),
    });
    await desk.press('U001', card, 'Confirm');
    expect(desk.audit.map(({ phase, reason }) => reason ?? phase)).toEqual([
      'proposed',
      'airdesk.changed',
      'proposed',
    ]);
    expect(new Set(desk.audit.map(({ proposal }) => proposal)).size).toBe(2);
  });

  it.each([1, 2])('has both lines of that after a kill before line %i of the audit', async (line) => {
    const card = await asked();
    const { preview } = desk.core.commands[0] as unknown as { preview: () => Promise<object> };
    Object.assign(desk.core.commands[0]!, {
      preview: async () => ({ ...(await preview()), state: { lit: 'flickering' } }),
    });
    const { audit } = desk.core;
    const write = audit.write.bind(audit);
    let written = 0;
    // What is killed never answers.
    Object.assign(audit, {
      write: (entry: AuditEntry) => (++written < line ? write(entry) : new Promise(() => undefined)),
    });
    void desk.press('U001', card, 'Confirm');
    await wait(2000);
    Object.assign(audit, { write });
    await recover(desk.core);
    expect(desk.audit.map(({ phase, reason }) => reason ?? phase)).toEqual([
      'proposed',
      'airdesk.changed',
      'proposed',
    ]);
  });

  it('knows a preview before anybody can read it: killed in between, it is never shown', async () => {
    Object.assign(desk.core.audit, { write: () => new Promise(() => undefined) });
    void desk.say('U001', 'lamp on');
    await wait(2000);
    expect(await store.list('proposals')).toEqual([]);
    expect(await store.list('command-cards')).toEqual([]);
  });

  it('is owed the line of an end that a former version stored', async () => {
    await asked();
    const [doc] = await store.list('proposals');
    const value = doc!.value as { readonly id: string };
    const audit = { ...desk.audit[0]!, phase: 'expired', at: 7 };
    const old = { ...value, status: 'expired', owes: { audit, undo: false } };
    await store.commit([{ collection: 'proposals', id: value.id, value: old, expect: doc!.version }]);
    await recover(desk.core);
    expect(phases()).toEqual(['proposed', 'expired']);
  });
});
