import type { SuggestionSource } from '../../src/chat/suggest/source.ts';
import { readDomains, type Domain } from '../../src/live/read/domains.ts';
import { worded } from '../pick.ts';
import { kindWord, powerWord } from './noun.ts';

/** The domains of the account, those that are switched on first. */
export const domainSuggestions: SuggestionSource = domainsThat(() => true);

/** Those that are pushed to. */
export const pushDomainSuggestions: SuggestionSource = domainsThat(({ kind }) => kind === 'push');

/** Those that are played from. */
export const playDomainSuggestions: SuggestionSource = domainsThat(({ kind }) => kind === 'play');

function domainsThat(isMeant: (domain: Domain) => boolean): SuggestionSource {
  return {
    within: [],
    async load(context) {
      const items = worded((await readDomains(context)).items).filter(isMeant);
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
}
