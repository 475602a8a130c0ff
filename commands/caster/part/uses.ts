import type { Display, Sources } from '../display.ts';
import type { Scene } from '../scene.ts';

/** Where a part is used now. */
export interface Uses {
  readonly pgm: boolean;
  readonly pvw: boolean;
  /** Numbers of layouts that place it. */
  readonly layouts: readonly number[];
}

/** The sides on which it is, as `holds` says. */
export function usesIn(
  scene: Scene,
  holds: (display: Display) => boolean,
  layouts: readonly number[] = [],
): Uses {
  const on = (display: Display | undefined) => display !== undefined && holds(display);
  return { pgm: on(scene.pgm), pvw: on(scene.pvw), layouts };
}

/** Inputs of a layout, the lowest layer first. */
export function inputsOf(list: string | undefined): number[] {
  return (list ?? '').split('|').filter(Boolean).map(Number);
}

/** Whether an input is seen or heard in a display. */
export function needsInput(number: number, display: Display, { layouts }: Sources): boolean {
  if (display.audio.includes(number)) return true;
  if (display.kind === 'input') return display.index === number;
  const layout = layouts.find((each) => Number(each.LayoutIndex) === display.index);
  return inputsOf(layout?.InputIndexList).includes(number);
}

/** `PGM + PVW`; empty for neither. */
export function sidesText({ pgm, pvw }: Uses): string {
  return [pgm && 'PGM', pvw && 'PVW'].filter((side) => side !== false).join(' + ');
}
