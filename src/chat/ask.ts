import type { Command } from '../command.ts';
import type { Person } from '../config/schema.ts';
import type { Intent } from '../intent.ts';
import type { Language } from '../text/language.ts';

/** One ask on its way through the guards. */
export interface Ask {
  readonly intent: Intent;
  readonly person: Person;
  readonly language: Language;
  /** Known once the line has been read. */
  account?: string;
  command?: Command;
  /** What acts at once has acted. */
  done?: boolean;
}
