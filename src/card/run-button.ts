import { TAG_LENGTH } from './account-tag.ts';
import { encodePress, fittingId } from './press-id.ts';
import type { Button } from '../reply.ts';

/** Room for the account, which a button gets when its card is on the way out. */
const TAG = 'x'.repeat(TAG_LENGTH);

/** A button that starts `line` as if it had been typed. Undefined where the line is longer than any is read. */
export function runButton(line: string, label: string, style?: Button['style']): Button | undefined {
  if (fittingId({ kind: 'run', line, tag: TAG }) === undefined) return undefined;
  const id = encodePress({ kind: 'run', line });
  return style ? { id, label, style } : { id, label };
}

/** The buttons that could be made, without repetitions. */
export function buttonRow(...buttons: readonly (Button | undefined)[]): Button[] {
  const byId = new Map<string, Button>();
  for (const button of buttons) if (button && !byId.has(button.id)) byId.set(button.id, button);
  return [...byId.values()];
}
