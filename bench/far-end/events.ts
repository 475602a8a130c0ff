import { createHash } from 'node:crypto';

/** Makes the bodies of events, as each subject takes them. Streams are named by number, ten domains share them. */
export interface Events {
  /** Stream `index` breaks, or comes back. Each event is another one. */
  readonly body: (index: number, broken: boolean) => string;
  /** A stream of this name breaks, alone on its own domain. */
  readonly named: (name: string) => string;
}

const DOMAINS = 100;

/** Callbacks of the live cloud, signed. */
export function cloudEvents(key: string): Events {
  let sequence = 0;
  const pushes = new Map<string, number>();

  function body(domain: string, stream: string, broken: boolean): string {
    const now = Math.floor(Date.now() / 1000);
    const push = broken ? (pushes.get(stream) ?? (sequence += 1)) : (sequence += 1);
    if (broken) pushes.delete(stream);
    else pushes.set(stream, push);
    const t = now + 600;
    return JSON.stringify({
      app: domain,
      appid: 1_250_000_000,
      appname: 'live',
      channel_id: stream,
      errcode: broken ? 8 : 0,
      errmsg: broken ? 'no data for a long time' : 'ok',
      event_time: now,
      event_type: broken ? 0 : 1,
      height: 1080,
      node: '198.51.100.7',
      ...(broken && { push_duration: '734523' }),
      sequence: `22104645082${String(push).padStart(8, '0')}`,
      set_id: 2,
      sign: signOf(key, t),
      stream_id: stream,
      stream_param: 'txSecret=0123456789abcdef0123456789abcdef&txTime=67A0B1C2',
      t,
      user_ip: '203.0.113.9',
      width: 1920,
    });
  }

  return {
    body: (index, broken) => body(`d${index % DOMAINS}.example.com`, `s${index}`, broken),
    named: (name) => body(`${name}.example.com`, name, true),
  };
}

/** Alerts of Alertmanager's API v2 with the same facts. */
export function managerAlerts(): Events {
  function body(domain: string, stream: string, broken: boolean): string {
    const now = Date.now();
    return JSON.stringify([
      {
        labels: { alertname: 'stream_down', severity: 'critical', domain, app: 'live', stream },
        annotations: {
          summary: 'no data for a long time',
          errcode: broken ? '8' : '0',
          node: '198.51.100.7',
          user_ip: '203.0.113.9',
          resolution: '1920x1080',
          at: String(now),
        },
        startsAt: new Date(now - (broken ? 0 : 1000)).toISOString(),
        endsAt: new Date(broken ? now + 3_600_000 : now).toISOString(),
      },
    ]);
  }
  return {
    body: (index, broken) => body(`d${index % DOMAINS}.example.com`, `s${index}`, broken),
    named: (name) => body(`${name}.example.com`, name, true),
  };
}

const signs = new Map<number, string>();

/** `MD5(key + t)`, once a second. */
export function signOf(key: string, t: number): string {
  const known = signs.get(t);
  if (known !== undefined) return known;
  const sign = createHash('md5').update(`${key}${t}`).digest('hex');
  signs.clear();
  signs.set(t, sign);
  return sign;
}
