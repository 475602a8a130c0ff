import { LIMITS } from '../../../platform/limits.ts';
import type { Button } from '../../../reply.ts';
import { shorten } from '../../../text/shorten.ts';
import type { Alert } from '../../model/alert.ts';
import { runFirst } from '../run-line.ts';
import type { AlertView } from '../view.ts';
import { sayIn } from '../../../text/language.ts';

/** A button but for its lines. `part`: of which part, where it stands on the card of the whole. */
export interface ActionLabel {
  readonly label: string;
  readonly style?: Button['style'];
  readonly part?: string | undefined;
}

/** A button that runs the first of the lines that fits; none where none does. */
export function actionButton(
  { account }: Pick<Alert, 'account'>,
  view: Pick<AlertView, 'config' | 'language'>,
  lines: readonly string[],
  { label, style, part }: ActionLabel,
): Button[] {
  const say = sayIn(view.language);
  const shown = shorten(
    part === undefined ? label : say(`${part}: ${label}`, `${part}：${label}`),
    LIMITS.buttonLabel,
  );
  const button = runFirst(view, lines, { account, label: shown, ...(style && { style }) });
  return button ? [button] : [];
}
