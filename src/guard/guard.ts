import type { Command } from '../command.ts';
import type { Config, Person } from '../config/schema.ts';
import type { Refusal } from '../errors.ts';
import type { Actor, Place } from '../intent.ts';
import type { Text } from '../text/language.ts';

/** Who comes, and where. */
export interface Coming {
  readonly actor: Actor;
  readonly place: Place;
}

/** Somebody who is known, on an account. */
export interface OnAccount extends Coming {
  readonly person: Person;
  readonly account: string;
  /** What to type where another account is meant. Absent on what outlives its account, as an alert. */
  readonly line?: string | undefined;
}

/** Somebody who wants to use a command on an account. */
export interface Use extends OnAccount {
  readonly command: Pick<Command, 'name' | 'risk' | 'everyAccount'>;
}

/** Somebody who may use a command, and whose use of it reaches other accounts too. */
export interface Reaching extends Use {
  /** All accounts that it concerns. */
  readonly accounts: readonly string[];
  /** Why it does, as a sentence. */
  readonly why: Text;
}

/** Says no, and what to do instead; undefined where nothing is in the way. Looks at nothing but these facts. */
export type Guard<Facts> = (config: Config, facts: Facts) => Refusal | undefined;

/** Guards by what has to be known before they can be asked. */
export interface Guards {
  readonly actor: readonly Guard<Coming>[];
  readonly account: readonly Guard<OnAccount>[];
  readonly command: readonly Guard<Use>[];
  readonly reach: readonly Guard<Reaching>[];
}
