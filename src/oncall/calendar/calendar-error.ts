import type { Text } from '../../text/language.ts';

/** Why a calendar could not be had or read, as the end of a sentence. It names no address and no path: those can be secrets. */
export class CalendarError extends Error {
  readonly why: Text;

  constructor(en: string, zh: string) {
    super(en);
    this.name = 'CalendarError';
    this.why = { en, zh };
  }
}
