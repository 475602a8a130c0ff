import { subjectKey, type Subject } from '../../callback/event.ts';
import { valuesOf } from '../../callback/normalise/reading.ts';
import type { AlertsConfig } from '../../config/alerts/schema.ts';
import { readGroups } from '../../live/read/backup-groups.ts';
import { readPushesNow, type PushNow } from '../../live/read/pushes-now.ts';
import { reservesOf } from '../../live/read/reserves.ts';
import { fullName } from '../../live/read/stream-name.ts';
import type { Finding, Poller } from '../poller.ts';

const PATIENCE_MS = 8000;
/** What has only just begun has no figures yet, ms. */
const FRESH_MS = 60_000;

type Floors = AlertsConfig['polling']['push'];

/**
 * How pushes come in: what stays connected but sending nothing, and what is below the floor. One call a thousand pushes, and one
 * more where something is wrong: whether viewers see it.
 */
export const PUSH: Poller = {
  name: 'push',
  about: {
    en: 'How pushes come in: bit rate and frame rate against a floor, and what is connected but sending nothing.',
    zh: '推流质量：码率、帧率是否低于下限，以及已连接但无数据的推流。',
  },
  conditions: ['push.silent', 'push.poor', 'push.reserve'],
  actions: ['DescribeLiveStreamPushInfoList', 'DescribeBackupStreamList'],
  async look({ live, config, now }) {
    const { items, complete } = await readPushesNow({ live, timeoutMs: PATIENCE_MS });
    const floors = config.alerts.polling.push;
    const fresh = new Set<string>();
    const bad: Bad[] = [];
    const seen = new Set<string>();
    for (const push of items) {
      const subject = subjectOf(push);
      seen.add(subjectKey(subject));
      if (isFresh(push, now)) fresh.add(subjectKey(subject));
      else bad.push(...found(push, subject, floors));
    }
    // An account without backups has no such list: all of its pushes are on air.
    const groups = bad.length === 0 ? [] : await readGroups({ live, timeoutMs: PATIENCE_MS }).catch(() => []);
    const reserves = reservesOf(items, groups);
    return {
      findings: bad
        .map(({ push, finding }) =>
          reserves.has(push) ? { ...finding, condition: 'push.reserve' as const } : finding,
        )
        .sort(silentFirst),
      isUnknown: (_condition, subject) => {
        const key = subjectKey(subject);
        return fresh.has(key) || (!complete && !seen.has(key));
      },
    };
  },
};

function subjectOf({ name }: PushNow): Subject {
  return { type: 'stream', id: fullName(name).slice(0, 300) };
}

/** A time that lies ahead was written in another zone: it tells nothing. */
function isFresh({ since }: PushNow, now: number): boolean {
  return since !== undefined && since <= now && now - since < FRESH_MS;
}

interface Bad {
  readonly push: PushNow;
  readonly finding: Finding;
}

function found(push: PushNow, subject: Subject, floors: Floors): Bad[] {
  const groups = [`domain:${push.name.domain}`];
  if (push.kbps === 0 && push.fps === 0)
    return [
      {
        push,
        finding: {
          ...{ condition: 'push.silent', subject, groups },
          values: valuesOf({ user_ip: push.ip || undefined }),
        },
      },
    ];
  const floor = belowFloor(push, floors);
  if (floor === undefined) return [];
  const announced = [
    ...(push.wantedKbps > 0 ? [`${push.wantedKbps} kbit/s`] : []),
    ...(push.wantedFps > 0 ? [`${push.wantedFps} fps`] : []),
  ].join(', ');
  const values = valuesOf({ kbps: push.kbps, fps: push.fps, floor, announced });
  return [{ push, finding: { condition: 'push.poor', subject, groups, values } }];
}

function belowFloor(push: PushNow, { leastKbps, leastFps, leastPercent }: Floors): string | undefined {
  if (!push.hasPicture) return undefined;
  if (push.kbps < leastKbps) return `${leastKbps} kbit/s`;
  if (push.fps < leastFps) return `${leastFps} fps`;
  return push.share * 100 < leastPercent ? `${leastPercent} %` : undefined;
}

function silentFirst(a: Finding, b: Finding): number {
  return Number(b.condition === 'push.silent') - Number(a.condition === 'push.silent');
}
