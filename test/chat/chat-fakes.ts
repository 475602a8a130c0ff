import { noKnock } from '../fakes/no-knock.ts';
import { createDrafts } from '../../src/chat/form/drafts.ts';
import { createRefusedNotes } from '../../src/chat/refused-notes.ts';
import { createSessions } from '../../src/sessions/session-book.ts';
import { z } from 'zod';
import type { Adapter, Capabilities } from '../../src/platform/adapter.ts';
import type { AuditEntry } from '../../src/observability/audit.ts';
import { defineAct, defineLook, type Command } from '../../src/command.ts';
import type { Config } from '../../src/config/schema.ts';
import { ConfigFileSchema } from '../fakes/platforms.ts';
import type { Core } from '../../src/core.ts';
import { GUARDS } from '../../src/guard/guards.ts';
import { Refusal } from '../../src/errors.ts';
import type { Actor, Place } from '../../src/intent.ts';
import type { Announcer } from '../../src/platform/announcer.ts';
import { createOutbox } from '../../src/outbox/create-outbox.ts';
import { createCardContents } from '../../src/proposal/card-contents.ts';
import { openCommandCards } from '../../src/proposal/command-cards.ts';
import { createExpiries } from '../../src/proposal/expiries.ts';
import { createKeyBooks } from '../../src/keys/key-book.ts';
import { createMixBooks } from '../../src/mix/mix-book.ts';
import { takeStock } from '../../src/proposal/recover.ts';
import type { Card, Form, MessageRef, Reply } from '../../src/reply.ts';
import { createRouter, type Router } from '../../src/chat/router.ts';
import type { Store } from '../../src/store/store.ts';
import { noAlerts } from '../fakes/no-alerts.ts';
import { noPanels } from '../fakes/no-panels.ts';
import { noHandOvers } from '../fakes/no-hand-overs.ts';
import { noRotations } from '../fakes/no-rotations.ts';
import type { TestClock } from '../fakes/test-clock.ts';
import type { Json } from '../../src/json.ts';
import { silentLog as log } from '../fakes/logs.ts';

/** A lamp in place of the cloud: commands switch it. */
export interface Lamp {
  lit: boolean;
  switched: number;
  /** Thrown by the next call, before or after it has its effect. */
  fails?: { error: unknown; after?: boolean };
  /** How many looks do not see the effect yet. */
  lag: number;
  /** Awaited inside the next call. */
  hold?: Promise<void>;
}

/** What the channel shows. */
export interface Shown {
  readonly ref: MessageRef | undefined;
  card: Card;
  readonly history: Card[];
  readonly to: string;
}

/** One account; ada and bo may switch the lamp, eve may only look. */
export const CONFIG: Config = {
  ...ConfigFileSchema.parse({
    accounts: { main: {} },
    roles: { engineer: { risks: ['read', 'air', 'secret'] }, viewer: { risks: ['read'] } },
    people: {
      ada: { slack: 'U001', discord: '123456789012345678', roles: ['engineer'] },
      bo: { slack: 'U002', roles: ['engineer'] },
      eve: { slack: 'U003', roles: ['viewer'] },
    },
  }),
  defaultAccount: 'main',
};

const say = (en: string, zh: string) => ({ en, zh });

function lampCommands(lamp: Lamp): Command[] {
  const target = { key: 'main/lamp', label: 'lamp' };
  const act = (name: string, zh: string, lit: boolean, undo?: string) =>
    defineAct({
      name,
      zh,
      summary: say(name, zh),
      risk: 'air',
      options: {
        why: {
          schema: z.string().optional(),
          summary: say('why', '原因'),
          zh: '原因',
          required: false,
          example: 'x',
        },
      },
      async preview() {
        if (lamp.lit === lit) {
          throw new Refusal(
            'airdesk.nothing-to-do',
            say('It is so already', '已是该状态'),
            say('Nothing was done.', '未执行。'),
          );
        }
        const state: Json = { lit: lamp.lit };
        return {
          target,
          title: `Switch the lamp ${lit ? 'on' : 'off'}`,
          plan: { lit },
          state,
          facts: [],
          lines: ['Undo is offered.'],
          showCommand: 'lamp show',
        };
      },
      async run() {
        const { fails, hold } = lamp;
        delete lamp.fails;
        delete lamp.hold;
        if (fails && !fails.after) throw fails.error;
        lamp.lit = lit;
        lamp.switched++;
        await hold;
        if (fails) throw fails.error;
      },
      async verify() {
        const seen = lamp.lit === lit && lamp.lag-- <= 0;
        return { seen, facts: [{ label: 'lamp', value: lamp.lit ? 'on' : 'off' }] };
      },
      ...(undo ? { undo: () => ({ command: undo, options: {}, label: 'Undo' }) } : {}),
    });
  return [
    act('lamp on', '灯 开', true, 'lamp off'),
    act('lamp off', '灯 关', false, 'lamp on'),
    defineLook({
      name: 'lamp key',
      zh: '灯 钥匙',
      summary: say('key', '钥匙'),
      risk: 'secret',
      options: {},
      run: async () => ({
        kind: 'card',
        tone: 'info',
        title: 'the key is under the mat',
        visibility: 'channel',
      }),
    }),
    defineLook({
      name: 'lamp show',
      zh: '灯 查看',
      summary: say('show', '查看'),
      risk: 'read',
      options: {},
      run: async (context) => ({
        kind: 'card',
        tone: 'info',
        title: context.say(lamp.lit ? 'on' : 'off', lamp.lit ? '开' : '关'),
        visibility: 'channel',
      }),
    }),
  ];
}

/** Across desks: a process after another one makes other ids. */
let ids = 0;

/** How a desk differs from the usual one. */
export interface LampDeskOptions {
  readonly capabilities?: Capabilities;
  /** Commands besides. */
  readonly commands?: readonly Command[];
}

/** A core with a lamp for a cloud and one chat platform in memory. */
export async function createLampDesk(
  store: Store,
  clock: TestClock,
  config: Config = CONFIG,
  options: LampDeskOptions = {},
) {
  const { capabilities = { formFields: 0, formsAgain: 'never' } } = options;
  /** Forms as they were posted. */
  const forms: Form[] = [];
  const lamp: Lamp = { lit: false, switched: 0, lag: 0 };
  const messages: Shown[] = [];
  const audit: AuditEntry[] = [];
  const show = (card: Card, to: string, ref: MessageRef | undefined): void => {
    messages.push({ ref, card, history: [card], to });
  };
  const edited = (ref: MessageRef, card: Card): boolean => {
    const shown = messages.find((message) => message.ref?.messageId === ref.messageId);
    if (shown) {
      shown.card = card;
      shown.history.push(card);
    }
    return shown !== undefined;
  };
  const adapter: Adapter & Announcer = {
    name: 'slack',
    capabilities,
    start: async () => undefined,
    stop: async () => undefined,
    async post(_place, actor, reply: Reply) {
      if (reply.kind === 'form') {
        if (capabilities.formFields === 0) throw new Error('no forms here');
        forms.push(reply);
        return undefined;
      }
      const ref =
        reply.visibility === 'asker'
          ? undefined
          : { platform: 'slack', channelId: 'C1', messageId: `m${messages.length}` };
      show(reply, reply.visibility === 'asker' ? actor.userId : '*', ref);
      return ref;
    },
    async edit(ref, card) {
      if (!edited(ref, card)) throw new Error('no such message');
      return ref;
    },
    async announce(channelId, card) {
      const ref = { platform: 'slack', channelId, messageId: `m${messages.length}` };
      show(card, '*', ref);
      return ref;
    },
    update: async (ref, card) => (edited(ref, card) ? 'updated' : 'gone'),
    addToThread: async () => 'none',
    find: async () => 'none',
  };
  const counts = { intent: () => undefined, proposal: () => undefined, delivery: () => undefined };
  const cards = await openCommandCards(store, clock);
  const outbox = createOutbox({
    contents: createCardContents(cards, () => clock.now()),
    announcers: new Map([['slack', adapter]]),
    store,
    clock,
    random: () => 0,
    log,
    counts,
  });
  await outbox.start();
  const auditor: Core['audit'] = {
    write: async (entry) => void audit.push(entry),
    recent: async () => audit.toReversed(),
  };
  const core: Core = {
    config,
    refused: createRefusedNotes({ audit: auditor, clock, log }),
    drafts: createDrafts(clock, 'salt'),
    commands: [...lampCommands(lamp), ...(options.commands ?? [])],
    guards: GUARDS,
    adapters: new Map([['slack', adapter]]),
    store,
    audit: auditor,
    clock,
    newId: () => `id${++ids}`,
    live: () => ({ call: () => Promise.reject(new Error('no cloud here')) }),
    log,
    panels: noPanels,
    alerts: noAlerts,
    mixes: createMixBooks({ store }),
    oncall: noRotations,
    handOvers: noHandOvers,
    pictures: () => ({ newest: async () => undefined, fetch: async () => undefined }),
    keys: createKeyBooks({ store, clock, newId: () => 'key' }),
    sessions: createSessions(clock),
    outbox,
    cards,
    draw: async () => undefined,
    expiries: createExpiries(clock),
    endpoints: [],
    callbackOrigin: undefined,
    knocks: { of: () => noKnock },
    counts,
  };
  await takeStock(core);
  const router: Router = createRouter(core);
  let intents = 0;
  const base = (user: string) => ({
    id: `intent${++intents}-${clock.now()}-${Math.trunc(performance.now() * 1000)}`,
    at: clock.now(),
    actor: { platform: 'slack', userId: user, name: `name of ${user}` } satisfies Actor,
    place: { platform: 'slack', channelId: 'C1' } satisfies Place,
  });
  return {
    core,
    router,
    base,
    forms,
    lamp,
    audit,
    messages,
    say: (user: string, line: string) => router.handle({ kind: 'command', ...base(user), line }),
    press(user: string, message: Shown, label: string): Promise<void> {
      const button = message.card.buttons?.find((one) => one.label === label);
      if (!button || !message.ref) throw new Error(`no button ${label} on ${JSON.stringify(message.card)}`);
      return router.handle({ kind: 'press', ...base(user), button: button.id, message: message.ref });
    },
    submit: (user: string, form: string, values: Readonly<Record<string, string>>) =>
      router.handle({ kind: 'submit', ...base(user), form, values }),
    pressId: (user: string, message: Shown, button: string) =>
      router.handle({
        kind: 'press',
        ...base(user),
        button,
        message: message.ref ?? { platform: 'slack', channelId: 'C1', messageId: '?' },
      }),
    newest(): Shown {
      const message = messages.at(-1);
      if (!message) throw new Error('nothing was said');
      return message;
    },
  };
}

/** The chat path over a lamp, and people who type and press. */
export type LampDesk = Awaited<ReturnType<typeof createLampDesk>>;

/** Targets that a change has now. */
export async function heldTargets(store: Store): Promise<string[]> {
  const docs = await store.list('targets');
  return docs
    .filter(({ value }) => typeof value === 'object' && value !== null && 'holder' in value)
    .map(({ id }) => id);
}
