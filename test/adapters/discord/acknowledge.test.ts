import { afterEach, describe, expect, it, vi } from 'vitest';
import { createTestClock } from '../../fakes/test-clock.ts';
import { LEAD, ON_AIR } from './people.ts';
import { type Setup, startDiscord } from './start-discord.ts';
import { expectWithin } from '../../machine/slowness.ts';

/** Discord gives 3 s; far less than that is left to a machine that is busy with tests. */
const LIMIT_MS = 1_000;
const HELP = { words: ['help'], options: [] };

let setup: Setup | undefined;
afterEach(() => setup?.stop());

function hanging() {
  let release: () => void = () => undefined;
  const hang = new Promise<void>((resolve) => (release = resolve));
  return { handle: () => hang, release };
}

describe.each(['http', 'gateway'] as const)('acknowledging over %s', (mode) => {
  it('does not wait for the work, with 50 commands in flight', async () => {
    const { handle, release } = hanging();
    const started = await startDiscord({ clock: createTestClock(), mode, handle });
    const { fake, wire } = started;
    const asks = Array.from({ length: 50 }, () => fake.command(wire, LEAD, ON_AIR, HELP));
    for (const { acknowledgedAs } of await Promise.all(asks)) expect(acknowledgedAs).toBe(5);
    for (let at = 0; at < 20; at += 1) {
      const { tookMs } = await fake.command(wire, LEAD, ON_AIR, HELP);
      expectWithin(tookMs ?? Infinity, LIMIT_MS);
    }
    await vi.waitFor(() => expect(started.intents).toHaveLength(70), { timeout: 60_000 });
    // Every one of them shows "thinking…" to the asker alone.
    expect(fake.guild.messages.every(({ loading, onlyFor }) => loading && onlyFor === LEAD.id)).toBe(true);
    let stopped = false;
    const stopping = started.stop().then(() => (stopped = true));
    await new Promise((resolve) => setImmediate(resolve));
    expect(stopped).toBe(false);
    release();
    await stopping;
    setup = undefined;
  });

  it('comes before the work begins', async () => {
    let acknowledgedFirst: boolean | undefined;
    const started = await startDiscord({
      clock: createTestClock(),
      mode,
      handle: async () => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        acknowledgedFirst = [...started.fake.guild.interactions.values()].every(
          ({ acknowledgedAs }) => acknowledgedAs !== undefined,
        );
      },
    });
    setup = started;
    await started.fake.command(started.wire, LEAD, ON_AIR, HELP);
    await vi.waitFor(() => expect(acknowledgedFirst).toBe(true), { timeout: 60_000 });
  });

  it('survives a handle that breaks its promise', async () => {
    setup = await startDiscord({
      clock: createTestClock(),
      mode,
      handle: () => Promise.reject(new Error('BotTokenOfTheFake')),
    });
    await setup.fake.command(setup.wire, LEAD, ON_AIR, HELP);
    await vi.waitFor(() => expect(setup?.logs.join()).toContain('Discord ask failed'), { timeout: 60_000 });
    expect(setup.logs.join()).not.toContain('BotTokenOfTheFake');
  });
});

describe('too many asks at once', () => {
  it('says that it is busy rather than piling them up', async () => {
    const { handle, release } = hanging();
    const started = await startDiscord({ clock: createTestClock(), handle });
    const { fake, wire } = started;
    for (let at = 0; at < 1_000; at += 50) {
      await Promise.all(Array.from({ length: 50 }, () => fake.command(wire, LEAD, ON_AIR, HELP)));
    }
    await fake.command(wire, LEAD, ON_AIR, HELP);
    expect(fake.messages(ON_AIR)).toMatchObject([
      { onlyFor: LEAD.id, content: expect.stringContaining('busy') },
    ]);
    expect(started.intents).toHaveLength(1_000);
    release();
    await started.stop();
    setup = undefined;
  });
});

describe('a first response over the gateway that has trouble', () => {
  it('is sent again when its answer was lost, and the work is done once', async () => {
    setup = await startDiscord({ clock: createTestClock(), mode: 'gateway' });
    setup.fake.fault({ route: 'callback', kind: 'http-after-effect' });
    await setup.fake.command(setup.wire, LEAD, ON_AIR, HELP);
    await vi.waitFor(() => expect(setup?.intents).toHaveLength(1), { timeout: 60_000 });
    expect(setup.fake.calls.filter(({ route }) => route === 'callback')).toHaveLength(2);
  });

  it.each([
    ['somebody else acknowledged', 40_060],
    ['Discord gave up on', 10_062],
  ])('means that nothing is done for an ask that %s', async (_what, code) => {
    setup = await startDiscord({ clock: createTestClock(), mode: 'gateway' });
    setup.fake.fault({ route: 'callback', kind: 'error', status: 400, code });
    const { payload } = setup.fake.payloads.command(LEAD, ON_AIR, HELP);
    setup.fake.gateway.dispatch('INTERACTION_CREATE', payload);
    await vi.waitFor(() => expect(setup?.logs.join()).toContain(`discord.${code}`), { timeout: 60_000 });
    expect(setup.intents).toEqual([]);
    expect(setup.adapter.isConnected()).toBe(true);
  });
});
