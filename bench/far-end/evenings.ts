import { signOf } from './events.ts';

/** What a great many callbacks can be about. */
export const KINDS = {
  /** Every show has a name of its own: it begins, and its encoder says goodbye. */
  'one-off': 'one-off names that begin and say goodbye',
  /** The same, and nobody ever hears of it again after it broke. */
  failing: 'one-off names that begin and break',
  /** The same, with a card each: as many as may be open. */
  open: 'one-off names that break, each with a card of its own, and stay open',
  /** A thousand streams break and come back all the time. */
  flapping: 'a thousand streams that break and come back',
} as const;
export type Kind = keyof typeof KINDS;

const FLAPPING = 1000;
const DOMAINS = 20;
const GOODBYE = { errcode: 1, errmsg: 'recv rtmp deleteStream' };
const BROKEN = { errcode: 8, errmsg: 'no data for a long time' };
const FINE = { errcode: 0, errmsg: 'ok' };

/** Makes the signed bodies of one kind, one after the other. */
export function createEvening(kind: Kind, key: string): () => string {
  let count = 0;
  return () => {
    const number = count++;
    const isShow = kind !== 'flapping';
    const stream = isShow ? number >> 1 : number % FLAPPING;
    const turn = isShow ? number % 2 : Math.floor(number / FLAPPING);
    const begins = turn % 2 === 0;
    const end = kind === 'one-off' ? GOODBYE : BROKEN;
    const now = Math.floor(Date.now() / 1000);
    const t = now + 600;
    return JSON.stringify({
      ...(begins ? FINE : { ...end, push_duration: '734523' }),
      app: `d${stream % DOMAINS}.example.com`,
      appid: 1_250_000_000,
      appname: 'live',
      channel_id: `show-${stream}`,
      event_time: now,
      event_type: begins ? 1 : 0,
      height: 1080,
      node: '198.51.100.7',
      sequence: `${2_210_464_508 + stream}${String(Math.floor(turn / 2)).padStart(6, '0')}`,
      set_id: 2,
      sign: signOf(key, t),
      stream_id: `show-${stream}`,
      stream_param: 'txSecret=0123456789abcdef0123456789abcdef&txTime=67A0B1C2',
      t,
      user_ip: `203.0.113.${stream % 250}`,
      width: 1920,
    });
  };
}
