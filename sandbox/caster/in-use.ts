import { ApiError } from '../api-error.ts';
import { inputsShown, layoutInputs, type Caster, type Display } from './caster.ts';

/**
 * Refuses to touch an input that is seen or heard.
 * @throws ApiError FailedOperation.InputUsedInPgm, InputUsedInPvw
 */
export function refuseShownInput(caster: Caster, index: number): void {
  const where = shownIn(caster, (display) => inputsShown(caster, display).has(index));
  if (where) throw used(`InputUsedIn${where}`, `Input ${index}`, where);
}

/**
 * Refuses to take away an input that a layout places.
 * @throws ApiError FailedOperation.InputUsedInLayout
 */
export function refusePlacedInput(caster: Caster, index: number): void {
  const layout = [...caster.layouts.values()].find((one) => layoutInputs(one).includes(index));
  if (layout) throw used('InputUsedInLayout', `Input ${index}`, `layout ${layout.LayoutIndex}`);
}

/**
 * Refuses to touch a layout that is shown.
 * @throws ApiError FailedOperation.LayoutUsedInPgm, LayoutUsedInPvw
 */
export function refuseShownLayout(caster: Caster, index: number): void {
  const where = shownIn(caster, (display) => display.kind === 'layout' && display.layout === index);
  if (where) throw used(`LayoutUsedIn${where}`, `Layout ${index}`, where);
}

/**
 * Refuses to take away a picture or text that is shown. The codes are the layout's: the actions list no others.
 * @throws ApiError FailedOperation.LayoutUsedInPgm, LayoutUsedInPvw
 */
export function refuseShownMark(caster: Caster, kind: 'pics' | 'words', index: number): void {
  const where = shownIn(caster, (display) => display[kind].includes(index));
  if (where) throw used(`LayoutUsedIn${where}`, `Mark ${index}`, where);
}

function shownIn(caster: Caster, test: (display: Display) => boolean): 'Pgm' | 'Pvw' | undefined {
  if (caster.pgm && test(caster.pgm)) return 'Pgm';
  if (caster.pvw && test(caster.pvw)) return 'Pvw';
  return undefined;
}

function used(code: string, what: string, where: string): ApiError {
  return new ApiError(`FailedOperation.${code}`, `${what} is in use in ${where}.`);
}
