import { describe, expect, it } from 'vitest';
import { stage, type Stage } from './stage.ts';

const MIN = 60_000;
const over = { urgency: 'over', over: true } as const;

/** What happens, one thing after the other; a restart can come before and within each. */
const SCRIPT: ((on: Stage) => void)[] = [
  (on) => on.put('a', { channels: ['slack:C1', 'discord:7'], steps: 1 }),
  (on) => on.put('b', { channels: ['slack:C1'] }),
  (on) => on.put('a', { steps: 2 }),
  (on) => on.slack.fail('lost'),
  (on) => on.put('c', { channels: ['slack:C1', 'discord:7'], urgency: 'warning' }),
  (on) => on.slack.delete(0),
  (on) => on.put('a', { steps: 3 }),
  (on) => on.put('b', over),
  (on) => {
    for (const id of ['e', 'f', 'g', 'h', 'i']) on.set(id, over);
    on.outbox.changed(['e', 'f', 'g', 'h', 'i']);
  },
  (on) => on.put('a'),
  (on) => {
    on.discord.rule = () => 'shut';
    on.put('a');
  },
  (on) => on.put('w', { urgency: 'info' }),
  (on) => {
    on.discord.rule = () => undefined;
  },
];

/** Runs the script with a kill before the request or commit number `kill`; how many there were. */
async function play(kill: number): Promise<{ on: Stage; points: number }> {
  let points = 0;
  let restarting: Promise<void> | undefined;
  const on = await stage({
    onPoint() {
      points += 1;
      if (points !== kill) return;
      // What could not be reached can be from now on: nothing may say anything else for good.
      on.discord.rule = () => undefined;
      restarting = on.restart();
    },
  });
  for (const step of SCRIPT) {
    step(on);
    await on.pass(700);
    await restarting;
  }
  await on.pass(30 * MIN, 500);
  await restarting;
  return { on, points };
}

describe('a restart', () => {
  it('at every request and every write: nothing is lost, and no card comes twice', async () => {
    const { points } = await play(0);
    expect(points).toBeGreaterThan(25);
    for (let kill = 1; kill <= points; kill += 1) {
      const { on } = await play(kill);
      const shown = on.slack.shown();
      const digested = shown
        .filter((title) => title.startsWith('digest'))
        .flatMap((title) => title.slice(7).split(','));
      const alone = shown.filter((title) => /^[e-i] v1$/.test(title)).map((title) => title.slice(0, 1));
      expect([...digested, ...alone].sort(), `killed at ${kill}`).toEqual(['e', 'f', 'g', 'h', 'i']);
      const cards = shown.filter((title) => /^[abc] /.test(title));
      expect(cards.sort(), `killed at ${kill}`).toEqual(['a v5', 'b v2', 'c v1']);
      expect(on.discord.shown().sort(), `killed at ${kill}`).toEqual(['a v5', 'c v1']);
      expect(on.outbox.state(), `killed at ${kill}`).toMatchObject({ pending: 0, dead: [], down: [] });
      for (const message of on.slack.messages()) {
        expect(new Set(message.thread).size, `killed at ${kill}`).toBe(message.thread.length);
      }
    }
  });

  it('shows on the desk again what is not over, and only that', async () => {
    const on = await stage();
    on.put('a', { channels: ['desk:alerts'] });
    on.put('b', { channels: ['desk:alerts'] });
    await on.pass(100);
    on.put('b', over);
    await on.pass(100);
    for (const at of [0, 1]) on.desk.delete(at);
    await on.restart();
    await on.pass(1000);
    expect(on.desk.shown()).toEqual(['a v1']);
    on.put('a', over);
    on.put('b', over);
    await on.pass(1000);
    expect(on.desk.shown()).toEqual(['a v2']);
    expect(on.desk.requests.some(({ what }) => what === 'find')).toBe(false);
  });

  it('finds the card of something that has ended since before it tells it with others', async () => {
    const on = await stage();
    const letGo = on.slack.hold();
    on.put('a');
    await on.pass(100);
    letGo();
    await on.restart();
    await on.pass(100);
    for (const id of ['b', 'c', 'd', 'e']) on.set(id, over);
    on.set('a', over);
    await on.restart();
    await on.pass(MIN);
    expect(on.slack.shown()).toEqual(['a v2', 'digest b,c,d,e']);
  });

  it('ignores what it cannot read', async () => {
    const on = await stage();
    await on.store.commit([
      { collection: 'deliveries', id: 'odd', value: { id: 'odd' }, expect: 0 },
      { collection: 'digests', id: 'slack:C1', value: 'odd', expect: 0 },
    ]);
    await on.restart();
    on.put('a');
    await on.pass(100);
    expect(on.slack.shown()).toEqual(['a v1']);
  });
});

describe('deliveries with nothing behind them', () => {
  it('are thrown away at a start when they are two months old', async () => {
    const on = await stage();
    on.put('a');
    await on.pass(1000);
    on.contents.items.clear();
    await on.restart();
    await on.pass(1000);
    expect(await on.deliveries()).toHaveLength(1);
    on.clock.advance(61 * 24 * 60 * MIN);
    await on.restart();
    await on.pass(1000);
    expect(await on.deliveries()).toHaveLength(0);
    expect(on.slack.requests).toHaveLength(1);
  });
});

describe('a note on a card', () => {
  it('that a process put there and did not live to write down is taken back by the next', async () => {
    const on = await stage();
    on.put('a', { channels: ['slack:C1', 'discord:7'] });
    await on.pass(20_000);
    on.discord.rule = () => 'shut';
    on.slack.rule = ({ title }) => (title.includes('also') ? 'lost' : undefined);
    on.put('a');
    for (let n = 0; n < 5000 && !on.slack.shown()[0]?.includes('also'); n += 1) await on.pass(10, 10);
    on.discord.rule = on.slack.rule = () => undefined;
    await on.restart();
    await on.pass(60_000);
    expect(on.slack.shown()).toEqual(['a v2']);
  });
});
