import type { SuggestionSource } from '../../../src/chat/suggest/source.ts';
import { safeLine } from '../../../src/text/safe-line.ts';
import { resolveCaster } from '../resolve.ts';
import { casterNumber, readScene, readSources } from '../scene.ts';
import { parts } from './index.ts';
import { numberOf, type Part, type PartName } from './part.ts';
import { sidesText } from './uses.ts';

/** Where suggestions of a part's number come from. */
export type PartSuggestions = Readonly<Record<`caster-${PartName}`, SuggestionSource>>;

/** The parts of the given caster by number, with where they are used. */
export const partSuggestions = Object.fromEntries(
  parts.map((part) => [`caster-${part.name}`, suggestionsOf(part)]),
) as PartSuggestions;

function suggestionsOf(part: Part): SuggestionSource {
  return {
    within: ['caster'],
    async load(context, given) {
      const caster = await resolveCaster(context, given['caster'] ?? '', `caster ${part.name} list`);
      const [infos, scene, sources] = await Promise.all([
        part.read(context, casterNumber(caster.id)),
        readScene(context, caster.id),
        readSources(context, caster.id),
      ]);
      return infos.map((info) => {
        const number = numberOf(part, info);
        const values = part.valuesOf(info);
        const name = part.listed
          .flatMap((key) => part.rows.filter((row) => row.key === key))
          .map(({ path, kind }) => {
            const value = values[path];
            return value === undefined ? '' : safeLine(kind.show(value, 'en'), 40);
          })
          .filter((text) => text !== '');
        return {
          value: String(number),
          also: name.slice(0, 2),
          label: () => ({
            name: [String(number), ...name.slice(0, 2)].join(' · '),
            state: sidesText(part.uses(number, scene, sources)),
          }),
        };
      });
    },
  };
}
