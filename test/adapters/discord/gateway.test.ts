import { afterEach, describe, expect, it, vi } from 'vitest';
import type { AirdeskError } from '../../../src/errors.ts';
import { createTestClock } from '../../fakes/test-clock.ts';
import { LEAD, ON_AIR } from './people.ts';
import { type Setup, startDiscord } from './start-discord.ts';

const HELP = { words: ['help'], options: [] };
const PATIENCE = { timeout: 60_000, interval: 20 };

let setup: Setup | undefined;
afterEach(async () => {
  await setup?.stop();
  setup = undefined;
});

async function started(): Promise<Setup> {
  setup = await startDiscord({ clock: createTestClock(), mode: 'gateway' });
  await vi.waitFor(() => expect(setup?.adapter.isConnected()).toBe(true), PATIENCE);
  return setup;
}

describe('the gateway', () => {
  it('is asked for no intent at all', async () => {
    const { fake } = await started();
    expect(fake.gateway.identifies).toEqual([{ intents: 0 }]);
  });

  it.each(['cut', 'reconnect'] as const)('resumes after it was %s, and misses nothing', async (how) => {
    const { fake, wire, intents, adapter } = await started();
    await fake.command(wire, LEAD, ON_AIR, HELP);
    fake.gateway[how]();
    await vi.waitFor(() => expect(adapter.isConnected()).toBe(false), PATIENCE);
    const { payload } = fake.payloads.command(LEAD, ON_AIR, { words: ['whoami'], options: [] });
    fake.gateway.dispatch('INTERACTION_CREATE', payload);
    await vi.waitFor(() => expect(intents).toHaveLength(2), PATIENCE);
    expect(intents[1]).toMatchObject({ line: 'whoami' });
    expect(adapter.isConnected()).toBe(true);
    expect(fake.gateway.resumes()).toBe(1);
    expect(fake.gateway.identifies).toHaveLength(1);
  });

  it('identifies anew when its session is gone', async () => {
    const { fake, wire, intents, adapter } = await started();
    fake.gateway.invalidate(false);
    await vi.waitFor(() => expect(fake.gateway.identifies).toHaveLength(2), PATIENCE);
    await vi.waitFor(() => expect(adapter.isConnected()).toBe(true), PATIENCE);
    await fake.command(wire, LEAD, ON_AIR, HELP);
    await vi.waitFor(() => expect(intents).toHaveLength(1), { timeout: 60_000 });
  });

  it('is not connected after a close for good, says why once, and answers nobody', async () => {
    const { fake, adapter, logs } = await started();
    fake.revokeToken();
    fake.gateway.closeWith(4004);
    await vi.waitFor(() => expect(adapter.isConnected()).toBe(false), PATIENCE);
    await vi.waitFor(() => expect(logs.join('\n')).toContain('discord.invalid-token'), PATIENCE);
    const told = logs.filter((line) => line.includes('discord.invalid-token'));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('DISCORD_TOKEN');
    expect(fake.gateway.identifies).toHaveLength(1);
  });

  it('does not start with a token that Discord refuses', async () => {
    const prepare = (fake: Setup['fake']) => fake.revokeToken();
    const start = startDiscord({ clock: createTestClock(), mode: 'gateway', prepare });
    await expect(start).rejects.toMatchObject({ code: 'discord.invalid-token' });
  });

  it.each([
    ['DISCORD_APPLICATION_ID', 'gateway', { applicationId: '999999999999999999' }],
    ['DISCORD_PUBLIC_KEY', 'http', { publicKey: 'a'.repeat(64) }],
  ] as const)('does not start with %s of another application', async (variable, mode, wrong) => {
    const error = await startDiscord({ clock: createTestClock(), mode, ...wrong }).catch(
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({ code: 'discord.wrong-application' });
    expect((error as AirdeskError).hint.en).toContain(variable);
    expect((error as AirdeskError).hint.zh).toContain(variable);
  });

  it.each([
    ['nothing', null],
    ['text', 'interaction'],
    ['no data', { type: 2, id: '1', application_id: '100000000000000001', token: 't', data: null }],
    ['a type that is not known yet', { type: 99 }],
    ['an interaction of another application', { id: '1', application_id: '2', token: 't', type: 2 }],
  ])('does not stumble over an interaction that is %s', async (_what, payload) => {
    const { fake, wire, intents, adapter } = await started();
    fake.gateway.dispatch('INTERACTION_CREATE', payload);
    fake.gateway.dispatch('BRAND_NEW_EVENT', payload);
    await fake.command(wire, LEAD, ON_AIR, HELP);
    await vi.waitFor(() => expect(intents).toHaveLength(1), { timeout: 60_000 });
    expect(adapter.isConnected()).toBe(true);
  });

  it('says good-bye when it is stopped', async () => {
    const { fake, adapter } = await started();
    await adapter.stop();
    await vi.waitFor(() => expect(fake.gateway.connections()).toBe(0), PATIENCE);
    expect(adapter.isConnected()).toBe(false);
  });

  it('shows no secret in its logs', async () => {
    const { fake, logs, adapter } = await started();
    fake.gateway.cut();
    await vi.waitFor(() => expect(fake.gateway.resumes()).toBe(1), PATIENCE);
    fake.gateway.closeWith(4004);
    await vi.waitFor(() => expect(adapter.isConnected()).toBe(false), PATIENCE);
    expect(logs.length).toBeGreaterThan(0);
    expect(logs.join('\n')).not.toContain(fake.token);
  });
});
