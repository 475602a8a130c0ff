import type { Live } from '../../live/live.ts';
import { conditionOf, type Conditions } from '../../callback/condition.ts';
import { DOWN, PUSH_LOST } from '../../callback/conditions.ts';
import type { Subject } from '../../callback/event.ts';
import type { Observation } from '../../callback/normalise/observation.ts';
import type { Check } from '../model/decision.ts';
import { valuesOf } from '../../callback/normalise/reading.ts';
import { readMonitorTasks } from '../../live/read/monitors.ts';
import { isDue, readPullTask } from '../../live/read/pulls.ts';
import { pushesOf, pushesOnDomain, type Push } from '../../live/read/pushes.ts';

/** What was seen when we looked: an observation but for when it reached us. */
export type CheckAnswer = Omit<Observation, 'receivedAt'>;

/** How long a card waits for what the cloud says, ms. */
const GRACE_MS = 1200;
const PATIENCE_MS = 3000;
/** LiveStreamMonitorInfo, Status. */
const MONITOR_RUNS = 1;

/**
 * Asks the cloud about what is in doubt. Undefined where the answer proves nothing: then what was believed before goes
 * on being believed. `now` in ms UTC. @throws where the cloud did not answer
 */
export async function answerCheck(
  conditions: Conditions,
  live: Live,
  check: Check,
  now: number,
): Promise<CheckAnswer | undefined> {
  // That a stream is pushed says nothing of its recording or its picture.
  switch (conditionOf(conditions, check.condition)?.asks) {
    case 'stream':
      return lookAtStream(live, check, now);
    case 'pull':
      return lookAtPull(live, check, now);
    case 'monitor':
      return lookAtMonitor(live, check, now);
    default:
      // Nothing can be asked about it; a late message of such a type is kept, and that is all.
      return undefined;
  }
}

function observed(
  check: Check,
  effect: CheckAnswer['effect'],
  now: number,
  more: Partial<CheckAnswer> = {},
): CheckAnswer {
  return {
    account: check.account,
    at: now,
    condition: check.condition,
    effect,
    subject: check.subject,
    values: {},
    groups: check.event?.groups ?? groupsOf(check.subject),
    ...(check.event?.code === undefined ? {} : { code: check.event.code }),
    ...more,
  };
}

/** What the cloud's own list said of the end that led to the question: it is as good as a message in time. */
function missedFacts({ event, brokeAt }: Check, now: number): Partial<CheckAnswer> {
  if (!event?.missed) return {};
  const { sequence, cause, values } = event;
  return {
    ...{ missed: true, at: Math.min(brokeAt ?? now, now), values },
    ...(sequence !== undefined && { sequence }),
    ...(cause !== undefined && { cause }),
  };
}

function groupsOf(subject: Subject): readonly string[] {
  return subject.type === 'stream' ? [`domain:${subject.id.split('/')[0] ?? ''}`] : [];
}

/**
 * The same for many streams of one domain, in two questions whatever their number; the answers in their order.
 * @throws where the cloud did not answer
 */
export async function answerStreams(
  live: Live,
  checks: readonly Check[],
  now: number,
): Promise<readonly (CheckAnswer | undefined)[]> {
  const [domain = ''] = checks[0]?.subject.id.split('/') ?? [];
  const timeoutMs = checks.some(({ why }) => why === 'grace') ? GRACE_MS : PATIENCE_MS;
  const pushes = await pushesOnDomain(live, domain, timeoutMs);
  return Promise.all(
    checks.map(async (check) => {
      const listed = pushes(check.subject.id);
      return listed ? streamSeen(check, listed, now) : lookAtStream(live, check, now);
    }),
  );
}

async function lookAtStream(live: Live, check: Check, now: number): Promise<CheckAnswer | undefined> {
  if (check.subject.type !== 'stream') return undefined;
  const pushes = await pushesOf(live, check.subject.id, check.why === 'grace' ? GRACE_MS : PATIENCE_MS);
  if (!pushes) throw new Error('the pushes could not be read');
  return streamSeen(check, pushes, now);
}

function streamSeen(check: Check, pushes: readonly Push[], now: number): CheckAnswer | undefined {
  const main = pushes.find((push) => push.main) ?? pushes[0];
  if (!main) {
    // What counted as one lost push of several is the whole stream: the others were gone, or never there.
    if (check.condition === PUSH_LOST) return observed(check, 'fires', now, { condition: DOWN });
    // What fires already goes on as it is; and of a push that began, too late to be believed, nothing broke.
    const says = check.why !== 'acted' && check.why !== 'schedule' && check.event?.effect !== 'clears';
    return says ? observed(check, 'fires', now, missedFacts(check, now)) : undefined;
  }
  const values = {
    ...(main.since === undefined ? {} : { since: main.since }),
    ...(main.source === '' ? {} : { source: main.source }),
    pushes: pushes.length,
  };
  // Lost is lost until it is pushed again, or until somebody chose another push for good.
  const ends =
    check.condition !== PUSH_LOST ||
    check.why === 'acted' ||
    pushes.length > 1 ||
    isOfAfter(main, check.brokeAt);
  return ends
    ? observed(check, 'clears', now, { values, ...(main.sequence === '' ? {} : { sequence: main.sequence }) })
    : undefined;
}

/**
 * Whether a push began when another one was lost, or later: it is the one that came back. The one that was believed to go
 * on has ended without anybody telling. The cloud tells whole seconds.
 */
function isOfAfter({ since }: Push, brokeAt: number | undefined): boolean {
  if (since === undefined || brokeAt === undefined) return false;
  return since >= Math.floor(brokeAt / 1000) * 1000;
}

async function lookAtPull(live: Live, check: Check, now: number): Promise<CheckAnswer | undefined> {
  if (check.subject.type !== 'pull') return undefined;
  const { TaskStatusInfo: status } = await live.call(
    'DescribeLivePullStreamTaskStatus',
    { TaskId: check.subject.id },
    { timeoutMs: PATIENCE_MS },
  );
  const values = check.event?.values ?? {};
  if (status.RunStatus === 'active') return observed(check, 'clears', now, { values });
  if (status.RunStatus !== 'inactive') return undefined;
  // The message is not signed, and a task that ends as planned tells of its end as well: then nothing is wrong.
  const task = await readPullTask({ live, timeoutMs: PATIENCE_MS }, check.subject.id);
  const named = { ...values, ...valuesOf({ comment: task?.name || undefined }) };
  return observed(check, task && isDue(task, now) ? 'fires' : 'clears', now, { values: named });
}

async function lookAtMonitor(live: Live, check: Check, now: number): Promise<CheckAnswer | undefined> {
  // Of a monitor only that it runs can be seen: without what a message said, that is nothing.
  if (check.subject.type !== 'monitor' || check.why !== 'hint') return undefined;
  const { items } = await readMonitorTasks({ live, timeoutMs: PATIENCE_MS });
  const monitor = items.find(({ info }) => info.OutputInfo?.OutputStreamName === check.subject.id)?.info;
  // The message is not signed: what it says of a monitor that is not there, or rests, is not believed.
  if (!monitor || Number(monitor.Status ?? 0) !== MONITOR_RUNS) return undefined;
  const { values = {}, severity } = check.event ?? {};
  return observed(check, 'fires', now, { values, ...(severity === undefined ? {} : { severity }) });
}
