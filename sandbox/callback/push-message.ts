import { seconds } from '../cloud-time.ts';
import type { StreamEvent } from '../stream/streams.ts';
import { APP_ID, type Message } from './about.ts';

/**
 * The push (1) or disconnect (0) message of an event, as the vendor's page on them describes it (267/47025). `app` is
 * the push domain there, and `appname` the path.
 */
export function pushMessage(event: Omit<StreamEvent, 'cause' | 'route'>): Message {
  const { upstream } = event;
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
    ...(event.type === 'disconnect' &&
      !event.refused && { push_duration: String(event.at - upstream.since) }),
    errcode: event.errcode,
    ...(event.subcode !== undefined && { sub_errcode: event.subcode }),
    errmsg: event.errmsg,
    set_id: 2,
    idc_id: 34,
    width: upstream.width,
    height: upstream.height,
  };
}
