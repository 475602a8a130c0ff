import { seconds } from '../cloud-time.ts';
import { APP_ID, type About, type Message } from './about.ts';

/** What happened to a pull task: one of its callback events, with the words of its `msg`. */
export interface RelayEvent {
  readonly name:
    'TaskStart' | 'TaskExit' | 'VodSourceFileStart' | 'VodSourceFileFinish' | 'ResetTaskConfig' | 'TaskAlarm';
  readonly msg: Readonly<Record<string, unknown>>;
}

/** The task that a relay message is about. */
export interface RelayTask {
  readonly id: string;
  readonly sources: readonly string[];
  readonly toUrl: string;
  readonly stream: string;
  readonly callbackUrl: string;
}

/**
 * 314: a pull task (267/56208). Lists and details are JSON in a text, which ends in a line break, and the time is a
 * text. Not signed.
 */
export function relayMessage(task: RelayTask, event: RelayEvent, now: number): Message {
  return {
    event_type: 314,
    appid: APP_ID,
    interface: 'general_callback',
    product_name: 'pullpush',
    callback_event: event.name,
    callback_url: task.callbackUrl,
    source_urls: `${JSON.stringify(task.sources)}\n`,
    to_url: task.toUrl,
    stream_id: task.stream,
    task_id: task.id,
    event_time: String(seconds(now)),
    msg: `${JSON.stringify(event.msg)}\n`,
  };
}

/** 314 of a task that is made up: its source cannot be pulled. */
export function relayAlarm({ upstream, now, task = '10054' }: About): Message {
  const url = 'rtmp://source.example.com/live/feed';
  const { domain, app, stream, streamParam } = upstream;
  const made = {
    id: task,
    sources: [url],
    toUrl: `rtmp://${domain}/${app}/${stream}?${streamParam}`,
    stream,
    callbackUrl: '',
  };
  return relayMessage(made, { name: 'TaskAlarm', msg: { type: 'PullFileFailed', url, index: 0 } }, now);
}
