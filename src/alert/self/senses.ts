import { steady, type Clock } from '../../clock.ts';
import type { CallRecord } from '../../live/client-options.ts';
import type { Particulars } from '../../callback/receive/endpoint.ts';
import type { CallbackOutcome } from '../../callback/receive/outcomes.ts';
import { aheadByCallback, clockVerdict, type Said, type Witness } from './clock.ts';
import { NEVER_CALLED, signatureVerdict, withCall, type Signed } from './cloud-signature.ts';
import { exportVerdict, type Exported } from './audit-export.ts';
import { diskVerdict, type Disk } from './disk.ts';
import { NOTHING_CAME, refusedVerdict, withBad, withGood, type Tally } from './refused.ts';
import { keysVerdict, NO_KEYS, withRight, withWrong, type Keys } from './keys.ts';
import { NEVER_HEARD, silentVerdict, withHeard, type Hearing } from './silent.ts';
import { UNKNOWN, WELL, type Verdict } from './verdict.ts';

/** What Airdesk can be blind in. */
export type SenseName =
  | 'airdesk.clock'
  | 'airdesk.callback-key'
  | 'airdesk.callbacks-refused'
  | 'airdesk.callbacks-silent'
  | 'airdesk.cloud-signature'
  | 'airdesk.disk'
  | 'airdesk.audit-export'
  | 'airdesk.secret-refused'
  | 'airdesk.heartbeat';

/** How one sense is. `account`: undefined where it is about the machine. */
export interface Sense {
  readonly name: SenseName;
  readonly account: string | undefined;
  readonly verdict: Verdict;
}

/** Times that a callback with a right signature told. */
export interface CallbackTimes {
  /** Until its signature expires, s. */
  readonly left: number;
  /** By how much what it tells of lies ahead, s. */
  readonly eventAhead: number | undefined;
}

/** What Airdesk knows of its own senses. In memory: it is what still works where nothing else does. */
export interface Senses {
  /** The time that `hearing` goes by: it is never set, and begins with what the clock on the wall showed at the start, ms. */
  now(): number;
  /** A callback of this account ended so. */
  callback(account: string, outcome: CallbackOutcome, times?: CallbackTimes, particulars?: Particulars): void;
  /** A call to the cloud ended. */
  call(account: string, record: CallRecord): void;
  /** A witness said by how much our clock is ahead, ms. */
  time(witness: Witness, ahead: number): void;
  /** The disk took what was to be written, or refused it. */
  wrote(what: 'store' | 'inbox', refusal?: unknown): void;
  /** A secret of this variable was exchanged and is not taken, while the one before goes on; or that is over. */
  readonly secret: (variable: string, isRefused: boolean) => void;
  /** Where to read how the exports of the audit stand. */
  watchExports(read: () => readonly Exported[]): void;
  /** Where to read how well Airdesk measures itself to be. */
  watchHeartbeat(read: () => Verdict): void;
  /** By how much our clock is ahead by the cloud's newest answer, ms; undefined where it has not answered yet. */
  aheadMs(): number | undefined;
  hearing(account: string): Hearing;
  setHearing(account: string, hearing: Hearing): void;
  /** Something was hinted at that cannot be looked at by itself. */
  doubt(account: string): void;
  /** Whether hints came that could not be believed, since it was asked last. */
  takeDoubt(account: string): boolean;
  all(): readonly Sense[];
}

/** Outcomes that say that a key is wrong, and those that say that something else is. Scanners come with others. */
const WRONG_KEY: ReadonlySet<CallbackOutcome> = new Set(['bad-sign', 'unsigned-refused']);
const REFUSED: ReadonlySet<CallbackOutcome> = new Set([
  'wrong-path',
  'not-json',
  'not-object',
  'too-deep',
  'too-large',
  'truncated',
  'timeout',
  'busy',
]);
const TAKEN: ReadonlySet<CallbackOutcome> = new Set([
  'accepted',
  'accepted-late',
  'unsigned',
  'unknown-type',
]);

interface Account {
  keys: Keys;
  refused: Tally;
  late: Tally;
  signed: Signed;
  hearing: Hearing;
  isInDoubt: boolean;
}

/** Creates it. `listening`: accounts whose callbacks are to arrive; `floorMs`: how long silence is never remarkable. */
export function createSenses(options: {
  readonly clock: Clock;
  readonly accounts: readonly string[];
  readonly listening: readonly string[];
  readonly floorMs: number;
}): Senses {
  const { listening, floorMs } = options;
  // Somebody may set the clock on the wall by hours: that raises nothing and hides nothing.
  const clock = steady(options.clock);
  const since = clock.now();
  const known = new Map<string, Account>();
  const said = new Map<Witness, Said>();
  const disks = new Map<string, Disk>();
  let exports: () => readonly Exported[] = () => [];
  let heartbeat: () => Verdict = () => UNKNOWN;
  const refusedSecrets = new Set<string>();

  function of(account: string): Account {
    const found = known.get(account);
    if (found) return found;
    const made: Account = {
      keys: NO_KEYS,
      refused: NOTHING_CAME,
      late: NOTHING_CAME,
      signed: NEVER_CALLED,
      hearing: NEVER_HEARD,
      isInDoubt: false,
    };
    known.set(account, made);
    return made;
  }

  function testify(witness: Witness, ahead: number | undefined): void {
    said.set(witness, { ahead, at: clock.now() });
  }

  function* sensesOf(account: string): Iterable<Sense> {
    const now = clock.now();
    const { keys, refused, late, signed, hearing } = of(account);
    yield { name: 'airdesk.cloud-signature', account, verdict: signatureVerdict(signed) };
    if (!listening.includes(account)) return;
    const keyVerdict = keysVerdict(keys, now, since);
    yield { name: 'airdesk.callback-key', account, verdict: keyVerdict };
    const isClockOff = clockVerdict(said, now).state === 'bad';
    const verdicts = [refusedVerdict(refused, now, since), refusedVerdict(late, now, since)];
    const bad = verdicts.find(({ state }, at) => state === 'bad' && !(at === 1 && isClockOff));
    const verdict = bad ?? verdicts.find(({ state }) => state === 'unknown') ?? WELL;
    yield { name: 'airdesk.callbacks-refused', account, verdict };
    // What is refused arrives.
    const isRefusing = keyVerdict.state === 'bad' || verdict.state === 'bad';
    const silent = isRefusing ? UNKNOWN : silentVerdict(hearing, now, floorMs);
    yield { name: 'airdesk.callbacks-silent', account, verdict: silent };
  }

  return {
    now: () => clock.now(),
    callback(account, outcome, times, { domain, path } = {}) {
      const one = of(account);
      const now = clock.now();
      if (outcome === 'disk') return;
      if (WRONG_KEY.has(outcome)) one.keys = withWrong(one.keys, domain, now, outcome);
      if (REFUSED.has(outcome)) one.refused = withBad(one.refused, now, outcome, path);
      if (outcome === 'accepted-late') one.late = withBad(one.late, now, outcome);
      if (WRONG_KEY.has(outcome) || REFUSED.has(outcome)) one.isInDoubt = true;
      if (outcome === 'accepted') {
        one.keys = withRight(one.keys, domain, now);
        one.late = { ...NOTHING_CAME, good: now };
      }
      if (TAKEN.has(outcome)) {
        one.refused = withGood(one.refused, now);
        one.hearing = withHeard(one.hearing, now);
      }
      if (times) testify('callbacks', aheadByCallback(times.left, times.eventAhead));
    },
    call(account, { code }) {
      const one = of(account);
      one.signed = withCall(one.signed, code);
      if (code === 'AuthFailure.SignatureExpire') testify('refusal', undefined);
      else if (code === 'ok') said.delete('refusal');
    },
    time: testify,
    wrote(what, refusal) {
      const taken = refusal === undefined;
      const refusedAt = disks.get(what)?.refusedAt ?? clock.now();
      disks.set(what, taken ? { takenAt: clock.now() } : { refusedAt, why: codeOf(refusal) });
    },
    secret(variable, isRefused) {
      if (isRefused) refusedSecrets.add(variable);
      else refusedSecrets.delete(variable);
    },
    watchExports(read) {
      exports = read;
    },
    watchHeartbeat(read) {
      heartbeat = read;
    },
    aheadMs: () => said.get('cloud')?.ahead,
    hearing: (account) => of(account).hearing,
    setHearing(account, hearing) {
      of(account).hearing = hearing;
    },
    doubt(account) {
      of(account).isInDoubt = true;
    },
    takeDoubt(account) {
      const one = of(account);
      const was = one.isInDoubt;
      one.isInDoubt = false;
      return was;
    },
    all: () => [
      { name: 'airdesk.clock', account: undefined, verdict: clockVerdict(said, clock.now()) },
      { name: 'airdesk.disk', account: undefined, verdict: diskVerdict([...disks.values()]) },
      { name: 'airdesk.audit-export', account: undefined, verdict: exportVerdict(exports()) },
      { name: 'airdesk.secret-refused', account: undefined, verdict: secretsVerdict(refusedSecrets) },
      { name: 'airdesk.heartbeat', account: undefined, verdict: heartbeat() },
      ...options.accounts.flatMap((account) => [...sensesOf(account)]),
    ],
  };
}

function secretsVerdict(refused: ReadonlySet<string>): Verdict {
  return refused.size === 0 ? WELL : { state: 'bad', values: { variables: [...refused].sort().join(', ') } };
}

/** `ENOSPC` of an error of the disk, wherever it stands. */
function codeOf(error: unknown): string {
  for (let each = error, depth = 0; each instanceof Error && depth < 5; each = each.cause, depth += 1)
    if ('code' in each && typeof each.code === 'string' && /^E[A-Z]{2,}$/.test(each.code)) return each.code;
  return error instanceof Error ? error.message.slice(0, 100) : '';
}
