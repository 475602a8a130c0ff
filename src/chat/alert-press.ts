import { notFound } from '../name-refusals.ts';
import type { AlertPress, AlertVerb } from '../card/press-id.ts';
import type { Config } from '../config/schema.ts';
import type { Refusal } from '../errors.ts';
import type { Alert, Who } from '../alert/model/alert.ts';
import type { Alerts } from '../alert/model/alerts.ts';

const MINUTE_MS = 60_000;

/** What each button does, and the command whose permission it asks for. */
const VERBS = {
  ack: 'alert ack',
  mute15: 'alert mute',
  muteup: 'alert mute',
  unmute: 'alert unmute',
  take: 'alert assign',
  assign: 'alert assign',
  close: 'alert close',
} as const satisfies Record<AlertVerb, string>;

const NO_MORE = { ack: '', unmute: '', assign: '', close: '' };

/** The command that does the same, and its line for the audit. */
export function commandOf({ verb, alert, person }: AlertPress): {
  readonly name: string;
  readonly line: string;
} {
  const name = VERBS[verb];
  const more = { ...NO_MORE, mute15: ' until:15m', muteup: ' until:recovered', take: ' person:me' }[verb];
  return { name, line: `${name} id:${alert}${more}${person === undefined ? '' : ` person:${person}`}` };
}

/** The alert that a button is about. @throws Refusal where it is not known any more. */
export function alertPressed(alerts: Alerts, press: AlertPress): Alert {
  const alert = alerts.known(press.alert);
  if (!alert)
    throw notFound(
      { en: 'This alert is no longer known', zh: '该告警已不在记录中' },
      { en: 'Nothing was changed. See all with: alert list', zh: '未做任何更改。查看全部：告警 列表' },
      ['alert list'],
    );
  return alert;
}

/** A refusal where the person whom a button assigns an alert to is not configured any more. */
export function assigneeGone(config: Config, { person }: AlertPress): Refusal | undefined {
  if (person === undefined || Object.hasOwn(config.people, person)) return undefined;
  return notFound(
    {
      en: 'This person is no longer under people in airdesk.yaml',
      zh: 'airdesk.yaml 的 people 中已没有此人',
    },
    { en: 'Nothing was changed. Choose somebody else.', zh: '未做任何更改，请另选一位。' },
  );
}

/** Does what the button says. @throws Refusal */
export function doAlertPress(
  alerts: Alerts,
  { account, id }: Alert,
  press: AlertPress,
  who: Who,
  now: number,
): Promise<Alert> {
  switch (press.verb) {
    case 'ack':
      return alerts.acknowledge(account, id, who);
    case 'mute15':
      return alerts.mute(account, id, who, now + 15 * MINUTE_MS);
    case 'muteup':
      return alerts.mute(account, id, who, 'recovered');
    case 'unmute':
      return alerts.unmute(account, id, who);
    case 'take':
      return alerts.assign(account, id, who, who.person);
    case 'assign':
      return alerts.assign(account, id, who, press.person ?? who.person);
    case 'close':
      return alerts.close(account, id, who);
  }
}
