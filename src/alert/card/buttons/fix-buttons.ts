import { conditionOf } from '../../../callback/condition.ts';
import type { Button } from '../../../reply.ts';
import { commandLine } from '../../../line/command-line.ts';
import { sayIn } from '../../../text/language.ts';
import type { Alert } from '../../model/alert.ts';
import { actionButton } from './action-button.ts';
import { pushSource } from '../../../card/push-name.ts';
import { streamWords } from '../words/stream-words.ts';
import type { AlertView } from '../view.ts';

/** More backups than that are chosen from a list. */
const MOST_BACKUPS = 2;

/** What can end it while it lasts, each a command through the usual guards. `part`: of which part. */
export function fixButtons(alert: Alert, view: AlertView, part?: string): Button[] {
  if (alert.status !== 'firing') return [];
  switch (conditionOf(view.config.alerts.conditions, alert.condition)?.fix) {
    case 'backup':
      return backups(alert, view, part);
    case 'pull':
      return restart(alert, view, part);
    default:
      return [];
  }
}

function restart(alert: Alert, view: AlertView, part: string | undefined): Button[] {
  const { subject } = alert;
  if (subject.type !== 'pull') return [];
  const label = sayIn(view.language)('Restart pull task', '重启拉流转推任务');
  return actionButton(alert, view, [commandLine('pull restart', { task: subject.id })], {
    label,
    style: 'primary',
    part,
  });
}

/** Pushes that are there and are not on air, as far as is known. */
function backups(alert: Alert, view: AlertView, part: string | undefined): Button[] {
  const say = sayIn(view.language);
  return (alert.found?.upstreams ?? [])
    .map((push, at) => ({ ...push, number: at + 1 }))
    .filter(({ sequence, main }) => sequence !== '' && !main && !alert.sequences.includes(sequence))
    .slice(0, MOST_BACKUPS)
    .flatMap(({ sequence, number, source }) => {
      const lines = streamWords(alert, view).map((stream) =>
        commandLine('backup switch', { stream, to: sequence }),
      );
      const from = pushSource(source, say);
      const label = say(`Switch to backup ${number} (${from})`, `切到备流 ${number}（${from}）`);
      return actionButton(alert, view, lines, { label, style: 'primary', part });
    });
}
