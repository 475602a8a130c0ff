import type { Alert } from '../../src/alert/model/alert.ts';
import { whatText } from '../../src/alert/card/title.ts';
import type { CommandContext } from '../../src/command.ts';
import type { Button, Card } from '../../src/reply.ts';
import { card } from '../card.ts';
import { buttonRow, runButton } from '../../src/card/run-button.ts';
import { typedLine } from '../typed-line.ts';
import { viewOf } from './view.ts';

/** A short answer to who changed an alert; everybody else sees it on the alert's own card. */
export function doneCard(
  context: CommandContext,
  alert: Alert,
  done: string,
  lines: readonly string[] = [],
  offer?: Button,
): Card {
  const { say } = context;
  const what = whatText(alert, viewOf(context, alert), 160);
  return card(say(`${done}: ${what}`, `${done}：${what}`), {
    tone: 'success',
    visibility: 'asker',
    lines: [...lines, say('Every copy of the card shows it.', '各处的告警卡片已同步更新。')],
    buttons: buttonRow(offer, runButton(typedLine('alert show', alert.id), say('Show', '查看'))),
    footer: alert.id,
  });
}
