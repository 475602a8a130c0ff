import { seconds } from '../cloud-time.ts';
import { APP_ID, type About, type Message } from './about.ts';

const HOUR_S = 3600;

/** 100: a recorded file. One of a task that was made by CreateRecordTask has `task_id` and no `stream_param`. */
export function recordFile({ upstream, now, task, hex }: About): Message {
  const end = seconds(now);
  const file = hex(8);
  return {
    event_type: 100,
    appid: APP_ID,
    app: upstream.domain,
    appname: upstream.app,
    stream_id: upstream.stream,
    channel_id: upstream.stream,
    file_id: BigInt(`0x${hex(7)}`).toString(),
    record_file_id: BigInt(`0x${hex(7)}`).toString(),
    file_format: 'flv',
    ...(task === undefined ? { stream_param: upstream.streamParam } : { task_id: task }),
    start_time: end - HOUR_S,
    end_time: end,
    start_time_usec: 120_000,
    end_time_usec: 840_000,
    duration: HOUR_S,
    file_size: 1_350_000_000,
    video_url: `http://${APP_ID}.vod.example.com/${file}/f0.flv`,
    media_start_time: 0,
    record_bps: 3000,
    callback_ext: JSON.stringify({
      video_codec: 'h264',
      resolution: `${upstream.width}x${upstream.height}`,
    }),
  };
}

/** 200: a screenshot. Its page lists no `appid`. */
export function screenshot({ upstream, now, hex }: About): Message {
  const path = `/${upstream.app}/${upstream.stream}-${hex(4)}.jpg`;
  return {
    event_type: 200,
    app: upstream.domain,
    appname: upstream.app,
    stream_param: upstream.streamParam,
    stream_id: upstream.stream,
    channel_id: upstream.stream,
    create_time: seconds(now),
    file_size: 7520,
    width: upstream.width,
    height: upstream.height,
    pic_url: path,
    pic_full_url: `http://snapshots.cos.example.com${path}`,
  };
}

/** 332: what became of a recording (267/102192). `record_detail` is JSON in a text. */
export function recordStatus({ upstream, now, task, hex }: About): Message {
  return {
    event_type: 332,
    appid: APP_ID,
    appname: upstream.app,
    domain: upstream.domain,
    stream_id: upstream.stream,
    event_time: seconds(now),
    record_event: 'record_error',
    record_detail: JSON.stringify({
      file_format: 2,
      record_bps: 0,
      start_model: task === undefined ? 1 : 5,
      record_content: 1,
      source_type: 1,
      codec_temp_id: 0,
    }),
    ...(task !== undefined && { task_id: task }),
    seq: 1,
    session_id: hex(16),
  };
}

/** 341: something was wrong in a recording (267/117052). */
export function recordException({ upstream, now, hex }: About): Message {
  return {
    event_type: 341,
    appid: APP_ID,
    stream_id: upstream.stream,
    session_id: hex(16),
    file_format: 'hls',
    timestamp: seconds(now),
    exception_level: 'warning',
    exception: { type: -130, occurs: 3, desc: 'video frames were dropped' },
    interface: 'general_callback',
  };
}
