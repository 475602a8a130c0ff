import { BUTTON_ID } from '../../card/run-press.ts';
import type { Button, Select } from '../../reply.ts';
import { sayIn } from '../../text/language.ts';
import type { Alert } from '../alert.ts';
import { actionButtons } from './actions.ts';
import { partButtons } from './part-buttons.ts';
import { runbookButtons } from './runbook.ts';
import { isAcknowledged, isMuted } from './state.ts';
import type { AlertView } from './view.ts';

/** Discord's limits on buttons, and on choices of a select. */
const MOST_BUTTONS = 20;
const MOST_CHOICES = 25;

/** What can be pressed on an alert's card: what takes it on first, then what helps, then what quiets it. */
export function buttonsOf(alert: Alert, view: AlertView): readonly Button[] {
  if (alert.status === 'closed') return [];
  const say = sayIn(view.language);
  const press = (verb: string, label: string, style?: Button['style']): Button => ({
    id: `alert:${verb}:${alert.id}`,
    label,
    ...(style && { style }),
  });
  const isOver = alert.status === 'recovered';
  const runbook = isOver ? [] : [...runbookButtons(alert, view), ...partButtons(alert, view)];
  const buttons = isOver
    ? [
        ...(alert.seen ? [] : [press('ack', say('Seen', '已阅'), 'primary')]),
        press('close', say('Close', '关闭')),
        ...actionButtons(alert, view),
      ]
    : [
        isAcknowledged(alert, view.now)
          ? press('ack', say('Acknowledge again', '再次确认'))
          : press('ack', say('Acknowledge', '确认'), 'primary'),
        // A line that the runbook has too goes by the name it has there.
        ...actionButtons(alert, view).filter(({ id }) => runbook.every((button) => button.id !== id)),
        ...runbook,
        ...(isMuted(alert, view.now)
          ? [press('unmute', say('Unmute', '取消屏蔽'))]
          : [
              press('mute15', say('Mute 15 min', '屏蔽 15 分钟')),
              press('muteup', say('Mute until recovered', '屏蔽到恢复')),
            ]),
        press('take', say('Assign to me', '指派给我')),
        press('close', say('Close', '关闭')),
      ];
  const ids = buttons.map(({ id }) => id);
  return buttons
    .filter(({ id }, at) => id.length <= BUTTON_ID && ids.indexOf(id) === at)
    .slice(0, MOST_BUTTONS);
}

/** Whom it can be assigned to: people of airdesk.yaml, as many as a select takes. */
export function selectsOf(alert: Alert, { config, language }: AlertView): readonly Select[] {
  if (alert.status !== 'firing') return [];
  const choices = Object.keys(config.people)
    .map((person) => ({ id: `alert:assign:${alert.id}:${person}`, label: person }))
    .filter(({ id }) => id.length <= BUTTON_ID)
    .slice(0, MOST_CHOICES);
  if (choices.length === 0) return [];
  return [
    {
      id: `alert:assign:${alert.id}`,
      placeholder: sayIn(language)('Assign to…', '指派给…'),
      choices,
    },
  ];
}
