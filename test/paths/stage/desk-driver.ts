import { randomUUID } from 'node:crypto';
import type { DrawnCard, DrawnForm } from '../../../adapters/desk/render.ts';
import type { RoomMessage } from '../../../adapters/desk/room.ts';
import { factText } from '../../../src/text/fact-text.ts';
import { openEvents } from './desk-events.ts';
import { filledIn, type ChatDriver, type SeenForm, type SeenMessage } from './driver.ts';

const USERS = ['engineer', 'producer', 'lead', 'viewer', 'stranger'] as const;

/**
 * A person at the desk, over its HTTP and event streams. The desk must run in open mode with the test users among
 * its people (also `stranger`, whom only the core does not know).
 */
export function createDeskDriver({ origin }: { readonly origin: string }): ChatDriver {
  const seen = new Map<string, RoomMessage & { onlyFor?: string }>();
  /** The users to whom each was shown. */
  const shownTo = new Map<string, ReadonlySet<string>>();
  /** Forms that stand open, by who has them; what was typed into them stays while they are marked. */
  const forms: DeskForm[] = [];
  const stop = new AbortController();
  const streams = USERS.map((user) =>
    openEvents(`${origin}/desk/events?as=${user}`, stop.signal, ({ event, data }) => {
      if (event === 'sync') {
        const { reset, messages } = JSON.parse(data) as { reset: boolean; messages: RoomMessage[] };
        if (reset) forget(user);
        for (const message of messages) keep(user, message);
      }
      if (event === 'message') keep(user, JSON.parse(data) as RoomMessage);
      if (event === 'form') draw(user, JSON.parse(data) as DrawnForm);
      if (event === 'answered') close((JSON.parse(data) as { ask: string }).ask);
    }),
  );

  function draw(user: string, drawn: DrawnForm): void {
    const open = drawn.ask === undefined ? undefined : forms.find(({ sent }) => sent === drawn.ask);
    if (open) Object.assign(open, { drawn, sent: undefined });
    else forms.push({ id: `form-${forms.length}`, user, drawn, typed: {}, sent: undefined, isOpen: true });
  }

  function close(ask: string): void {
    const open = forms.find(({ sent }) => sent === ask);
    if (open) Object.assign(open, { sent: undefined, isOpen: false });
  }

  function keep(user: string, message: RoomMessage): void {
    // Streams run side by side: an older state may arrive after a newer one.
    if ((seen.get(message.id)?.edits ?? -1) > message.edits) return;
    seen.set(message.id, { ...message, ...(message.private && { onlyFor: user }) });
    shownTo.set(message.id, new Set([...(shownTo.get(message.id) ?? []), user]));
  }

  function forget(user: string): void {
    for (const [id, { onlyFor }] of seen) {
      // What is shared is not shown to everybody: whoever never had it cannot lose it.
      const had = onlyFor === undefined ? shownTo.get(id)?.has(user) : onlyFor === user;
      if (had) seen.delete(id);
    }
  }

  async function ask(user: string, body: Record<string, unknown>, id: string = randomUUID()): Promise<void> {
    await Promise.all(streams.map(({ ready }) => ready));
    const response = await fetch(`${origin}/desk/intents`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: origin },
      body: JSON.stringify({ id, as: user, ...body }),
    });
    const text = await response.text();
    if (response.status !== 202) throw new Error(`The desk answered ${response.status}: ${text}`);
  }

  return {
    name: 'desk',
    say: (user, line) => ask(user, { kind: 'command', line }),
    async press(user, message, label) {
      const card = seen.get(message.id)?.card;
      const button = card && pressable(card).find((candidate) => candidate.label === label);
      if (!button) throw new Error(`No button ${label} on: ${message.text}`);
      await ask(user, { kind: 'press', button: button.id, message: message.id });
    },
    forms: (user) => forms.filter((form) => form.user === user && form.isOpen).map(seenForm),
    async send(user, { id }, values) {
      const form = forms.find((each) => each.id === id && each.user === user && each.isOpen);
      if (!form) throw new Error(`The desk: no form ${id} before ${user}`);
      form.typed = { ...filledIn(seenForm(form)), ...values };
      form.sent = randomUUID();
      form.drawn = {
        ...form.drawn,
        fields: form.drawn.fields.map(withoutProblem),
      };
      const given = Object.entries(form.typed).filter(([, value]) => value.trim() !== '');
      await ask(user, { kind: 'submit', form: form.drawn.id, values: Object.fromEntries(given) }, form.sent);
    },
    thread: () => [],
    messages: () => [...seen.values()].sort((a, b) => a.order - b.order).map(asSeen),
    async stop() {
      stop.abort();
      await Promise.all(streams.map(({ ended }) => ended));
    },
  };
}

/** A form on somebody's page. */
interface DeskForm {
  readonly id: string;
  readonly user: string;
  drawn: DrawnForm;
  typed: Readonly<Record<string, string>>;
  /** The ask that it was sent with, until that is answered. */
  sent: string | undefined;
  isOpen: boolean;
}

function withoutProblem(field: DrawnForm['fields'][number]): DrawnForm['fields'][number] {
  const { problem, ...rest } = field;
  return problem === undefined ? field : rest;
}

function seenForm({ id, drawn, typed }: DeskForm): SeenForm {
  const texts = drawn.fields.flatMap(({ label, hint, problem }) => [label, hint ?? '', problem ?? '']);
  return {
    id,
    text: [drawn.title, drawn.problem ?? '', ...texts].join('\n'),
    fields: drawn.fields.map(({ name, value, problem, choices }) => ({
      name,
      value: typed[name] ?? value,
      problem,
      choices: choices?.map((choice) => choice.value),
    })),
  };
}

function pressable({ buttons, selects }: DrawnCard): readonly { id: string; label: string }[] {
  return [...buttons, ...selects.flatMap(({ choices }) => choices)];
}

function asSeen({ id, card, edits, onlyFor }: RoomMessage & { onlyFor?: string }): SeenMessage {
  const buttons = pressable(card).map(({ label }) => label);
  const presses = pressable(card).map((each) => each.id);
  const seen = { id, text: textOf(card), buttons, presses, edits, channel: 'desk', notified: [] };
  return { ...seen, ...(onlyFor !== undefined && { onlyFor }) };
}

function textOf({ title, lines, facts, table, code, footer }: DrawnCard): string {
  return [
    title,
    ...lines,
    ...facts.map(factText),
    ...(table ? [table.columns, ...table.rows].map((cells) => cells.join(' | ')) : []),
    ...(code === undefined ? [] : [code]),
    ...(footer === undefined ? [] : [footer]),
  ].join('\n');
}
