import { seconds } from '../cloud-time.ts';
import { APP_ID, type About, type Message } from './about.ts';

/** 321: a push that misbehaves (267/84046), told while it does. `timeout` is how long its answer is waited for, ms. */
export function pushAbnormal({ upstream, now }: About): Message {
  return {
    event_type: 321,
    appid: APP_ID,
    user_ip: upstream.clientIp,
    data_time: now,
    domain: upstream.domain,
    path: upstream.app,
    report_interval: 5000,
    sequence: upstream.sequence,
    stream_id: upstream.stream,
    stream_param: upstream.streamParam,
    timeout: 5000,
    interface: 'general_callback',
    abnormal_event: [
      {
        type: 6,
        count: 2,
        detail: [
          { desc: 'interval of two video frames: 4120 ms', occur_time: now - 4000 },
          { desc: 'interval of two video frames: 3280 ms', occur_time: now - 600 },
        ],
        type_desc_cn: '相邻视频帧间隔过大',
        type_desc_en: 'The interval between two video frames is too long',
        event_key: 'video_frame_interval',
        customer_visible: 'true',
      },
    ],
  };
}

/** 328: a monitor found something (267/88050). Not signed; its time is in ms, and it names the monitor's own output. */
export function monitorFinding({ upstream, now }: About): Message {
  return {
    event_type: 328,
    appid: APP_ID,
    bizid: 0,
    interface: 'general_callback',
    event_name: 'TimestampFallback',
    event_time: now,
    event_msg: JSON.stringify({ level: 'Fatal', stream: upstream.stream }),
    stream_id: upstream.stream,
  };
}

/** 343: quality control of a transcoded stream. */
export function qualityControl(about: About): Message {
  return { ...ofTemplate(343, about), score: 62, function: 'QualityControl', class: 'DtsJitter' };
}

/** 344: an evaluation fell under its threshold. */
export function evaluationThreshold(about: About): Message {
  return { ...ofTemplate(344, about), score: 58.4, function: 'Assessment', class: 'VMAF' };
}

/** 345: the average of an evaluation. */
export function evaluationAverage(about: About): Message {
  const at = seconds(about.now);
  return {
    ...ofTemplate(345, about),
    frames: [
      { timestamp: at - 2, score: 81.2 },
      { timestamp: at - 1, score: 79.6 },
    ],
    average_score: 80.4,
    max_score: 81.2,
    min_score: 79.6,
    function: 'Assessment',
    class: 'VMAF',
  };
}

function ofTemplate(type: number, { upstream, now }: About): Message {
  return {
    event_type: type,
    appid: APP_ID,
    appname: upstream.app,
    stream_id: upstream.stream,
    domain: upstream.domain,
    event_time: seconds(now),
    transcode_template_id: 19_001,
    watermark_template_id: 0,
  };
}
