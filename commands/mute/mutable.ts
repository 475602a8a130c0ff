import type { SuggestionSource } from '../../src/chat/suggest/source.ts';
import { conditionOf } from '../../src/callback/condition.ts';
import { CONDITIONS, DISK, HEARTBEAT } from '../../src/callback/conditions.ts';
import { wording } from '../../src/text/language.ts';

/**
 * Conditions that can be muted, by name. That the disk takes nothing is told past everything that could be muted; nobody mutes that
 * Airdesk is not well.
 */
export const MUTABLE: readonly string[] = Object.keys(CONDITIONS).filter(
  (name) => name !== DISK && name !== HEARTBEAT,
);

/** The same with what they are called. They are more than a menu of a platform can hold. */
export const conditionSuggestions: SuggestionSource = {
  within: [],
  async load() {
    return MUTABLE.map((value) => {
      const { title = { en: value, zh: value } } = conditionOf(CONDITIONS, value) ?? {};
      return {
        value,
        also: [title.en, title.zh],
        label: ({ language }) => ({ name: value, state: wording(title, language) }),
      };
    });
  },
};
