import { createHash } from 'node:crypto';
import { createAllowance } from '../../bounds/allowance.ts';
import type { Clock } from '../../clock.ts';
import { stringifyExact } from '../../live/json.ts';
import { CALLBACK_PREFIX, type CallbackEndpoint } from '../receive/endpoint.ts';
import { classify, type KnockOutcome } from './classify.ts';
import { MARK_MEMBER, type Marks } from './marks.ts';
import { KNOCK_MS, type Post, type Posted } from './post.ts';

/** What was found by a test message. */
export interface Knocked extends Pick<
  Posted,
  'ms' | 'status' | 'location' | 'ip' | 'certificateUntil' | 'failure'
> {
  readonly outcome: KnockOutcome;
  /** Scheme, host and port that were knocked at. */
  readonly origin: string;
  /** Whether the cloud takes the same way. Otherwise only this machine was asked: no address is set that the cloud could take. */
  readonly isPublic: boolean;
  /** Whether the message was signed: without a key nothing is. */
  readonly isSigned: boolean;
  /** When it was sent, ms UTC. */
  readonly at: number;
}

/** What came of asking for a test. `closed`: this account takes no callbacks; `held`: too many tests, `waitMs` to wait. */
export type KnockAnswer =
  | { readonly kind: 'closed' }
  | { readonly kind: 'held'; readonly waitMs: number }
  | { readonly kind: 'knocked'; readonly knocked: Knocked };

/** Sends a test message to Airdesk's own callback address of one account, and to no other address. */
export interface Knock {
  /** Now. */
  now(): Promise<KnockAnswer>;
  /** What was found within the last half minute, or else now. */
  lately(): Promise<KnockAnswer>;
}

/** A Knock for each account. */
export interface Knocks {
  of(account: string): Knock;
}

/** What it works with. */
export interface KnockOptions {
  readonly clock: Clock;
  readonly endpoints: () => readonly CallbackEndpoint[];
  /** Where the cloud reaches Airdesk, as https://airdesk.example.com; undefined where that is not known. */
  readonly publicOrigin: () => string | undefined;
  /** The same from this machine; undefined before it listens. */
  readonly localOrigin: () => string | undefined;
  readonly marks: Marks;
  readonly post: Post;
}

/** So many tests of an account at once, and so many a minute after that. */
const BURST = 4;
const PER_MINUTE = 4;
/** For so long what was found counts, ms. */
const LATELY_MS = 30_000;
/** How long the signature is good, s. Short: whoever answers in our place gets to see it, and could sign with it. */
const SIGNED_SECONDS = 10;
/** No type of the cloud's. Whoever does not know the mark keeps it as a type that he does not know. */
const NO_TYPE = 'airdesk-test';

/** Creates it. Its address comes from the configuration alone: no template, nobody's word. */
export function createKnocks(options: KnockOptions): Knocks {
  const { clock, endpoints, publicOrigin, localOrigin } = options;
  const allowance = createAllowance(clock, BURST, PER_MINUTE);
  const found = new Map<string, Knocked>();

  async function knock(account: string): Promise<KnockAnswer> {
    const endpoint = endpoints().find((each) => each.account === account);
    const isPublic = publicOrigin() !== undefined;
    const origin = publicOrigin() ?? localOrigin();
    if (!endpoint || origin === undefined) return { kind: 'closed' };
    const waitMs = allowance.take(account);
    if (waitMs > 0) return { kind: 'held', waitMs };
    const mark = options.marks.begin(account, KNOCK_MS + 2000);
    if (!mark) return { kind: 'held', waitMs: KNOCK_MS };
    const at = clock.now();
    try {
      const address = `${origin}${CALLBACK_PREFIX}${endpoint.token}`;
      const posted = await options.post(address, messageOf(endpoint.key, mark.text, at));
      const { ms, status, location, ip, certificateUntil, failure } = posted;
      const knocked: Knocked = {
        ms,
        ...(status !== undefined && { status }),
        ...(location !== undefined && { location }),
        ...(ip !== undefined && { ip }),
        ...(certificateUntil !== undefined && { certificateUntil }),
        ...(failure !== undefined && { failure }),
        outcome: classify(posted, mark.arrived()),
        ...{ origin, isPublic, isSigned: endpoint.key !== undefined, at },
      };
      found.set(account, knocked);
      return { kind: 'knocked', knocked };
    } finally {
      mark.end();
    }
  }

  return {
    of: (account) => ({
      now: () => knock(account),
      async lately() {
        const last = found.get(account);
        const isNew = last !== undefined && Math.abs(clock.now() - last.at) < LATELY_MS;
        return isNew ? { kind: 'knocked', knocked: last } : knock(account);
      },
    }),
  };
}

/** A message as the cloud would send it, signed like one. */
function messageOf(key: string | undefined, mark: string, now: number): string {
  const t = Math.floor(now / 1000) + SIGNED_SECONDS;
  const sign = key === undefined ? undefined : createHash('md5').update(`${key}${t}`).digest('hex');
  return stringifyExact({ event_type: NO_TYPE, [MARK_MEMBER]: mark, ...(sign && { t, sign }) });
}
