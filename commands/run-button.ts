import type { Button } from '../src/reply.ts';

/** What the id of a button starts with that runs a command line. */
const RUN_PREFIX = 'run:';
/** Length limit of a button's id on the strictest platform, in UTF-16 units. */
const MAX_ID = 100;

/** A button that starts `line` as if it had been typed. Undefined where the line is too long for a button. */
export function runButton(line: string, label: string, style?: Button['style']): Button | undefined {
  const id = RUN_PREFIX + line;
  if (id.length > MAX_ID) return undefined;
  return style ? { id, label, style } : { id, label };
}

/** The buttons that could be made, without repetitions. */
export function buttonRow(...buttons: readonly (Button | undefined)[]): Button[] {
  const byId = new Map<string, Button>();
  for (const button of buttons) if (button && !byId.has(button.id)) byId.set(button.id, button);
  return [...byId.values()];
}
