import type { SuggestionSource } from '../../src/suggest/source.ts';
import { fromCloud, since } from '../when.ts';
import { isRunning } from './describe.ts';
import { monitorLabel, readMonitors } from './resolve.ts';

/** The monitors, those that run first. */
export const monitorSuggestions: SuggestionSource = {
  within: [],
  async load(context) {
    const { monitors } = await readMonitors(context);
    const labels = monitors.map(monitorLabel);
    const known = monitors.map((monitor) => {
      const { id, name, info } = monitor;
      const own = monitorLabel(monitor);
      // Two of one name must not look the same.
      const label = labels.filter((other) => other === own).length === 1 ? own : `${own} (${id})`;
      const running = isRunning(monitor);
      return { id, name, label, running, at: running ? fromCloud(info.StartTime) : undefined };
    });
    return [...known.filter(({ running }) => running), ...known.filter(({ running }) => !running)].map(
      ({ id, name, label, running, at }) => ({
        value: id,
        also: [name],
        label: (words) => {
          const state = running ? words.say('running', '监播中') : words.say('idle', '空闲');
          return { name: label, state: at === undefined ? state : `${state} ${since(words, at)}` };
        },
      }),
    );
  },
};
