import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTestClock, type TestClock } from '../../fakes/test-clock.ts';
import { type Setup, startSlack } from './start-slack.ts';
import { quiet } from '../../machine/quiet.ts';

let clock: TestClock;
let setup: Setup;

beforeEach(async () => {
  clock = createTestClock();
  setup = await startSlack({ clock, mode: 'socket' });
  await vi.waitFor(() => expect(setup.fake.socket.connections()).toBe(2), { timeout: 60_000 });
});
afterEach(() => setup.stop());

async function ask(line: string): Promise<void> {
  await setup.fake.slash(setup.wire, 'U0LEAD', 'C0ONAIR', line);
  await vi.waitFor(() => expect(setup.intents.at(-1)).toMatchObject({ kind: 'command', line }), {
    timeout: 60_000,
  });
}

describe('Socket Mode', () => {
  it('takes asks over both connections', async () => {
    for (const line of ['one', 'two', 'three', 'four']) await ask(line);
    expect(setup.adapter.isConnected()).toBe(true);
  });

  it('is not offline for a moment when Slack refreshes one connection', async () => {
    setup.fake.socket.disconnect('refresh_requested', 0);
    expect(setup.adapter.isConnected()).toBe(true);
    await ask('at once');
    await vi.waitFor(() => expect(setup.fake.socket.connections()).toBe(2), { timeout: 60_000 });
  });

  it('comes back by itself, without waiting, when both connections are refreshed or cut', async () => {
    setup.fake.socket.disconnect('warning');
    await vi.waitFor(() => expect(setup.fake.socket.connections()).toBe(2), { timeout: 60_000 });
    await ask('after the refresh');
    setup.fake.socket.cut();
    await vi.waitFor(() => expect(setup.fake.socket.connections()).toBe(2), { timeout: 60_000 });
    await ask('after the cut');
  });

  it('outlives refused tokens, says so, and comes back when they are good again', async () => {
    setup.fake.revokeTokens();
    setup.fake.socket.cut();
    await vi.waitFor(() => expect(setup.logs.join()).toContain('invalid_auth'), { timeout: 60_000 });
    expect(setup.adapter.isConnected()).toBe(false);
    for (let at = 0; at < 5; at += 1) {
      clock.advance(30_000);
      await quiet();
    }
    setup.fake.restoreTokens();
    await vi.waitFor(
      () => {
        clock.advance(30_000);
        expect(setup.fake.socket.connections()).toBe(2);
      },
      { timeout: 60_000 },
    );
    await ask('back');
    expect(setup.logs.join()).toContain('connected again');
    expect(setup.logs.join()).not.toMatch(/xapp-|ticket-\d/);
  });

  it('acknowledges what it does not know', async () => {
    const known = setup.intents.length;
    await setup.fake.socket.send('interactive', { type: 'brand_new' });
    await setup.fake.socket.send('events_api', { event: { type: 'message' }, team_id: 'T0LIVE' });
    setup.fake.socket.raw('not JSON');
    setup.fake.socket.raw('{"type":"brand_new_frame"}');
    await ask('still there');
    expect(setup.intents).toHaveLength(known + 1);
  });

  it('stops hurrying when Slack closes every connection at once', async () => {
    const opened = () => setup.fake.calls.filter(({ method }) => method === 'apps.connections.open').length;
    const givenUp = () => setup.logs.filter((line) => line.includes('at once')).length === 2;
    await vi.waitFor(() => {
      setup.fake.socket.disconnect('link_disabled');
      expect(givenUp()).toBe(true);
    });
    expect(opened()).toBeLessThanOrEqual(10);
    await vi.waitFor(() => {
      clock.advance(30_000);
      expect(setup.fake.socket.connections()).toBe(2);
    });
  });
});
