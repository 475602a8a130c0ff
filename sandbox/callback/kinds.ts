import { seconds } from '../cloud-time.ts';
import { stopReason } from '../stream/stop-reasons.ts';
import { APP_ID, type About, type Message } from './about.ts';
import { audioAudit, imageAudit } from './audit-messages.ts';
import { recordException, recordFile, recordStatus, screenshot } from './file-messages.ts';
import { erase, highlight, subtitle, summary } from './processing-messages.ts';
import { pushMessage } from './push-message.ts';
import {
  evaluationAverage,
  evaluationThreshold,
  monitorFinding,
  pushAbnormal,
  qualityControl,
} from './quality-messages.ts';
import { relayAlarm } from './relay-message.ts';

/** A documented type of message: what it usually says. */
type Kind = (about: About) => Message;

const KINDS: Readonly<Record<number, Kind>> = {
  0: ({ upstream, now }) => pushMessage({ type: 'disconnect', upstream, at: now, ...stopReason(1) }),
  1: ({ upstream, now }) => pushMessage({ type: 'push', upstream, at: now, errcode: 0, errmsg: 'ok' }),
  100: recordFile,
  200: screenshot,
  314: relayAlarm,
  315: audioAudit,
  317: imageAudit,
  321: pushAbnormal,
  328: monitorFinding,
  332: recordStatus,
  338: subtitle,
  341: recordException,
  343: qualityControl,
  344: evaluationThreshold,
  345: evaluationAverage,
  347: erase,
  348: summary,
  349: highlight,
};

/** Neither the tables nor the samples of these types have `t` and `sign`. */
const UNSIGNED = [314, 328];

/** Every documented type, in order. */
export const CALLBACK_TYPES: readonly number[] = Object.keys(KINDS).map(Number);

/** Whether messages of a type are signed where there is a key. */
export function isSigned(type: number): boolean {
  return !UNSIGNED.includes(type);
}

/** A complete message of a type; of a type that is not documented: one with the fields that most have. */
export function sampleMessage(type: number, about: About): Message {
  const { upstream, now } = about;
  return (
    KINDS[type]?.(about) ?? {
      event_type: type,
      appid: APP_ID,
      app: upstream.domain,
      appname: upstream.app,
      stream_id: upstream.stream,
      channel_id: upstream.stream,
      event_time: seconds(now),
    }
  );
}
