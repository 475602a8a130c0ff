import { afterEach, describe, expect, it } from 'vitest';
import type { Card } from '../../src/reply.ts';
import { until } from '../contract/passing-time.ts';
import { createTestClock } from '../fakes/test-clock.ts';
import { startDiscord } from './discord/start-discord.ts';
import { ON_AIR } from './discord/people.ts';
import { startSlack } from './slack/start-slack.ts';
import { quiet } from '../machine/quiet.ts';

const CARD: Card = { kind: 'card', tone: 'failure', title: 'Down', visibility: 'channel' };

let stop: () => Promise<void> = async () => undefined;
afterEach(() => stop());

/** Announces until it works, as the outbox would. */
async function announced(run: () => Promise<unknown>): Promise<void> {
  for (let at = 0; at < 50; at += 1) {
    if (
      await run().then(
        () => true,
        () => false,
      )
    )
      return;
  }
  throw new Error('could not be announced');
}

describe('a platform that was down for ten minutes', () => {
  it('Slack: its connection comes back, and it takes cards again', async () => {
    const clock = createTestClock();
    const setup = await startSlack({ clock, mode: 'socket' });
    stop = () => setup.stop();
    const { adapter, fake } = setup;
    await until('the connection', () => adapter.isConnected(), clock);
    await fake.goDown();
    await until('its end', () => !adapter.isConnected(), clock);
    for (let passed = 0; passed < 600_000; passed += 5_000) {
      clock.advance(5_000);
      await quiet();
    }
    await fake.comeUp();
    await until('the connection', () => adapter.isConnected(), clock);
    await announced(() => adapter.announce('C0ONAIR', CARD, 'k1'));
    expect(fake.messages('C0ONAIR')).toHaveLength(1);
  });

  it('Discord: its connection comes back, and it takes cards again', async () => {
    const clock = createTestClock();
    const setup = await startDiscord({ clock, mode: 'gateway' });
    stop = () => setup.stop();
    const { adapter, fake } = setup;
    await fake.goDown();
    await until('its end', () => !adapter.isConnected(), clock);
    clock.advance(600_000);
    await fake.comeUp();
    await until('the connection', () => adapter.isConnected(), clock);
    await announced(() => adapter.announce(ON_AIR, CARD, 'k1'));
    expect(fake.messages(ON_AIR)).toHaveLength(1);
  });
});
