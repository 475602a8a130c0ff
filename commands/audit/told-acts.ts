import type { Config } from '../../src/config/schema.ts';
import type { AuditEntry } from '../../src/observability/audit.ts';
import type { ToldAct } from '../../src/records/told-act.ts';
import { sayIn } from '../../src/text/language.ts';
import { actWords, nameOf } from './act-words.ts';
import { actsOf } from './acts.ts';

/** Acts as the page of the desk looks through them, newest first; the same acts in the same words as `audit`. */
export function toldActs(config: Config, entries: readonly AuditEntry[]): readonly ToldAct[] {
  const several = Object.keys(config.accounts).length > 1;
  return actsOf(config, entries).map((act): ToldAct => {
    const { last, asker } = act;
    return {
      last,
      people: (language) => [last, ...(asker ? [asker] : [])].map((entry) => nameOf(entry, sayIn(language))),
      words: (language) => actWords(act, language, several ? last.account : undefined),
    };
  });
}
