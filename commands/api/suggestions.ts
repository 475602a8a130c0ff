import type { SuggestionSource } from '../../src/chat/suggest/source.ts';
import { riskOf } from '../../src/live/catalogue/action-risks.ts';
import { actions } from '../../src/live/catalogue/catalogue.ts';
import { riskMark } from '../risk-words.ts';

/** The actions of the live API, with the mark of what each can do. */
export const actionSuggestions: SuggestionSource = {
  within: [],
  load: async () =>
    Object.entries(actions)
      .filter(([, { retired, undocumented }]) => !retired && !undocumented)
      .map(([name, { group }]) => ({
        value: name,
        also: [],
        label: () => ({ name, state: `${group} ${riskMark(riskOf(name) ?? 'destroy')}`.trim() }),
      })),
};
