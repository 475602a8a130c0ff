import { expect } from 'vitest';
import type { Actor, Intent, Place } from '../../src/intent.ts';
import type { Card, Form, MessageRef, Reply } from '../../src/reply.ts';
import { written, type Harness, type Person, type Shown, type ShownForm } from './harness.ts';
import { moment, settled, until } from './passing-time.ts';

/** A harness for one test, and what the sections do with it again and again. */
export interface Stage {
  readonly h: Harness;
  /** Types a line and waits for its intent. */
  ask(who: Person, line?: string): Promise<Intent>;
  /** Posts in answer to an intent while time passes. */
  post(intent: Asked, reply: Reply): Promise<MessageRef | undefined>;
  /** Posts a card and waits until it is seen. */
  show(intent: Asked, card: Card): Promise<{ readonly ref: MessageRef | undefined; readonly shown: Shown }>;
  /** Types a line that is answered with a form, as the core does: told before the line is handled, and posted then. */
  openForm(who: Person, form: Form): Promise<{ readonly asked: Intent; readonly shown: ShownForm }>;
  /** Edits and waits until that is seen. */
  edit(ref: MessageRef, card: Card): Promise<MessageRef>;
  /** Waits for the newest message with this in it. */
  see(text: string): Promise<Shown>;
  /** Messages with this in them. */
  all(text: string): readonly Shown[];
  /** Keeps an error, so that it is searched for secrets. */
  note(error: unknown): void;
  open(): Promise<void>;
  close(): Promise<void>;
}

/** Where and by whom it was asked: an Intent fits. */
export interface Asked {
  readonly place: Place;
  readonly actor: Actor;
}

/** What the sections say, typed as every platform can. */
export const LINE = 'stream list';

/** A card that all see. */
export function card(title: string, more: Partial<Card> = {}): Card {
  return { kind: 'card', tone: 'info', title, visibility: 'channel', ...more };
}

/** A stage with a harness of its own for each test. */
export function createStage(createHarness: () => Promise<Harness>): Stage {
  let current: Harness | undefined;
  let noted: unknown[] = [];
  let known = 0;

  const stage: Stage = {
    get h() {
      if (!current) throw new Error('the stage is not open');
      return current;
    },
    async ask(who, line = LINE) {
      const { h } = stage;
      const before = h.intents.length;
      await h.say(who, line);
      await until('the intent', () => h.intents.length > before);
      return h.intents.at(-1) as Intent;
    },
    post: ({ place, actor }, reply) => settled(stage.h.clock, stage.h.adapter.post(place, actor, reply)),
    async show(intent, shown) {
      const { h } = stage;
      const before = new Set(h.shown().map(({ id }) => id));
      const isNew = ({ id }: Shown): boolean => !before.has(id);
      const ref = await stage.post(intent, shown);
      await until('the message', () => h.shown().some(isNew));
      return { ref, shown: h.shown().find(isNew) as Shown };
    },
    async openForm(who, form) {
      const { h } = stage;
      const before = h.forms().length;
      h.formFirst = () => form;
      const asked = await stage.ask(who);
      h.formFirst = () => undefined;
      expect(await stage.post(asked, form)).toBeUndefined();
      await until('the form', () => h.forms().length > before);
      await moment();
      expect(h.forms()).toHaveLength(before + 1);
      return { asked, shown: h.forms()[before] as ShownForm };
    },
    async edit(ref, next) {
      const { h } = stage;
      const edits = (): number => h.shown().reduce((sum, one) => sum + one.edits + 1, 0);
      const before = edits();
      const after = await settled(h.clock, h.adapter.edit(ref, next));
      await until('the edit', () => edits() > before);
      return after;
    },
    async see(text) {
      await until(`"${text}"`, () => stage.all(text).length > 0);
      return stage.all(text).at(-1) as Shown;
    },
    all: (text) => stage.h.shown().filter((message) => message.text.includes(text)),
    note(error) {
      noted.push(error);
    },
    async open() {
      known += 1;
      noted = [];
      current = await createHarness();
    },
    async close() {
      const h = current;
      current = undefined;
      if (!h) return;
      await moment();
      const read = [
        h.logs(),
        ...h.intents.map(written),
        ...noted.map(written),
        ...h.shown().map((message) => written(message)),
        ...h.forms().map((form) => written(form)),
      ].join('\n');
      const secrets = h.secrets();
      await h.stop();
      for (const secret of secrets)
        expect(read, `a secret was written (test ${known})`).not.toContain(secret);
    },
  };
  return stage;
}
