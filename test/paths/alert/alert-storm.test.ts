import { afterEach, describe, expect, it } from 'vitest';
import { liveStream, sceneWith } from '../../../sandbox/scene.ts';
import { createAlertStage, mostInAMinute, type AlertStage } from './alert-stage.ts';

const BOTH = ['slack over http', 'discord over http'] as const;
const COUNT = 1000;
const STREAMS = Array.from({ length: COUNT }, (_, at) => liveStream(`push.example.com/live/s${at}`));
const NAMES = STREAMS.map(({ domain, app, stream }) => ({ domain, app, stream }));
const SCENE = sceneWith({ streams: STREAMS });
/** Not the report, which names it too. */
const INCIDENT = /(CRITICAL|RECOVERED|CLOSED) domain push\.example\.com: many failures at once/;
const CARD = /(CRITICAL|RECOVERED|CLOSED) [^\n]*push\.example\.com/;

let stage: AlertStage;
afterEach(() => stage.stop());

/** All of them break; returns when, by the stage's clock. */
function breakAll(): number {
  const began = stage.clock.now();
  for (const name of NAMES) stage.sandbox.cut(name);
  return began;
}

async function allArrived(count: number): Promise<void> {
  await stage.until('all to be taken', async () => (await stage.metric('airdesk_callbacks_total')) >= count);
  await stage.moment();
}

/** When the first critical card was there, ms after `began`. */
async function firstCard(side: 'slack' | 'discord', began: number): Promise<number> {
  let at = 0;
  await stage.until(`a card on ${side}`, () => {
    at = stage.sent(side).find((sent) => sent.kind === 'post' && sent.at >= began)?.at ?? 0;
    return at > 0;
  });
  return at - began;
}

/** What people read of the report. */
async function report(id: string): Promise<string> {
  await stage.driver.say('engineer', `incident report ${id}`);
  return (await stage.expectMessage(new RegExp(`Report: [^]*${id}`))).text;
}

/** The incident recovers, and says so on both platforms; nobody is left out of the report. */
async function allRecover(times: number): Promise<void> {
  for (const name of NAMES) stage.sandbox.push(name);
  await stage.until('the recovery to be told', () => stage.cards(/RECOVERED .*many fail/).length === times);
  await stage.until(
    'the recovery to be told',
    () => stage.cardsThere(/RECOVERED .*many fail/).length === times,
  );
  await allArrived(0);
  const text = await report(stage.alertId(/RECOVERED .*many fail/));
  expect(text).toMatch(/1,000 affected, 0 not recovered/);
}

/** In the first minute after `began`, per channel. */
function inFirstMinute(side: 'slack' | 'discord', began: number) {
  const sent = stage.sent(side).filter(({ at }) => at >= began && at < began + 60_000);
  return { all: sent.length, messages: sent.filter(({ kind }) => kind !== 'edit').length };
}

describe('1,000 streams of a domain break within a second', () => {
  it.each([
    ['while Slack answers every second request with 429', 2, ''],
    ['without a grace time', 2, 'graceSeconds: 0'],
  ] as const)('%s: one card, few messages, every recovery told', async (_name, every, alerts) => {
    stage = await createAlertStage(BOTH, SCENE, alerts);
    stage.slack?.rateLimitInTurn({ every, retryAfter: 1 });
    const began = breakAll();
    expect(await firstCard('discord', began)).toBeLessThan(1000);
    expect(await firstCard('slack', began)).toBeLessThan(2500);
    await allArrived(COUNT);
    await stage.wait(60_000 - (stage.clock.now() - began));
    for (const side of ['slack', 'discord'] as const) {
      const { all, messages } = inFirstMinute(side, began);
      expect(messages, side).toBeLessThanOrEqual(10);
      expect(all, `${side}, edits too`).toBeLessThanOrEqual(10);
    }
    await stage.until('all to be counted', () => stage.cards(/1,000 of 1,000 still off air/).length === 1);
    await stage.until(
      'all to be counted',
      () => stage.cardsThere(/1,000 of 1,000 still off air/).length === 1,
    );
    expect(await stage.metric('airdesk_alerts_open')).toBe(COUNT + 1);

    await allRecover(1);
    await stage.wait(60_000);
    // Whatever had a card of its own shows that it recovered.
    for (const cards of [stage.cards(CARD), stage.cardsThere(CARD)])
      for (const { text } of cards) expect(text).toMatch(/RECOVERED/);
    expect(mostInAMinute(stage.sent('discord'))).toBeLessThanOrEqual(10);
  });

  it('every request gets a 429 for 20 s: the card is out with the first that Slack takes', async () => {
    stage = await createAlertStage(BOTH, SCENE);
    stage.slack?.rateLimitInTurn({ every: 1, retryAfter: 1 });
    const began = breakAll();
    expect(await firstCard('discord', began)).toBeLessThan(1000);
    await stage.wait(20_000 - (stage.clock.now() - began));
    expect(stage.cards(CARD)).toEqual([]);
    const tried = stage.slack?.calls.filter(({ method }) => method === 'chat.postMessage').length ?? 0;
    expect(tried).toBeLessThanOrEqual(22);
    stage.slack?.rateLimitInTurn(undefined);
    const free = stage.clock.now();
    expect(await firstCard('slack', began)).toBeLessThan(free - began + 1200);
    expect(stage.cards(INCIDENT)).toHaveLength(1);
    await allArrived(COUNT);
    await stage.wait(60_000);
    expect(mostInAMinute(stage.sent('slack'))).toBeLessThanOrEqual(10);
    await allRecover(1);
  });

  it('twice: the second storm is told like the first', async () => {
    stage = await createAlertStage(BOTH, SCENE, 'closeMinutes: 1');
    breakAll();
    await stage.expectMessage(INCIDENT);
    await allArrived(COUNT);
    await allRecover(1);
    const [first] = stage.cards(INCIDENT);
    if (first) await stage.driver.press('engineer', first, 'Seen');
    await stage.wait(3 * 60_000);
    expect(stage.cards(/CLOSED .*many fail/)).toHaveLength(1);

    const began = breakAll();
    expect(await firstCard('discord', began)).toBeLessThan(1000);
    await stage.until('a second incident', () => stage.cards(INCIDENT).length === 2);
    await allArrived(3 * COUNT);
    await stage.wait(60_000 - (stage.clock.now() - began));
    for (const side of ['slack', 'discord'] as const)
      expect(inFirstMinute(side, began).all, side).toBeLessThanOrEqual(10);
    expect(stage.cardsThere(INCIDENT)).toHaveLength(2);
    await allRecover(1);
  });

  it.each([
    ['at once', 1],
    ['half way', 400],
    ['when all have arrived', COUNT],
  ])('restarted %s: nothing lost, nothing twice', async (_name, arrived) => {
    stage = await createAlertStage(BOTH, SCENE);
    stage.slack?.rateLimitInTurn({ every: 2, retryAfter: 1 });
    breakAll();
    await stage.until(
      'some to arrive',
      async () => (await stage.metric('airdesk_callbacks_total')) >= arrived,
    );
    await stage.restart();
    // Those that found nobody there come again a minute later, as the cloud does it.
    await stage.wait(75_000);
    await stage.until('all to be counted', () => stage.cards(/1,000 of 1,000 still off air/).length === 1);
    await stage.until(
      'all to be counted',
      () => stage.cardsThere(/1,000 of 1,000 still off air/).length === 1,
    );
    expect(await stage.metric('airdesk_alerts_open')).toBe(COUNT + 1);
    expect(stage.cards(INCIDENT)).toHaveLength(1);
    expect(stage.cardsThere(INCIDENT)).toHaveLength(1);
    await allRecover(1);
    expect(stage.cards(INCIDENT)).toHaveLength(1);
    expect(mostInAMinute(stage.sent('slack'))).toBeLessThanOrEqual(12);
  });
});
