import type { Suggestable, SuggestionSource } from '../../src/chat/suggest/source.ts';
import { endOfOverride } from '../../src/oncall/override.ts';
import { shiftsBetween } from '../../src/oncall/shifts.ts';
import { kindText, shiftWord, whoText } from './words.ts';

const DAY_MS = 24 * 60 * 60_000;
/** Shifts that begin within so long are offered, ms. */
const AHEAD_MS = 60 * DAY_MS;

const rotations: SuggestionSource = {
  within: [],
  async load({ oncall, now }) {
    return oncall.names.map((name): Suggestable => {
      const { people } = oncall.at(name, now());
      return { value: name, label: ({ say }) => ({ name, state: whoText({ say }, people) }) };
    });
  },
};

const people: SuggestionSource = {
  within: [],
  async load({ config }) {
    const me: Suggestable = {
      value: 'me',
      also: ['我', '自己'],
      label: ({ say }) => ({ name: say('me', '我') }),
    };
    return [
      me,
      ...Object.keys(config.people).map((name): Suggestable => ({ value: name, label: () => ({ name }) })),
    ];
  },
};

const shifts: SuggestionSource = {
  within: ['rotation'],
  async load({ oncall, config, now }, { rotation: name = '' }) {
    const rotation = oncall.rotation(name);
    if (!rotation) return [];
    const from = now();
    return shiftsBetween(rotation, oncall.overrides(name), from, from + AHEAD_MS)
      .filter((shift) => shift.from > from)
      .map((shift): Suggestable => {
        const value = shiftWord({ config }, shift.from);
        return { value, label: ({ say }) => ({ name: value, state: whoText({ say }, shift.people) }) };
      });
  },
};

const overrides: SuggestionSource = {
  within: [],
  async load({ oncall, now }) {
    return oncall.names
      .flatMap((name) => oncall.overrides(name))
      .filter((override) => endOfOverride(override) > now())
      .map((override): Suggestable => ({
        value: override.id,
        label: ({ say }) => ({
          name: override.id,
          state: `${override.rotation}, ${kindText({ say }, override)}`,
        }),
      }));
  },
};

/** Rotations, people, coming shifts of a rotation, and overrides that hold. */
export const oncallSuggestions = { rotation: rotations, person: people, shift: shifts, override: overrides };
