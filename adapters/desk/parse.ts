import { z } from 'zod';
import { PRESS_ID } from '../../src/card/press-id.ts';
import type { Actor, Intent, Place } from '../../src/intent.ts';
import { LANGUAGES } from '../../src/text/language.ts';

const KeySchema = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/);

const Common = {
  /** Made by the page for each ask; the same one again is the same ask. */
  id: KeySchema,
  /** The page that asks: forms open there and nowhere else. */
  tab: KeySchema.optional(),
  language: z.enum(LANGUAGES).optional(),
  /** Open mode only: who the newcomer chose to be. */
  as: z.string().min(1).max(128).optional(),
};

/** The longest command line, in UTF-16 units. */
const LINE_LIMIT = 2_000;

const AskSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('command'), ...Common, line: z.string().max(LINE_LIMIT) }),
  z.strictObject({
    kind: z.literal('press'),
    ...Common,
    button: z.string().min(1).max(PRESS_ID),
    message: z.string().min(1).max(300),
  }),
  z.strictObject({
    kind: z.literal('submit'),
    ...Common,
    form: z.string().min(1).max(PRESS_ID),
    values: z
      .record(z.string().min(1).max(100), z.string().max(4_000))
      .refine((values) => Object.keys(values).length <= 50),
  }),
]);

/** A checked request body of POST /desk/intents. */
export type Ask = z.infer<typeof AskSchema>;

/** The body of POST /desk/intents, or undefined where it is not one. */
export function parseAsk(body: unknown): Ask | undefined {
  const parsed = AskSchema.safeParse(body);
  return parsed.success ? parsed.data : undefined;
}

/** What a Place of the desk carries: the asking page, and its id of the ask. */
export interface DeskTicket {
  readonly tab?: string;
  readonly ask: string;
}

interface DeskUser {
  readonly userId: string;
  readonly name: string;
  readonly groups?: readonly string[];
}

/** The Intent of an ask. `user` is who the server knows it to be, `at` ms UTC. */
export function toIntent(ask: Ask, user: DeskUser, at: number): Intent {
  const { userId, name, groups } = user;
  const actor: Actor = {
    ...{ platform: 'desk', userId, name },
    ...(groups && { platformRoles: groups }),
    ...(ask.language && { language: ask.language }),
  };
  const ticket: DeskTicket = { ...(ask.tab && { tab: ask.tab }), ask: ask.id };
  const place: Place = { platform: 'desk', channelId: 'desk', ticket };
  // The user is part of the id, so that nobody can use up an id of somebody else.
  const asked = { id: `desk:${user.userId}:${ask.id}`, at, actor, place };
  switch (ask.kind) {
    case 'command':
      return { kind: 'command', ...asked, line: withoutPrefix(ask.line) };
    case 'press': {
      const message = { platform: 'desk', channelId: 'desk', messageId: ask.message };
      return { kind: 'press', ...asked, button: ask.button, message };
    }
    case 'submit':
      return { kind: 'submit', ...asked, form: ask.form, values: ask.values };
  }
}

/** People paste what they read: `/live stream list` means `stream list`. */
function withoutPrefix(line: string): string {
  return line.trim().replace(/^\/live(?:\s+|$)/i, '');
}
