import type { SuggestionSource } from '../../src/chat/suggest/source.ts';
import { readDomains } from '../../src/live/read/domains.ts';
import { worded } from '../pick.ts';
import { kindWord, powerWord } from './noun.ts';

/** The domains of the account, those that are switched on first. */
export const domainSuggestions: SuggestionSource = {
  within: [],
  async load(context) {
    const items = worded((await readDomains(context)).items);
    const sorted = [...items.filter(({ isOn }) => isOn), ...items.filter(({ isOn }) => !isOn)];
    return sorted.map((domain) => ({
      value: domain.word,
      also: [domain.name],
      label: ({ say }) => ({
        name: domain.name,
        state: `${kindWord(say, domain)} · ${powerWord(say, domain)}`,
      }),
    }));
  },
};
