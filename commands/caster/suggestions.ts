import type { Suggestable, SuggestionSource } from '../../src/chat/suggest/source.ts';
import { sourceText, type Sources } from './display.ts';
import { casterStateWord } from './list.ts';
import { casterLabel, readCasters, resolveCaster } from './resolve.ts';
import { readScene, readSources, type Scene } from './scene.ts';
import { shownIn } from './show.ts';
import { fromCloud } from '../../src/live/cloud-time.ts';
import { wording } from '../../src/text/language.ts';

/** The casters, with what is on. */
export const casterSuggestions: SuggestionSource = {
  within: [],
  async load(context) {
    return (await readCasters(context)).map((caster) => {
      const { id, name, word } = caster;
      const label = casterLabel(caster);
      const status = Number(caster.info.Status ?? 0);
      const expires = fromCloud(caster.info.ExpireTime);
      return {
        value: word,
        also: [id, name],
        label: (words) => {
          const expired = expires !== undefined && expires <= words.now();
          return {
            name: wording(label, words.language),
            state: expired ? words.say('expired', '已过期') : casterStateWord(words, status),
          };
        },
      };
    });
  },
};

/** The layouts or the inputs of the given caster: one number can be both, so it takes the kind. */
export const layoutSuggestions: SuggestionSource = {
  within: ['caster'],
  async load(context, given) {
    const caster = await resolveCaster(context, given['caster'] ?? '', 'caster show');
    const [scene, sources] = await Promise.all([
      readScene(context, caster.id),
      readSources(context, caster.id),
    ]);
    return [
      ...sources.layouts.map((layout) => suggestable('layout', Number(layout.LayoutIndex), scene, sources)),
      ...sources.inputs.map((input) => suggestable('input', Number(input.InputIndex), scene, sources)),
    ];
  },
};

function suggestable(kind: 'layout' | 'input', index: number, scene: Scene, sources: Sources): Suggestable {
  const description = sources.inputs.find((input) => Number(input.InputIndex) === index)?.Description ?? '';
  const state = shownIn(scene, kind, index);
  return {
    value: String(index),
    also: kind === 'input' && description !== '' ? [description] : [],
    only: { kind },
    label: (words) => ({ name: sourceText(words, { kind, index }, sources), state }),
  };
}
