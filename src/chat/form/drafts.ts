import { createHash } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import type { Actor, Intent } from '../../intent.ts';
import type { Language, Text } from '../../text/language.ts';

/** Options of a command as somebody gave them, to be put into a form. Holds no key: see held-keys.ts. */
export interface Draft {
  /** The account's name. */
  readonly account: string;
  /** The command's name. */
  readonly command: string;
  readonly values: Readonly<Record<string, string>>;
  /** What is wrong with them, by option. */
  readonly problems: Readonly<Record<string, Text>>;
  readonly language: Language;
}

/**
 * What people have filled in, so that nobody types it twice. In memory only, bounded in number, size and time, and only
 * for whoever typed it.
 */
export interface Drafts {
  /**
   * Keeps what came with an intent, and answers its id: letters, digits, `-` and `_`, the same one for the same intent.
   * Undefined where it is too large to be kept.
   */
  keep(intent: Pick<Intent, 'id' | 'actor'>, draft: Draft): string | undefined;
  /** Undefined where it is not kept any more, or is somebody else's. */
  find(id: string, actor: Actor): Draft | undefined;
}

/** So long a draft is kept, ms of time that has passed: forms stay open on phones. */
const LIFE_MS = 60 * 60_000;
/** Drafts of one person, and of all. */
const MOST_OF_ONE = 20;
const MOST = 500;
/** Characters of one draft, names and values, and of all. */
const LONGEST = 20_000;
const MOST_CHARACTERS = 2_000_000;

interface Kept {
  readonly draft: Draft;
  readonly of: string;
  readonly size: number;
  readonly until: number;
}

/** `salt`: keeps ids from being guessed. */
export function createDrafts(clock: Pick<Clock, 'passed'>, salt: string): Drafts {
  /** The oldest first. */
  const kept = new Map<string, Kept>();
  let characters = 0;

  function drop(id: string): void {
    characters -= kept.get(id)?.size ?? 0;
    kept.delete(id);
  }

  function forget(): void {
    const now = clock.passed();
    for (const [id, { until }] of kept) {
      if (until > now && kept.size <= MOST && characters <= MOST_CHARACTERS) break;
      drop(id);
    }
  }

  return {
    keep({ id: intent, actor }, draft) {
      const size = sizeOf(draft);
      if (size > LONGEST) return undefined;
      const id = createHash('sha256').update(`${salt}\n${intent}`).digest('base64url').slice(0, 16);
      const of = ownerOf(actor);
      drop(id);
      const own = [...kept].filter(([, each]) => each.of === of);
      for (const [oldest] of own.slice(0, Math.max(0, own.length - MOST_OF_ONE + 1))) drop(oldest);
      kept.set(id, { draft, of, size, until: clock.passed() + LIFE_MS });
      characters += size;
      forget();
      return id;
    },
    find(id, actor) {
      const found = kept.get(id);
      return found && found.of === ownerOf(actor) && found.until > clock.passed() ? found.draft : undefined;
    },
  };
}

function ownerOf({ platform, userId }: Actor): string {
  return `${platform}:${userId}`;
}

function sizeOf({ values, problems }: Draft): number {
  const texts = Object.entries(problems).map(([name, { en, zh }]) => name + en + zh);
  return [...Object.entries(values).flat(), ...texts].reduce((sum, text) => sum + text.length, 0);
}
