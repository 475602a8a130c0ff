import { encodePress, fittingId, type AlertVerb } from '../../../card/press-id.ts';
import type { Button, Select } from '../../../reply.ts';
import { sayIn } from '../../../text/language.ts';
import type { Alert } from '../../model/alert.ts';
import { chartButton } from './chart-button.ts';
import { fixButtons } from './fix-buttons.ts';
import { lookButtons } from './look-buttons.ts';
import { oneAThing, thingOf } from './one-a-thing.ts';
import { partButtons } from './part-buttons.ts';
import { LIMITS } from '../../../platform/limits.ts';
import { runbookButtons } from '../runbook.ts';
import { isAcknowledged, isMuted } from '../state.ts';
import { streamWords } from '../words/stream-words.ts';
import type { AlertView } from '../view.ts';

/**
 * What can be pressed on an alert's card, the most useful first: what helps, who takes it on, what its rule and its parts
 * offer, what shows more, what quiets it, and last the picture of its figures, which stands in nobody's way. Of several for one thing there is one.
 */
export function buttonsOf(alert: Alert, view: AlertView): readonly Button[] {
  if (alert.status === 'closed') return [];
  const buttons = alert.status === 'recovered' ? ofRecovered(alert, view) : ofLasting(alert, view);
  return oneAThing(buttons, streamWords(alert, view)).slice(0, LIMITS.buttons);
}

function ofRecovered(alert: Alert, view: AlertView): readonly Button[] {
  const say = sayIn(view.language);
  return [
    ...(alert.seen ? [] : [press(alert, 'ack', say('Seen', '已阅'), 'primary')]),
    ...lookButtons(alert, view),
    press(alert, 'close', say('Close', '关闭')),
    ...chartButton(alert, view),
  ];
}

function ofLasting(alert: Alert, view: AlertView): readonly Button[] {
  const say = sayIn(view.language);
  const isTaken = isAcknowledged(alert, view.now);
  const runbook = runbookButtons(alert, view);
  return [
    ...namedAs(runbook, fixButtons(alert, view), alert, view),
    ...(isTaken ? [] : [press(alert, 'ack', say('Acknowledge', '认领'), 'primary')]),
    ...runbook,
    ...partButtons(alert, view),
    ...lookButtons(alert, view),
    ...(isTaken ? [press(alert, 'ack', say('Acknowledge again', '再次认领'))] : []),
    ...(isMuted(alert, view.now)
      ? [press(alert, 'unmute', say('Unmute', '取消屏蔽'))]
      : [
          press(alert, 'mute15', say('Mute 15 min', '屏蔽 15 分钟')),
          press(alert, 'muteup', say('Mute until recovered', '屏蔽到恢复')),
        ]),
    press(alert, 'take', say('Assign to me', '指派给我')),
    press(alert, 'close', say('Close', '关闭')),
    ...chartButton(alert, view),
  ];
}

function press({ id }: Alert, verb: AlertVerb, label: string, style?: Button['style']): Button {
  return { id: encodePress({ kind: 'alert', verb, alert: id }), label, ...(style && { style }) };
}

/** What its runbook has too goes by the name that it has there, and stays in its place. */
function namedAs(
  runbook: readonly Button[],
  buttons: readonly Button[],
  alert: Alert,
  view: AlertView,
): readonly Button[] {
  const names = streamWords(alert, view);
  return buttons.map((button) => {
    const same = runbook.find((other) => thingOf(other, names) === thingOf(button, names));
    return same ? { ...button, label: same.label } : button;
  });
}

/** Whom it can be assigned to: people of airdesk.yaml, as many as a select takes. */
export function selectsOf(alert: Alert, { config, language }: AlertView): readonly Select[] {
  if (alert.status !== 'firing') return [];
  const assign = { kind: 'alert', verb: 'assign', alert: alert.id } as const;
  const choices = Object.keys(config.people)
    .flatMap((person) => {
      const id = fittingId({ ...assign, person });
      return id === undefined ? [] : [{ id, label: person }];
    })
    .slice(0, LIMITS.choices);
  if (choices.length === 0) return [];
  return [
    {
      id: encodePress(assign),
      placeholder: sayIn(language)('Assign to…', '指派给…'),
      choices,
    },
  ];
}
