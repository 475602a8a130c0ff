import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { renderCard, renderCompact } from '../../../adapters/discord/render.ts';
import type { Intent } from '../../../src/intent.ts';
import type { Card, Form } from '../../../src/reply.ts';
import { openApiSchema, type SchemaName } from '../../fakes/discord/openapi.ts';
import { createTestClock } from '../../fakes/test-clock.ts';
import { anyCard } from './any-card.ts';
import { LEAD, ON_AIR } from './people.ts';
import { type Setup, startDiscord } from './start-discord.ts';

/** The schema of what is sent to each route. */
const BODIES: Readonly<Record<string, SchemaName>> = {
  'create message': 'MessageCreateRequest',
  'create thread': 'CreateTextThreadWithMessageRequest',
  'edit message': 'MessageEditRequestPartial',
  'edit answer': 'IncomingWebhookUpdateRequestPartial',
  'follow up': 'IncomingWebhookRequestPartial',
};
const CALLBACKS: Readonly<Record<number, SchemaName>> = {
  5: 'CreateMessageInteractionCallbackRequest',
  6: 'UpdateMessageInteractionCallbackRequest',
  8: 'ApplicationCommandAutocompleteCallbackRequest',
  9: 'ModalInteractionCallbackRequest',
};

let setup: Setup | undefined;
afterEach(() => setup?.stop());

describe("Discord's published API", () => {
  it('takes every card as a message', () => {
    const create = openApiSchema('MessageCreateRequest');
    const edit = openApiSchema('MessageEditRequestPartial');
    expect(create.safeParse({ ...renderCard({ ...CARD }), flags: 'many' }).success).toBe(false);
    fc.assert(
      fc.property(anyCard, (card) => {
        for (const message of [renderCard(card), renderCompact(card)]) {
          expect(create.safeParse(message).error).toBeUndefined();
          expect(edit.safeParse(message).error).toBeUndefined();
        }
      }),
      { numRuns: 50 },
    );
  });

  it('takes everything that is sent in a conversation', async () => {
    const suggest = async () => [{ value: 'main', name: 'main' }];
    const formFirst = (intent: Intent) =>
      intent.kind === 'press' && intent.button === 'fill' ? FORM : undefined;
    const started = await startDiscord({ clock: createTestClock(), mode: 'gateway', suggest, formFirst });
    setup = started;
    const { fake, wire, adapter, intents } = started;
    await fake.command(wire, LEAD, ON_AIR, { words: ['help'], options: [] });
    await vi.waitFor(() => expect(intents).toHaveLength(1), { timeout: 60_000 });
    const { place, actor } = intents[0]!;
    const ref = await adapter.post(place, actor, CARD);
    await adapter.edit(ref!, CARD);
    await fake.press(wire, LEAD, fake.messages(ON_AIR)[0]!, 'confirm:p1');
    await vi.waitFor(() => expect(intents).toHaveLength(2), { timeout: 60_000 });
    await adapter.post(intents[1]!.place, actor, { ...CARD, visibility: 'asker' });
    await fake.command(wire, LEAD, ON_AIR, { words: ['help'], options: [] });
    await vi.waitFor(() => expect(intents).toHaveLength(3), { timeout: 60_000 });
    await adapter.post(intents[2]!.place, actor, { ...CARD, visibility: 'asker' });
    await fake.press(wire, LEAD, fake.messages(ON_AIR)[0]!, 'fill');
    await fake.sendModal(wire, LEAD, fake.guild.modals[0]!, { stream: 'main' });
    await vi.waitFor(() => expect(intents).toHaveLength(5), { timeout: 60_000 });

    const typing = { words: ['help'], options: [{ name: 'command', value: 's', focused: true }] };
    await fake.autocomplete(wire, LEAD, ON_AIR, typing);

    const mentions = [{ kind: 'user', id: LEAD.id } as const, { kind: 'group', id: ON_AIR } as const];
    const announced = await adapter.announce(ON_AIR, { ...CARD, mentions }, 'alert-1');
    await adapter.update(announced, CARD);
    await adapter.addToThread(announced, 'Up again', 'alert-1-2');

    const seen = new Set<string>();
    for (const { route, body, status } of fake.calls) {
      const name = route === 'callback' ? CALLBACKS[(body as { type: number }).type] : BODIES[route];
      if (body === undefined) continue;
      expect(name, route).toBeDefined();
      expect(openApiSchema(name!).safeParse(body).error, name).toBeUndefined();
      // The one refusal is how it learns that a thread has to begin.
      if (status !== 404) expect(status, route).toBeLessThan(300);
      seen.add(name!);
    }
    expect([...seen].sort()).toEqual([...Object.values(BODIES), ...Object.values(CALLBACKS)].sort());
  });
});

const FORM: Form = {
  kind: 'form',
  id: 'form:1',
  title: 'Drop',
  submit: 'Preview',
  fields: [
    { name: 'stream', label: 'Stream', hint: 'which one', example: 'Example: main' },
    { name: 'why', label: 'Why', optional: true, value: 'b', choices: [{ value: 'b', label: 'B' }] },
  ],
};

const CARD: Card = {
  kind: 'card',
  tone: 'ask',
  title: 'Drop main?',
  lines: ['No undo.'],
  buttons: [{ id: 'confirm:p1', label: 'Confirm', style: 'danger' }],
  selects: [{ id: 's', placeholder: 'Backup', choices: [{ id: 'run:x', label: 'x' }] }],
  footer: 'Asked by lead',
  visibility: 'channel',
};
