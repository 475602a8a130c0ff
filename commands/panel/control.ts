import { LIMITS } from '../../src/platform/limits.ts';
import type { Button, Select } from '../../src/reply.ts';
import { buttonRow, runButton } from '../../src/card/run-button.ts';

/** How soon one needs it: the first three are worth a button. */
const URGENCIES = ['save', 'take', 'cut', 'more', 'details'] as const;

/**
 * Something that can be done. `save` puts a picture back on air, `take` goes on with the show, `cut` takes a picture
 * off air, `more` and `details` can wait.
 */
export interface Control {
  readonly urgency: (typeof URGENCIES)[number];
  /** Command lines that do it, the clearest first: a button's id is short. */
  readonly lines: readonly string[];
  /** As a button: `Drop main…`. */
  readonly label: string;
  /** In the menu: `main · Drop…`. */
  readonly choice: string;
}

/** One row on a desktop; on a phone three rows of two. */
const MOST_BUTTONS = 5;

/** A menu of what is not on a button. */
export interface Menu {
  readonly id: string;
  readonly placeholder: string;
  readonly controls: readonly Control[];
}

/**
 * The most urgent as buttons, in the order of the rows; everything else in menus. Each stands on the panel once.
 * `left`: for how many there was no room.
 */
export function layControls(menus: readonly Menu[]): {
  buttons: Button[];
  selects: Select[];
  left: number;
} {
  const all = menus.flatMap(({ controls }) => controls.filter(isPressable));
  const urgent = URGENCIES.slice(0, 3).flatMap((urgency) =>
    all.filter((control) => control.urgency === urgency),
  );
  const first = urgent.slice(0, MOST_BUTTONS);
  const buttons = buttonRow(
    ...first.map((control) =>
      pressOf(control, control.label, control.urgency === 'cut' ? 'danger' : 'primary'),
    ),
  );
  const taken = new Set(buttons.map(({ id }) => id));
  const selects = menus.map(({ id, placeholder, controls }) => ({
    id,
    placeholder,
    choices: fitting(controls.filter((control) => isPressable(control) && !first.includes(control)))
      .flatMap((control) => pressOf(control, control.choice) ?? [])
      .filter((choice) => !taken.has(choice.id) && taken.add(choice.id))
      .map((choice) => ({ id: choice.id, label: choice.label })),
  }));
  const left = menus.map(({ controls }) => {
    const acts = controls.filter((control) => control.urgency !== 'details' && !first.includes(control));
    const pressable = acts.filter(isPressable).length;
    return acts.length - Math.min(pressable, LIMITS.choices);
  });
  return {
    buttons,
    selects: selects.filter(({ choices }) => choices.length > 0),
    left: left.reduce((sum, count) => sum + count, 0),
  };
}

/** Whether one of its lines is short enough. */
function isPressable(control: Control): boolean {
  return pressOf(control, '') !== undefined;
}

function pressOf(control: Control, label: string, style?: Button['style']): Button | undefined {
  for (const line of control.lines) {
    const button = runButton(line, label, style);
    if (button) return button;
  }
  return undefined;
}

/** Where there is no room for all, what only looks goes first. */
function fitting(controls: readonly Control[]): readonly Control[] {
  if (controls.length <= LIMITS.choices) return controls;
  return controls.filter(({ urgency }) => urgency !== 'details').slice(0, LIMITS.choices);
}
