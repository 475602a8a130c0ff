import type { SuggestionSource } from '../../src/chat/suggest/source.ts';
import { distinctLabels } from '../distinct-labels.ts';
import { pullLabel, readPulls } from './resolve.ts';
import { isDue, targetText } from './state.ts';

/** The pull tasks, those that are switched on first. */
export const pullSuggestions: SuggestionSource = {
  within: [],
  async load(context) {
    const { pulls } = await readPulls(context);
    const enabled = pulls.filter(({ info }) => info.Status === 'enable');
    const others = pulls.filter(({ info }) => info.Status !== 'enable');
    const all = [...enabled, ...others];
    const labels = distinctLabels(all.map((pull) => ({ id: pull.id, label: pullLabel(pull) })));
    return all.map((pull, at) => ({
      value: pull.word,
      also: [pull.id, pull.name],
      label: (words) => {
        const name = labels[at] ?? pull.id;
        const state = isDue(words, pull)
          ? targetText(words, pull)
          : words.say('not due', '未在有效期内或已暂停');
        return { name, state };
      },
    }));
  },
};
