import { describe, expect, it, vi } from 'vitest';
import { createTestClock } from '../../fakes/test-clock.ts';
import { startSlack } from './start-slack.ts';
import { expectWithin } from '../../machine/slowness.ts';

/** Slack gives 3 s; far less than that is left to a machine that is busy with tests. */
const LIMIT_MS = 1_000;

describe.each(['http', 'socket'] as const)('acknowledging over %s', (mode) => {
  it('does not wait for the work', async () => {
    let release: () => void = () => undefined;
    const hang = new Promise<void>((resolve) => (release = resolve));
    const setup = await startSlack({ clock: createTestClock(), mode, handle: () => hang });
    for (let at = 0; at < 20; at += 1) {
      const { tookMs, status } = await setup.fake.slash(setup.wire, 'U0LEAD', 'C0ONAIR', 'stream list');
      expect(status).toBe(200);
      expectWithin(tookMs, LIMIT_MS);
    }
    await vi.waitFor(() => expect(setup.intents).toHaveLength(20), { timeout: 60_000 });
    let stopped = false;
    const stopping = setup.stop().then(() => (stopped = true));
    await new Promise((resolve) => setImmediate(resolve));
    expect(stopped).toBe(false);
    release();
    await stopping;
  });

  it('comes before the work begins', async () => {
    const order: string[] = [];
    const setup = await startSlack({
      clock: createTestClock(),
      mode,
      handle: async () => void order.push('work'),
    });
    const { fake, wire } = setup;
    await Promise.all([fake.slash(wire, 'U0LEAD', 'C0ONAIR', 'help').then(() => order.push('acknowledged'))]);
    await vi.waitFor(() => expect(order).toContain('work'), { timeout: 60_000 });
    expect(order).toHaveLength(2);
    await setup.stop();
  });

  it('says that it is busy rather than piling up asks', async () => {
    let release: () => void = () => undefined;
    const hang = new Promise<void>((resolve) => (release = resolve));
    const setup = await startSlack({ clock: createTestClock(), mode, handle: () => hang });
    for (let at = 0; at < 1_000; at += 50) {
      const asks = Array.from({ length: 50 }, () =>
        setup.fake.slash(setup.wire, 'U0LEAD', 'C0ONAIR', 'help'),
      );
      expect((await Promise.all(asks)).every(({ body }) => !body.includes('busy'))).toBe(true);
    }
    const { body } = await setup.fake.slash(setup.wire, 'U0LEAD', 'C0ONAIR', 'help');
    expect(body).toContain('busy');
    expect(setup.intents).toHaveLength(1_000);
    release();
    await setup.stop();
  });

  it('survives a handle that breaks its promise', async () => {
    const setup = await startSlack({
      clock: createTestClock(),
      mode,
      handle: () => Promise.reject(new Error('xoxb-secret')),
    });
    await setup.fake.slash(setup.wire, 'U0LEAD', 'C0ONAIR', 'help');
    await vi.waitFor(() => expect(setup.logs.join()).toContain('Slack ask failed'), { timeout: 60_000 });
    expect(setup.logs.join()).not.toContain('xoxb-secret');
    await setup.stop();
  });
});
