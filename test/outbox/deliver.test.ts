import { describe, expect, it } from 'vitest';
import { memoryStore } from '../fakes/memory-store.ts';
import { stage } from './stage.ts';

const over = { urgency: 'over', over: true } as const;

describe('one message a content, edited through its life', () => {
  it('is announced, edited and written down', async () => {
    const on = await stage();
    on.put('a');
    await on.pass(100);
    expect(on.slack.shown()).toEqual(['a v1']);
    on.put('a', over);
    await on.pass(2000);
    expect(on.slack.shown()).toEqual(['a v2']);
    expect(on.slack.visible().map(({ what }) => what)).toEqual(['announce', 'update']);
    expect(await on.deliveries()).toMatchObject([
      { id: 'a@slack:C1', sent: 2, ref: { platform: 'slack', channelId: 'C1', messageId: 'slack1' } },
    ]);
    expect(on.outbox.shownBy({ platform: 'slack', channelId: 'C1', messageId: 'slack1' })).toBe('a');
    expect(on.outbox.state()).toEqual({ pending: 0, oldestCriticalMs: 0, dead: [], down: [] });
    expect(on.counts).toEqual({ 'slack ok': 2 });
  });

  it('goes to every channel that is owed it', async () => {
    const on = await stage();
    on.put('a', { channels: ['slack:C1', 'slack:C2', 'discord:7', 'desk:alerts'] });
    await on.pass(100);
    expect([
      on.slack.shown('C1'),
      on.slack.shown('C2'),
      on.discord.shown('7'),
      on.desk.shown('alerts'),
    ]).toEqual(Array(4).fill(['a v1']));
    // A channel it is not owed any more keeps its card up to date.
    on.put('a', { channels: ['slack:C1'], ...over });
    await on.pass(3000);
    expect(on.slack.shown('C2')).toEqual(['a v2']);
  });

  it('coalesces: the newest state is rendered when it leaves', async () => {
    const on = await stage();
    const letGo = on.slack.hold();
    on.put('a');
    await on.pass(100);
    for (let n = 0; n < 50; n += 1) on.put('a');
    letGo();
    await on.pass(2000);
    expect(on.slack.visible().map(({ title }) => title)).toEqual(['a v1', 'a v51']);
  });

  it('is forgotten after the request under way', async () => {
    const on = await stage();
    const letGo = on.slack.hold();
    on.put('a');
    await on.pass(100);
    on.contents.items.delete('a');
    let isForgotten = false;
    const forgetting = on.outbox.forget(['a']).then(() => {
      isForgotten = true;
    });
    await on.pass(100);
    expect(isForgotten).toBe(false);
    letGo();
    await forgetting;
    await on.pass(2000);
    expect(await on.deliveries()).toEqual([]);
    expect(on.outbox.shownBy({ platform: 'slack', channelId: 'C1', messageId: 'slack1' })).toBeUndefined();
  });

  it('sends nothing new once stopped, and ends what is under way', async () => {
    const on = await stage();
    const letGo = on.slack.hold();
    on.put('a');
    on.put('b');
    await on.pass(100);
    let isStopped = false;
    const stopping = on.outbox.stop().then(() => {
      isStopped = true;
    });
    await on.pass(5000);
    expect(isStopped).toBe(false);
    letGo();
    await stopping;
    await on.pass(60_000);
    expect(on.slack.shown()).toEqual(['a v1']);
    expect(await on.deliveries()).toMatchObject([{ message: 'a', sent: 1 }]);
  });

  it('sends to at most eight channels of a platform at once, the most urgent first', async () => {
    const on = await stage();
    const letGo = on.slack.hold();
    for (let n = 0; n < 12; n += 1) on.put(`w${n}`, { channels: [`slack:C${n}`], urgency: 'warning' });
    on.put('c', { channels: ['slack:C99'] });
    await on.pass(1000);
    expect(on.slack.requests).toHaveLength(0);
    letGo();
    await on.pass(1000);
    const order = on.slack.requests.map(({ title }) => title);
    expect(order).toHaveLength(13);
    expect(order.indexOf('c v1')).toBe(8);
  });
});

describe('a card that somebody deleted', () => {
  it('is announced anew at the next change, once, under another key', async () => {
    const on = await stage();
    on.put('a');
    await on.pass(1000);
    const [first] = on.slack.messages();
    on.slack.delete(0);
    on.put('a');
    await on.pass(5000);
    const [second] = on.slack.messages();
    expect(on.slack.shown()).toEqual(['a v2']);
    expect(second?.key).not.toBe(first?.key);
    on.put('a');
    await on.pass(10_000);
    expect(on.slack.shown()).toEqual(['a v3']);
  });

  it('stays deleted when it is over, until it comes back', async () => {
    const on = await stage();
    on.put('a');
    await on.pass(1000);
    on.slack.delete(0);
    on.put('a', over);
    await on.pass(60_000);
    expect(on.slack.shown()).toEqual([]);
    expect(on.outbox.state().pending).toBe(0);
    on.put('a', { urgency: 'critical', over: false });
    await on.pass(5000);
    expect(on.slack.shown()).toEqual(['a v3']);
  });
});

describe('the thread', () => {
  it('gets all lines in one message, after the cards, at most every 20 s', async () => {
    const on = await stage();
    on.put('a', { steps: 3 });
    on.put('b');
    await on.pass(3000);
    expect(on.slack.visible().map(({ title }) => title)).toEqual([
      'a v1',
      'b v1',
      'a step 1\na step 2\na step 3',
    ]);
    on.set('a', { steps: 4 });
    on.put('a', { steps: 5 });
    await on.pass(16_000);
    expect(on.slack.messages()[0]?.thread).toHaveLength(1);
    await on.pass(8000);
    expect(on.slack.messages()[0]?.thread.slice(1)).toEqual(['a step 4\na step 5']);
  });

  it('is left alone where there is none', async () => {
    const on = await stage();
    on.slack.hasThreads = false;
    on.put('a', { steps: 3 });
    await on.pass(60_000);
    expect(on.slack.requests.filter(({ what }) => what === 'thread')).toHaveLength(1);
    expect(await on.deliveries()).toMatchObject([{ told: 3 }]);
  });

  it.each([
    ['not-sent', 1],
    ['lost', 1],
    ['vanished', 0],
    ['refused', 0],
  ] as const)('gets a line at most once when its message is %s', async (fault, lines) => {
    const on = await stage();
    on.slack.fail(undefined, fault);
    on.put('a', { steps: 1 });
    await on.pass(120_000);
    expect(on.slack.messages()[0]?.thread).toHaveLength(lines);
    expect(on.outbox.state()).toMatchObject({ pending: 0, dead: [] });
  });
});

describe('the disk fails', () => {
  it('does not send again what was sent, and writes it down later', async () => {
    const store = memoryStore();
    let isBroken = true;
    const commit: typeof store.commit = (writes) =>
      isBroken ? Promise.reject(new Error('no space left')) : store.commit(writes);
    const on = await stage({ store: { ...store, commit } });
    on.put('a', { steps: 1 });
    await on.pass(90_000);
    on.put('a');
    await on.pass(30_000);
    expect(on.slack.visible().map(({ title }) => title)).toEqual(['a v1', 'a v2']);
    expect(await on.deliveries()).toEqual([]);
    isBroken = false;
    await on.pass(180_000);
    expect(await on.deliveries()).toMatchObject([{ sent: 2, told: 1, ref: { messageId: 'slack1' } }]);
    expect(on.slack.messages()[0]?.thread).toEqual(['a step 1']);
  });

  it('writes over a document that changed meanwhile', async () => {
    const on = await stage();
    on.put('a');
    await on.pass(1000);
    await on.store.commit([
      { collection: 'deliveries', id: 'a@slack:C1', value: { odd: true }, expect: 'any' },
    ]);
    on.put('a');
    await on.pass(5000);
    expect(await on.deliveries()).toMatchObject([{ sent: 2 }]);
  });
});
