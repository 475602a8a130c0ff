import type { SuggestionSource } from '../../src/chat/suggest/source.ts';
import { since } from '../when.ts';
import { findGroup, sourceText } from './group.ts';
import { upstreamWord } from './push-word.ts';

/** The backups of the given stream, by their sequences: numbers may move before the line is sent. */
export const backupSuggestions: SuggestionSource = {
  within: ['stream'],
  async load(context, given) {
    const group = await findGroup(context, given['stream'] ?? '', 'backup switch');
    return group.upstreams.flatMap((upstream, index) => {
      const value = upstreamWord(group, upstream);
      if (upstream.main || value === undefined) return [];
      const number = String(index + 1);
      const { domain, app, source, sequence, since: at } = upstream;
      return [
        {
          value,
          also: [number, sequence, domain, source],
          label: (words) => {
            const name = [number, sourceText(words, upstream), `${domain}/${app}`];
            const pushed = at === undefined ? '' : since(words, at);
            return {
              name: name.filter((part) => part !== '').join(' · '),
              state: words.say(`${pushed} (backup)`, `${pushed}（备流）`).trim(),
            };
          },
        },
      ];
    });
  },
};
