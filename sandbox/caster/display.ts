import { ApiError } from '../api-error.ts';
import type { CasterDisplayInfo } from '../../src/live/catalogue/types.generated.ts';
import type { Caster, Display } from './caster.ts';
import { isTransition } from './transitions.ts';

/**
 * What preview or program is asked to show; everything that it names must exist.
 * @throws ApiError InvalidParameter
 */
export function readDisplay(caster: Caster, info: CasterDisplayInfo): Display {
  const kind = Number(info.LayoutIndexType ?? 0);
  if (kind !== 0 && kind !== 1) throw invalid('LayoutIndexType must be 0 or 1.');
  if (info.LayoutIndex === undefined) throw invalid('LayoutIndex is required.');
  const start = Number(info.InputStartType ?? 0);
  if (start !== 0 && start !== 1) throw invalid('InputStartType must be 0 or 1.');
  const display: Display = {
    layout: Number(info.LayoutIndex),
    kind: kind === 1 ? 'input' : 'layout',
    pics: (info.MarkPicIndexList ?? []).map(Number),
    words: (info.MarkWordIndexList ?? []).map(Number),
    transition: info.TransitionType ?? '',
    audio: (info.AudioIndexList ?? []).map(Number),
    fromBeginning: start === 1,
  };
  mustExist(kind === 1 ? 'input' : 'layout', kind === 1 ? caster.inputs : caster.layouts, [display.layout]);
  mustExist('picture', caster.pics, display.pics);
  mustExist('text', caster.words, display.words);
  mustExist('input', caster.inputs, display.audio);
  if (display.transition !== '' && !isTransition(display.transition))
    throw invalid(`There is no transition ${display.transition}.`);
  return display;
}

function mustExist(what: string, parts: ReadonlyMap<number, unknown>, indices: readonly number[]): void {
  const unknown = indices.find((index) => !parts.has(index));
  if (unknown !== undefined) throw invalid(`The caster has no ${what} ${unknown}.`);
}

function invalid(message: string): ApiError {
  return new ApiError('InvalidParameter', message);
}
