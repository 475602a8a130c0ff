import { accountTag } from '../../card/account-tag.ts';
import { encodePress, fittingId } from '../../card/press-id.ts';
import type { Button } from '../../reply.ts';
import type { AlertView } from './view.ts';

/** What may not stand in a button's id: controls and what cannot be seen are lost or changed on the way. */
const UNSAFE = /[\p{C}\p{Zl}\p{Zp}]/u;

/** Whether text comes back from a button as it was put there. */
function isSafe(value: string): boolean {
  return value !== '' && !UNSAFE.test(value);
}

/** A button but for its line, and the account that its line is about. */
export interface RunFor {
  readonly account: string;
  readonly label: string;
  readonly style?: Button['style'];
}

/** A button for the first of the lines that fits into its id, account included; undefined where none does. */
export function runFirst(
  view: Pick<AlertView, 'config'>,
  lines: readonly string[],
  { account, label, style }: RunFor,
): Button | undefined {
  const tag = accountTag(view.config, account);
  const line = lines.find(
    (each) => isSafe(each) && fittingId({ kind: 'run', line: each, tag }) !== undefined,
  );
  if (line === undefined) return undefined;
  return { id: encodePress({ kind: 'run', line }), label, ...(style && { style }) };
}
