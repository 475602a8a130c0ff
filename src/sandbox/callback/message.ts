import { createHash } from 'node:crypto';
import { seconds } from '../cloud-time.ts';
import type { StreamEvent } from '../stream/streams.ts';

const APP_ID = 1_250_000_000;
const VALID_SECONDS = 600;

/**
 * The push (1) or disconnect (0) message of an event, as the vendor's page on them describes it.
 * Without a key it is not signed. The signature covers the expiry only.
 */
export function callbackMessage(event: StreamEvent, key: string, now: number): Record<string, unknown> {
  const { upstream } = event;
  const t = seconds(now) + VALID_SECONDS;
  return {
    event_type: event.type === 'push' ? 1 : 0,
    appid: APP_ID,
    app: upstream.domain,
    appname: upstream.app,
    stream_id: upstream.stream,
    channel_id: upstream.stream,
    event_time: seconds(event.at),
    sequence: upstream.sequence,
    node: upstream.node,
    user_ip: upstream.clientIp,
    stream_param: upstream.streamParam,
    ...(event.type === 'disconnect' && { push_duration: String(event.at - upstream.since) }),
    errcode: event.errcode,
    errmsg: event.errmsg,
    set_id: 2,
    width: upstream.width,
    height: upstream.height,
    ...(key !== '' && { t, sign: callbackSign(key, t) }),
  };
}

/** `MD5(key + t)`, lower case. */
function callbackSign(key: string, t: number): string {
  return createHash('md5').update(`${key}${t}`).digest('hex');
}
