import type { SuggestionSource } from '../../src/suggest/source.ts';
import { pullLabel, readPulls } from './resolve.ts';
import { isDue, targetText } from './state.ts';

/** The pull tasks, those that are switched on first. */
export const pullSuggestions: SuggestionSource = {
  within: [],
  async load(context) {
    const { pulls } = await readPulls(context);
    const labels = pulls.map(pullLabel);
    const enabled = pulls.filter(({ info }) => info.Status === 'enable');
    const others = pulls.filter(({ info }) => info.Status !== 'enable');
    return [...enabled, ...others].map((pull) => ({
      value: pull.id,
      also: [pull.name],
      label: (words) => {
        const own = pullLabel(pull);
        // Two of one comment must not look the same.
        const name = labels.filter((other) => other === own).length === 1 ? own : `${own} (${pull.id})`;
        const state = isDue(words, pull)
          ? targetText(words, pull)
          : words.say('not due', '未在有效期内或已暂停');
        return { name, state };
      },
    }));
  },
};
