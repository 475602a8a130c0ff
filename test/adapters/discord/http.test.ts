import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createKeys, type Forgery } from '../../fakes/discord/deliver-http.ts';
import { postInPieces } from '../../fakes/post-in-pieces.ts';
import { createTestClock, type TestClock } from '../../fakes/test-clock.ts';
import command from './fixtures/command.json' with { type: 'json' };
import modal from './fixtures/modal.json' with { type: 'json' };
import press from './fixtures/press.json' with { type: 'json' };
import select from './fixtures/select.json' with { type: 'json' };
import { type Setup, startDiscord } from './start-discord.ts';

let clock: TestClock;
let setup: Setup;

beforeEach(async () => {
  clock = createTestClock();
  setup = await startDiscord({ clock });
});
afterEach(() => setup.stop());

const send = (payload: unknown, forgery?: Forgery) =>
  setup.fake.deliver(
    setup.botOrigin,
    typeof payload === 'string' ? payload : JSON.stringify(payload),
    forgery,
  );

describe('POST /discord/interactions', () => {
  it.each([
    ['a slash command', command, 'command', { type: 5, data: { flags: 64 } }],
    ['a pressed button', press, 'press', { type: 6 }],
    ['a choice', select, 'press', { type: 6 }],
    ['a sent form', modal, 'submit', { type: 5, data: { flags: 64 } }],
  ])('defers %s and hands it on', async (_what, payload, kind, response) => {
    const answer = await send(payload);
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toEqual(response);
    await vi.waitFor(() => expect(setup.intents).toMatchObject([{ kind, at: clock.now() }]), {
      timeout: 60_000,
    });
  });

  it('answers PING, also before it is started', async () => {
    expect(await send({ ...command, type: 1 })).toMatchObject({ status: 200, body: '{"type":1}' });
    await setup.adapter.stop();
    expect(await send({ type: 1 })).toMatchObject({ status: 200, body: '{"type":1}' });
    expect(setup.intents).toEqual([]);
  });

  const forgeries: [string, Forgery][] = [
    ['signed by somebody else', { key: createKeys().privateKey }],
    ['altered', { signedBody: JSON.stringify(press) }],
    ['replayed after more than 5 minutes', { skew: -301 }],
    ['from the future', { skew: 301 }],
    ['without signature', { without: ['x-signature-ed25519'] }],
    ['without timestamp', { without: ['x-signature-timestamp'] }],
    ['with an empty signature', { headers: { 'x-signature-ed25519': '' } }],
    ['with a malformed timestamp', { headers: { 'x-signature-timestamp': 'NaN' } }],
  ];
  it.each(forgeries)('refuses what is %s', async (_what, forgery) => {
    expect(await send(command, forgery)).toMatchObject({ status: 401 });
    expect(await send({ type: 1 }, forgery)).toMatchObject({ status: 401 });
    expect(setup.intents).toEqual([]);
    expect(setup.logs.join()).toContain('signature');
  });

  it('hands on a replay with the id of the first delivery', async () => {
    await send(command);
    await send(command);
    await vi.waitFor(() => expect(setup.intents).toHaveLength(2), { timeout: 60_000 });
    expect(setup.intents[0]!.id).toBe(setup.intents[1]!.id);
  });

  it('refuses a body of more than a megabyte before reading it', async () => {
    expect(await send('a'.repeat(1_000_001))).toMatchObject({ status: 413 });
    expect(await postInPieces(`${setup.botOrigin}/discord/interactions`)).toBe(413);
  });

  it.each([
    ['JSON that is none', '{'],
    ['a list', '[1]'],
    ['an interaction without a token', { ...command, token: undefined }],
    ['an interaction of another application', { ...command, application_id: '999999999999999999' }],
  ])('refuses %s', async (_what, payload) => {
    expect(await send(payload)).toMatchObject({ status: 400 });
    expect(setup.intents).toEqual([]);
  });

  it.each([
    ['a context menu', { ...command, data: { name: 'Drop', type: 3, target_id: '1' } }],
    ['a bot', { ...command, member: { ...command.member, user: { ...command.member.user, bot: true } } }],
    ['a user select', { ...press, data: { component_type: 5, custom_id: 'u', values: ['1'] } }],
  ])('tells %s that there is nothing for it', async (_what, payload) => {
    const answer = JSON.parse((await send(payload)).body) as { type: number; data: { flags: number } };
    expect(answer).toMatchObject({ type: 4, data: { flags: 64 } });
    expect(setup.intents).toEqual([]);
  });

  it('takes nothing after it was stopped', async () => {
    await setup.adapter.stop();
    expect(await send(command)).toMatchObject({ status: 503 });
    expect(setup.adapter.isConnected()).toBe(false);
  });
});
