import { afterEach, describe, expect, it } from 'vitest';
import { liveStream, sceneWith } from '../../../sandbox/scene.ts';
import type { Down } from '../../fakes/outage.ts';
import { channelKey, createAlertStage, mostInAMinute, type AlertStage } from './alert-stage.ts';
import type { SeenMessage } from '../stage/driver.ts';
import type { Platform } from '../stage/stage.ts';

const stream = (name: string) => ({ domain: 'push.example.com', app: 'live', stream: name });
const NAMES = ['main', 'side', 'tape', 'local', 'late'];
const SCENE = sceneWith({ streams: NAMES.map((name) => liveStream(`push.example.com/live/${name}`)) });
const MINUTE_MS = 60_000;

let stage: AlertStage;
afterEach(() => stage.stop());

type Side = 'slack' | 'discord';

/** On this platform: the other one gets no card of what a rule names it for alone. */
const config = (first: Platform) => `graceSeconds: 0
closeMinutes: 60
rules:
  - { name: local, match: { stream: local }, channels: ["${channelKey(first)}"] }
  - { name: score, match: { type: [quality.low] }, severity: info }`;

async function goDown(side: Side, how: Down): Promise<void> {
  await (side === 'slack' ? stage.slack : stage.discord)?.goDown(how);
}

async function comeUp(side: Side): Promise<void> {
  await (side === 'slack' ? stage.slack : stage.discord)?.comeUp();
}

/** What a card is about and how it stands, in few words. */
function brief({ text }: Pick<SeenMessage, 'text'>): string {
  const [title = ''] = text.split('\n');
  return (
    title
      .replaceAll('push.example.com/live/', '')
      .replace(/^[^A-Z]+/, '')
      .split(' · ')[0] ?? ''
  );
}

const firstPosts = (cards: readonly SeenMessage[]) => cards.map(brief);

/** Severities in the wrong order for the outbox to put right; one recovers by itself. */
function breakAll(): void {
  stage.sandbox.event({ type: 344, stream: stream('side') });
  stage.sandbox.event({ type: 321, stream: stream('side') });
  stage.sandbox.event({ type: 343, stream: stream('tape') });
  stage.sandbox.cut(stream('late'));
  stage.sandbox.cut(stream('main'));
  stage.sandbox.cut(stream('local'));
  stage.sandbox.event({
    type: 332,
    stream: stream('tape'),
    overrides: { record_event: 'record_start_failed' },
  });
}

/** `restarts`: whether Airdesk restarts in the middle. */
const OUTAGES: readonly (readonly [Side, Down, boolean])[] = [
  ['slack', 'refuse', false],
  ['slack', 'http-503', true],
  ['discord', 'refuse', true],
  ['discord', 'http-503', false],
];

describe.each(OUTAGES)('%s down for ten minutes (%s, restarted: %s)', (side, how, restarts) => {
  const platforms: readonly [Platform, Platform] =
    side === 'slack' ? ['slack over http', 'discord over http'] : ['discord over http', 'slack over http'];
  const Side = side === 'slack' ? 'Slack' : 'Discord';
  const cannot = new RegExp(`${Side} cannot be reached`);

  it('the other carries the criticals, marked so; all is delivered after, by urgency and without a flood', async () => {
    stage = await createAlertStage(platforms, SCENE, config(platforms[0]));
    await goDown(side, how);
    breakAll();
    await stage.wait(60_000);

    // The other platform has its own cards, and the critical one that only the lost platform was to have.
    const there = firstPosts(stage.cardsThere(/push\.example/));
    expect(there).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^CRITICAL main: off air/),
        expect.stringMatching(/^CRITICAL late: off air/),
        expect.stringMatching(/^CRITICAL local: off air/),
        expect.stringMatching(/^CRITICAL tape: recording failed/),
      ]),
    );
    await stage.wait(15_000);
    for (const name of ['main', 'local', 'late'])
      expect(stage.cardsThere(new RegExp(`${name}: off air`))[0]?.text).toMatch(cannot);
    expect(stage.cardsThere(/local: off air/)[0]?.text).toMatch(/so this card was sent here instead/);
    expect(await stage.metric('airdesk_outbox_oldest_critical_seconds')).toBeGreaterThan(60);
    expect(await stage.ready()).toMatch(
      new RegExp(`^200 .*cannot be reached: ${side}.*critical alert waits`),
    );

    if (restarts) await stage.restart();
    await stage.wait(4 * MINUTE_MS, 500);
    stage.sandbox.push(stream('late'));
    await stage.seenThere(/RECOVERED .*late: off air/);
    await stage.wait(4 * MINUTE_MS, 500);
    expect(await stage.metric('airdesk_outbox_oldest_critical_seconds')).toBeGreaterThan(500);
    const sentBefore = stage.sent(side).length;
    const since = stage.clock.now();

    await comeUp(side);
    await stage.wait(3 * MINUTE_MS);
    const cards = stage.cards(/push\.example/);
    const order = firstPosts(cards);
    expect(order.filter((title) => title.startsWith('CRITICAL')).sort()).toEqual([
      'CRITICAL local: off air',
      'CRITICAL main: off air',
      'CRITICAL tape: recording failed',
    ]);
    // Criticals first; what is over comes last.
    expect(order.slice(0, 3).every((title) => title.startsWith('CRITICAL'))).toBe(true);
    expect(new Set(order).size).toBe(order.length);
    expect(stage.shown(/late: off air/)).toHaveLength(1);
    expect(stage.cardsThere(/local: off air/)).toHaveLength(1);
    expect(stage.cardsThere(/main: off air/)).toHaveLength(1);
    const sent = stage.sent(side).slice(sentBefore);
    expect(sent.length).toBeGreaterThan(0);
    expect(mostInAMinute(sent)).toBeLessThanOrEqual(10);
    expect(Math.min(...sent.map(({ at }) => at)) - since).toBeLessThan(35_000);
    expect(await stage.metric('airdesk_outbox_oldest_critical_seconds')).toBe(0);
    expect(stage.cardsThere(cannot)).toEqual([]);
    expect(await stage.ready()).not.toMatch(/cannot be reached/);
    expect(await stage.metric('airdesk_outbox_pending')).toBe(0);
  });
});

describe('both down for ten minutes', () => {
  it.each<readonly [Down, boolean]>([
    ['refuse', false],
    ['http-503', true],
  ])('loses nothing (%s, restarted: %s)', async (how, restarts) => {
    const platforms = ['slack over http', 'discord over http'] as const;
    stage = await createAlertStage(platforms, SCENE, config(platforms[0]));
    await Promise.all([goDown('slack', how), goDown('discord', how)]);
    breakAll();
    await stage.wait(5 * MINUTE_MS, 500);
    expect(await stage.ready()).toMatch(/cannot be reached: slack, discord/);
    if (restarts) await stage.restart();
    stage.sandbox.push(stream('late'));
    await stage.wait(5 * MINUTE_MS, 500);
    expect(await stage.metric('airdesk_outbox_oldest_critical_seconds')).toBeGreaterThan(500);
    const before = { slack: stage.sent('slack').length, discord: stage.sent('discord').length };

    await Promise.all([comeUp('slack'), comeUp('discord')]);
    await stage.wait(4 * MINUTE_MS);
    for (const cards of [stage.cards(/push\.example/), stage.cardsThere(/push\.example/)]) {
      const order = firstPosts(cards);
      expect(order).toEqual(
        expect.arrayContaining(['CRITICAL main: off air', 'CRITICAL tape: recording failed']),
      );
      expect(order[0]).toMatch(/^CRITICAL/);
      expect(new Set(order).size).toBe(order.length);
    }
    expect(stage.cards(/CRITICAL .*local: off air/)).toHaveLength(1);
    expect(stage.shown(/late: off air/)).toHaveLength(1);
    for (const side of ['slack', 'discord'] as const)
      expect(mostInAMinute(stage.sent(side).slice(before[side]))).toBeLessThanOrEqual(10);
    expect(stage.cards(/cannot be reached/)).toEqual([]);
    expect(stage.cardsThere(/cannot be reached/)).toEqual([]);
    expect(await stage.metric('airdesk_outbox_oldest_critical_seconds')).toBe(0);
  });
});
