import type { SuggestionSource } from '../../src/chat/suggest/source.ts';
import { fromCloud, since } from '../when.ts';
import { distinctLabels } from '../distinct-labels.ts';
import { isRunning } from './describe.ts';
import { monitorLabel, readMonitors } from './resolve.ts';

/** The monitors, those that run first. */
export const monitorSuggestions: SuggestionSource = {
  within: [],
  async load(context) {
    const { monitors } = await readMonitors(context);
    const labels = distinctLabels(monitors.map((each) => ({ id: each.id, label: monitorLabel(each) })));
    const known = monitors.map((monitor, at) => {
      const { id, name, word, info } = monitor;
      const label = labels[at] ?? id;
      const running = isRunning(monitor);
      return { id, name, word, label, running, at: running ? fromCloud(info.StartTime) : undefined };
    });
    return [...known.filter(({ running }) => running), ...known.filter(({ running }) => !running)].map(
      ({ id, name, word, label, running, at }) => ({
        value: word,
        also: [id, name],
        label: (words) => {
          const state = running ? words.say('running', '监播中') : words.say('idle', '空闲');
          return { name: label, state: at === undefined ? state : `${state} ${since(words, at)}` };
        },
      }),
    );
  },
};
