import type { Sandbox } from '../../sandbox/sandbox.ts';
import { calledTarget, isCallOf } from './commands.ts';
import type { AuditLine, Moment, Noted, Write } from './noted.ts';
import { isEnd } from './proposals.ts';

/** What a call is looked at with, before the cloud takes it. */
interface Watch {
  readonly noted: Noted;
  readonly moment: () => Moment;
  /** Reads what the audit has by now. */
  readonly readAudit: () => void;
}

/** The cloud as Airdesk reaches it: each call is noted, with what the audit said and how the cloud was just before. */
export function watchedCloud(sandbox: Sandbox, watch: Watch): (request: Request) => Promise<Response> {
  return async (request) => {
    const action = request.headers.get('x-tc-action') ?? '';
    noteState(sandbox, watch);
    if (action.startsWith('Describe')) {
      watch.noted.reads.push(watch.moment());
      const answer = await sandbox.fetch(request);
      // One that was held up has seen what is so by now.
      noteState(sandbox, watch);
      return answer;
    }
    const params = (await request.clone().json()) as Readonly<Record<string, unknown>>;
    const target = calledTarget(params);
    const write = noteWrite(watch, action, target, nameOf(sandbox, target));
    try {
      const response = await sandbox.fetch(request);
      write.effect = response.ok && !(await response.clone().text()).includes('"Error"');
      return response;
    } catch (error) {
      write.effect = false;
      throw error;
    }
  };
}

/** Notes how the cloud is now, where that is not as it was. */
export function noteState(sandbox: Sandbox, { noted, moment }: Watch): void {
  const state = stateOf(sandbox);
  if (noted.states.at(-1)?.state !== state) noted.states.push({ ...moment(), state });
}

/** Of a monitor the call has the number, and the audit has the name. */
function nameOf(sandbox: Sandbox, target: string): string {
  const { monitors } = sandbox.state() as Snapshot;
  const monitor = monitors.find(({ MonitorId }) => MonitorId === target);
  return typeof monitor?.['MonitorName'] === 'string' ? monitor['MonitorName'] : target;
}

function noteWrite({ noted, moment, readAudit }: Watch, action: string, target: string, name: string): Write {
  readAudit();
  const taken = new Set(noted.writes.map(({ before }) => before));
  const isIts = ({ entry }: AuditLine) =>
    entry.phase === 'before' &&
    isCallOf(entry.command, action) &&
    // There is one pull task.
    (action.includes('Pull') || (entry.target ?? '').includes(name));
  // One that a kill kept from leaving has its end by the next start: a later call is not its.
  const ended = new Set(noted.audit.filter(isEnd).map(({ entry }) => entry.proposal));
  const before = noted.audit.findLast(
    (line) => !taken.has(line) && isIts(line) && !ended.has(line.entry.proposal),
  );
  const write: Write = { ...moment(), action, target, before, effect: true };
  noted.writes.push(write);
  return write;
}

function stateOf(sandbox: Sandbox): string {
  const { streams, bans, monitors, casters } = sandbox.state() as Snapshot;
  return JSON.stringify(
    {
      streams,
      bans,
      monitors: monitors.map(({ MonitorId, Status, AudibleInputIndexList }) => [
        ...[MonitorId, Status, AudibleInputIndexList],
      ]),
      casters: casters.map(({ CasterId, pvw, pgm }) => [CasterId, pvw, pgm]),
    },
    (name, value: unknown) => (name === 'since' ? undefined : value),
  );
}

type Part = Readonly<Record<string, unknown>>;
interface Snapshot {
  readonly streams: readonly Part[];
  readonly bans: readonly (Part & { readonly path: string })[];
  readonly monitors: readonly Part[];
  readonly casters: readonly Part[];
}

/** The part of a state that a write is about, to be compared with the same part of another. */
export function partOf(state: string, { action, target }: Pick<Write, 'action' | 'target'>): string {
  const { streams, bans, monitors, casters } = JSON.parse(state) as {
    readonly streams: readonly {
      readonly stream: unknown;
      readonly upstreams: readonly { readonly main: boolean }[];
    }[];
    readonly bans: readonly { readonly path: string }[];
    readonly monitors: readonly (readonly unknown[])[];
    readonly casters: readonly (readonly unknown[])[];
  };
  if (action.includes('Pull')) return '';
  if (action.includes('Monitor')) return JSON.stringify(monitors.find(([id]) => String(id) === target));
  if (action.includes('Caster')) {
    const [, pvw, pgm] = casters.find(([id]) => String(id) === target) ?? [];
    if (action.endsWith('FromPvw')) return JSON.stringify([pvw, pgm]);
    return JSON.stringify(action.endsWith('Pvw') ? pvw : pgm);
  }
  const banned = bans.filter(({ path }) => path.endsWith(`/${target}`));
  const live = streams.filter(({ stream }) => stream === target);
  // A switch is about which push viewers see; the Undo of one goes by who pushed, whatever else is pushed by now.
  if (action === 'SwitchBackupStream')
    return JSON.stringify(live.flatMap(({ upstreams }) => upstreams.filter(({ main }) => main)));
  return JSON.stringify([/Forbid|Resume/.test(action) ? live.length > 0 : live, banned]);
}
