import type { Command } from '../command.ts';
import type { Person } from '../config/schema.ts';
import type { Intent } from '../intent.ts';
import type { ReadLine } from '../line/read-line.ts';
import type { Language } from '../text/language.ts';
import type { Begun } from './form/kept-draft.ts';

/** One ask on its way through the guards, as far as it has come. */
export interface Ask {
  readonly intent: Intent;
  /** The same as it was typed, keys and all: only for options that take an address with its key, and nothing else. */
  readonly typed: Intent;
  /** What a typed line says, read once. */
  readonly line: ReadLine | undefined;
  /** The language to answer in. */
  readonly language: Language;
  /** Once it may be used here. */
  account: string | undefined;
  command: Command | undefined;
  /** Once its options are known: what a form could go on with. `isRead`: nothing is wrong with them as they are. */
  begun: (Begun & { readonly isRead: boolean }) | undefined;
  /** What acts at once has acted. */
  done: boolean;
}

/** An ask as it came: nothing more is known of it. */
export function askOf(intent: Intent, typed: Intent, language: Language): Ask {
  // All members at once: where they come one after another, each is another shape to V8.
  return {
    ...{ intent, typed, line: undefined, language },
    ...{ account: undefined, command: undefined, begun: undefined, done: false },
  };
}

/** An ask of somebody who is known. */
export interface KnownAsk extends Ask {
  readonly person: Person;
}
