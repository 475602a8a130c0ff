import type { AuditEntry } from '../observability/audit.ts';
import type { Language } from '../text/language.ts';

/** Something that was asked for, from the ask to its end, as it is told. */
export interface ToldAct {
  /** The newest line that is written of it. */
  readonly last: AuditEntry;
  /** Who ended it, and who had asked for it where that is somebody else, by name. Hostile text. */
  readonly people: (language: Language) => readonly string[];
  /** What happened, as one sentence. Hostile text. */
  readonly words: (language: Language) => string;
}
