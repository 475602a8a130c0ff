import { describe, expect, it } from 'vitest';
import { stage } from './stage.ts';

const MIN = 60_000;

describe('a platform that takes nothing of ours (a token that was revoked)', () => {
  it('is down at once: others carry its criticals, and nothing is given up', async () => {
    const on = await stage();
    on.contents.fallback['slack'] = ['discord:7', 'desk:alerts'];
    on.slack.rule = () => 'shut';
    on.put('a');
    on.put('b', { channels: ['slack:C1', 'discord:9'] });
    on.put('w', { urgency: 'warning', channels: ['slack:C2'] });
    await on.pass(3000);
    expect(on.outbox.state()).toMatchObject({ down: ['slack'], dead: [] });
    expect(on.discord.shown('7')).toEqual(['a v1 for slack']);
    expect(on.discord.shown('9')).toEqual(['b v1 also slack']);
    const start = on.clock.now();
    await on.pass(30 * MIN, 1000);
    const tries = on.slack.requests.filter(({ at }) => at > start);
    expect(tries.length).toBeLessThan(30 * 2 * 3);
    on.slack.rule = () => undefined;
    await on.pass(2 * MIN);
    expect(on.slack.shown().sort()).toEqual(['a v1', 'b v1', 'w v1']);
    expect(on.outbox.state()).toMatchObject({ down: [], dead: [], pending: 0 });
  });

  it('is down as well where it shuts while cards are edited', async () => {
    const on = await stage();
    on.contents.fallback['slack'] = ['desk:alerts'];
    on.put('a');
    await on.pass(5000);
    on.slack.rule = () => 'shut';
    on.put('a');
    await on.pass(1000);
    expect(on.outbox.state().down).toEqual(['slack']);
    expect(on.desk.shown()).toEqual(['a v2 for slack']);
  });
});

describe('a critical that every channel of its platform refuses', () => {
  it('is carried by another one, until it gets through', async () => {
    const on = await stage();
    on.contents.fallback['slack'] = ['discord:7', 'desk:alerts'];
    on.slack.rule = ({ channel }) => (channel === 'C1' ? 'refused' : undefined);
    on.put('a');
    on.put('b', { channels: ['slack:C1', 'slack:C2'] });
    on.put('c', { channels: ['slack:C1', 'discord:9'] });
    on.put('w', { urgency: 'warning' });
    await on.pass(10_000);
    expect(on.discord.shown('7')).toEqual(['a v1 for slack']);
    expect(on.discord.shown('9')).toEqual(['c v1 also slack']);
    expect(on.slack.shown('C2')).toEqual(['b v1']);
    expect(on.outbox.state()).toMatchObject({ down: [], pending: 0 });
    on.slack.rule = () => undefined;
    await on.pass(25 * MIN, 500);
    expect(on.slack.shown('C1').sort()).toEqual(['a v1', 'b v1', 'c v1', 'w v1']);
    expect(on.discord.shown('7')).toEqual(['a v1']);
    expect(on.discord.shown('9')).toEqual(['c v1']);
  });

  it('is carried no more than once by each that stands in, whoever refuses it', async () => {
    const on = await stage();
    on.contents.fallback['slack'] = ['discord:7', 'discord:8', 'desk:alerts'];
    on.slack.rule =
      on.discord.rule =
      on.desk.rule =
        ({ title }) => (title.startsWith('odd') ? 'broken' : undefined);
    on.put('odd');
    await on.pass(30 * MIN, 1000);
    const tries = [...on.slack.requests, ...on.discord.requests, ...on.desk.requests];
    expect(tries.filter(({ what }) => what === 'announce').length).toBeLessThanOrEqual(4 * 4);
  });
});

describe('a card that may be there when the platform shuts', () => {
  it('is looked for when it takes us again', async () => {
    const on = await stage();
    on.slack.fail('lost');
    on.put('a');
    on.slack.rule = ({ what }) => (what === 'find' ? 'shut' : undefined);
    await on.pass(10_000);
    on.slack.rule = () => undefined;
    await on.pass(2 * MIN);
    expect(on.slack.shown()).toEqual(['a v1']);
  });
});

describe('a platform that says slow down all the time', () => {
  it('is down when nothing got through for 30 s', async () => {
    const on = await stage();
    on.contents.fallback['slack'] = ['desk:alerts'];
    on.slack.rule = () => ({ limitedMs: 5000 });
    on.put('a');
    await on.pass(20_000);
    expect(on.outbox.state().down).toEqual([]);
    await on.pass(20_000);
    expect(on.outbox.state().down).toEqual(['slack']);
    expect(on.desk.shown()).toEqual(['a v1 for slack']);
    on.slack.rule = () => undefined;
    await on.pass(10_000);
    expect(on.slack.shown()).toEqual(['a v1']);
    expect(on.outbox.state().down).toEqual([]);
  });

  it('is down at once where it wants to be left alone for longer than that', async () => {
    const on = await stage();
    on.contents.fallback['slack'] = ['desk:alerts'];
    on.slack.rule = () => ({ limitedMs: 10 * MIN });
    on.put('a');
    await on.pass(1000);
    expect(on.desk.shown()).toEqual(['a v1 for slack']);
  });

  it('is asked ever more rarely where it does not say for how long', async () => {
    const on = await stage();
    on.slack.rule = () => ({ limitedMs: 0 });
    on.put('a');
    await on.pass(60_000, 10);
    expect(on.slack.requests.length).toBeLessThan(30);
    on.slack.rule = () => undefined;
    await on.pass(10_000);
    expect(on.slack.shown()).toEqual(['a v1']);
  });
});
