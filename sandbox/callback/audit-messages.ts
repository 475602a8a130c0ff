import { seconds } from '../cloud-time.ts';
import { APP_ID, type About, type Message } from './about.ts';

/** 315: suspicious sound (267/94421). `domain` and `path`, where others say `app` and `appname`. */
export function audioAudit({ upstream, task, hex }: About): Message {
  return {
    event_type: 315,
    appid: APP_ID,
    bizid: 0,
    stream_id: upstream.stream,
    channel_id: upstream.stream,
    domain: upstream.domain,
    path: upstream.app,
    HitFlag: 1,
    Score: 92,
    SubTag: '',
    task_id: task ?? hex(8),
    status: 2,
    asr_text: 'words that were heard',
    cdn_url: `http://audits.cos.example.com/${hex(8)}.wav`,
    duration: 15,
    label: 'Abuse',
    language_results: [],
    moan_results: [],
  };
}

/** Still sent, and of no meaning any more. `tid`, `abductionRisk` and these scores, all without meaning here. */
const OLD_SCORES = [
  'confidence',
  'normalScore',
  'hotScore',
  'pornScore',
  'terrorScore',
  'polityScore',
  'illegalScore',
  'similarScore',
  'abuseScore',
  'teenagerScore',
  'adScore',
  'customScore',
];

/** 317: a suspicious picture (267/47029). `streamId` and `channelId` in camel case; lists without entries are null. */
export function imageAudit({ upstream, now, hex }: About): Message {
  const at = seconds(now);
  return {
    event_type: 317,
    app: upstream.domain,
    appid: APP_ID,
    appname: upstream.app,
    streamId: upstream.stream,
    channelId: upstream.stream,
    stream_param: upstream.streamParam,
    img: `http://audits.cos.example.com/${hex(8)}.jpg`,
    type: [1],
    score: [96],
    ocrMsg: '',
    suggestion: 'Block',
    label: 'Porn',
    subLabel: 'PornHigh',
    labelResults: [{ HitFlag: 1, Label: 'Porn', Score: 96, SubLabel: 'PornHigh', Suggestion: 'Block' }],
    objectResults: null,
    ocrResults: null,
    libResults: null,
    screenshotTime: at - 2,
    sendTime: at,
    tid: 20_001,
    abductionRisk: [],
    ...Object.fromEntries(OLD_SCORES.map((name) => [name, 0])),
  };
}
