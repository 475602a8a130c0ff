import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Intent, SubmitIntent } from '../../../src/intent.ts';
import type { Card, Form } from '../../../src/reply.ts';
import { createTestClock } from '../../fakes/test-clock.ts';
import { visibleText } from '../../fakes/discord/visible-text.ts';
import { LEAD, ON_AIR } from './people.ts';
import { type Setup, startDiscord } from './start-discord.ts';

const HELP = { words: ['help'], options: [] };
const FORM: Form = {
  kind: 'form',
  id: 'filled@abcd:0123456789abcdef:stream drop',
  title: 'stream drop',
  submit: 'Go on',
  fields: [
    { name: 'stream', label: 'stream' },
    {
      name: 'to',
      label: 'to',
      optional: true,
      value: 'b',
      choices: [
        { value: 'a', label: 'A' },
        { value: 'b', label: 'B' },
      ],
    },
  ],
};
const CARD: Card = {
  kind: 'card',
  tone: 'warning',
  title: 'Refused',
  buttons: [{ id: 'fill', label: 'Correct it in a form' }],
  visibility: 'asker',
};

let setup: Setup;
afterEach(() => setup.stop());

/** The core: it says FORM to whatever asks for help or presses, and posts it as well. */
async function start(mode: 'http' | 'gateway', formFirst: (intent: Intent) => Form | undefined = () => FORM) {
  setup = await startDiscord({
    clock: createTestClock(),
    mode,
    formFirst,
    handle: async (intent) => {
      const reply = intent.kind === 'submit' ? CARD : FORM;
      await setup.adapter.post(intent.place, intent.actor, reply).catch(async (error: unknown) => {
        await setup.adapter.post(intent.place, intent.actor, {
          ...CARD,
          title: (error as { code: string }).code,
        });
      });
    },
  });
  return setup;
}

const handled = (count: number) => vi.waitFor(() => expect(setup.intents).toHaveLength(count));
const texts = () =>
  setup.fake.messages(ON_AIR).map(({ components, content }) => visibleText(components, content));
const callbacks = () => setup.fake.calls.filter(({ route }) => route === 'callback');

describe.each(['http', 'gateway'] as const)('a form over %s', (mode) => {
  // discordjs/guide #1246, kaogeek-discord-bot #100, Pycord #1322: a deferred interaction takes no modal any more.
  it('is the first answer, never a deferred one, and leaves nothing in the channel', async () => {
    const { fake, wire } = await start(mode);
    const interaction = await fake.command(wire, LEAD, ON_AIR, HELP);
    expect(interaction.acknowledgedAs).toBe(9);
    await handled(1);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(fake.guild.modals).toMatchObject([
      { userId: LEAD.id, sent: { custom_id: FORM.id, title: 'stream drop' } },
    ]);
    expect(fake.guild.messages).toEqual([]);
    const answers = fake.calls.filter(({ route }) => /answer|follow up|message/.test(route));
    expect(answers).toEqual([]);
  });

  it('comes back as an ask with what stands in it, and what was taken back is empty', async () => {
    const { fake, wire, intents } = await start(mode);
    await fake.command(wire, LEAD, ON_AIR, HELP);
    const [modal] = fake.guild.modals;
    await fake.sendModal(wire, LEAD, modal!, { stream: 'main' });
    await handled(2);
    expect(intents[1]).toMatchObject({ kind: 'submit', form: FORM.id, values: { stream: 'main', to: 'b' } });
    await fake.sendModal(wire, LEAD, modal!, { stream: 'main', to: '' });
    await handled(3);
    expect((intents[2] as SubmitIntent).values).toEqual({ stream: 'main', to: '' });
  });

  // discord-api-docs: a modal cannot answer a modal; poise #200: nor can a deferred update, where a command opened it.
  it('that is sent is never answered with another one', async () => {
    const { fake, wire } = await start(mode);
    await fake.command(wire, LEAD, ON_AIR, HELP);
    const sent = await fake.sendModal(wire, LEAD, fake.guild.modals[0]!, { stream: 'main' });
    expect(sent.acknowledgedAs).toBe(5);
    await vi.waitFor(() => expect(texts()).toEqual(['⚠️ Refused']), { timeout: 60_000 });
    expect(fake.messages(ON_AIR)[0]?.onlyFor).toBe(LEAD.id);
    expect(fake.guild.modals).toHaveLength(1);
  });

  it('opens in answer to a press, and the message that was pressed stays as it is', async () => {
    const { fake, wire } = await start(mode);
    await fake.command(wire, LEAD, ON_AIR, HELP);
    await fake.sendModal(wire, LEAD, fake.guild.modals[0]!, { stream: 'main' });
    await vi.waitFor(() => expect(texts()).toEqual(['⚠️ Refused']), { timeout: 60_000 });
    const [refused] = fake.messages(ON_AIR);
    const press = await fake.press(wire, LEAD, refused!, 'fill');
    expect(press.acknowledgedAs).toBe(9);
    await handled(3);
    expect(fake.guild.modals).toHaveLength(2);
    expect(texts()).toEqual(['⚠️ Refused']);
  });

  // discord-api-docs #4529: the message that carries the button is deleted while the modal stands open.
  it('is answered, too, when the message is gone from which it was opened', async () => {
    const { fake, wire } = await start(mode, (intent) => (intent.kind === 'press' ? FORM : undefined));
    const { intents, adapter } = setup;
    await fake.command(wire, LEAD, ON_AIR, HELP);
    await handled(1);
    const { place, actor } = intents[0]!;
    await adapter.post(place, actor, { ...CARD, visibility: 'channel' });
    const card = fake.messages(ON_AIR).find(({ onlyFor }) => onlyFor === undefined);
    await fake.press(wire, LEAD, card!, 'fill');
    fake.remove(ON_AIR, card!.id);
    await fake.sendModal(wire, LEAD, fake.guild.modals[0]!, { stream: 'main' });
    await vi.waitFor(() => expect(texts().at(-1)).toBe('⚠️ Refused'), { timeout: 60_000 });
  });

  it('that the core thinks better of is followed by a card that only the asker sees', async () => {
    setup = await startDiscord({
      clock: createTestClock(),
      mode,
      formFirst: () => FORM,
      handle: async ({ place, actor }) => {
        await setup.adapter.post(place, actor, CARD);
      },
    });
    await setup.fake.command(setup.wire, LEAD, ON_AIR, HELP);
    await vi.waitFor(() => expect(texts()).toEqual(['⚠️ Refused']), { timeout: 60_000 });
    expect(setup.fake.messages(ON_AIR)[0]?.onlyFor).toBe(LEAD.id);
  });

  // openclaw #52579: forms that came after 15 s of work were never seen.
  it('is told at once, and everything else is acknowledged as quickly as before', async () => {
    const { fake, wire } = await start(mode, ({ kind }) => (kind === 'command' ? FORM : undefined));
    const took: number[] = [];
    for (let at = 0; at < 20; at += 1)
      took.push((await fake.command(wire, LEAD, ON_AIR, HELP)).tookMs ?? Infinity);
    expect(Math.max(...took)).toBeLessThan(1_000);
  });
});

describe('a form over the gateway that has trouble', () => {
  it('is acknowledged plainly where Discord does not take it, and what it would have asked is said', async () => {
    const { fake, wire } = await start('gateway');
    fake.fault({ route: 'callback', kind: 'error', status: 400, code: 50_035 });
    const interaction = await fake.command(wire, LEAD, ON_AIR, HELP);
    expect(interaction.acknowledgedAs).toBe(5);
    await vi.waitFor(() => expect(texts()).toEqual(['⚠️ discord.no-forms']), { timeout: 60_000 });
    expect(callbacks().map(({ body }) => (body as { type: number }).type)).toEqual([9, 5]);
  });

  it('is sent again when its answer was lost, and stands open once', async () => {
    const { fake, wire } = await start('gateway');
    fake.fault({ route: 'callback', kind: 'http-after-effect' });
    await fake.command(wire, LEAD, ON_AIR, HELP);
    await handled(1);
    expect(callbacks()).toHaveLength(2);
    expect(fake.guild.modals).toHaveLength(1);
  });

  // discord-api-docs #5731, JDA #2548 (10062); discord-modals #43 (40060).
  it.each([10_062, 40_060])('that Discord refuses with %i: nothing is done for that ask', async (code) => {
    const { fake } = await start('gateway');
    fake.fault({ route: 'callback', kind: 'error', status: 400, code });
    const { payload } = fake.payloads.command(LEAD, ON_AIR, HELP);
    fake.gateway.dispatch('INTERACTION_CREATE', payload);
    await vi.waitFor(() => expect(setup.logs.join()).toContain(`discord.${code}`), { timeout: 60_000 });
    expect(setup.intents).toEqual([]);
    expect(fake.guild.modals).toEqual([]);
  });
});
