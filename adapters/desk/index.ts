import { randomBytes } from 'node:crypto';
import type { Context, Hono } from 'hono';
import type { Adapter, Handle } from '../../src/platform/adapter.ts';
import type { Clock } from '../../src/clock.ts';
import type { DeskLogin } from './desk-login.ts';
import type { Intent } from '../../src/intent.ts';
import type { Log } from '../../src/observability/log.ts';
import type { Breaks } from '../../src/platform/breaks.ts';
import type { Announcer } from '../../src/platform/announcer.ts';
import type { Pins } from '../../src/platform/pins.ts';
import { createSeenIntents } from '../../src/platform/seen-intents.ts';
import type { Language, Text } from '../../src/text/language.ts';
import { createAllowance } from '../../src/bounds/allowance.ts';
import { createAnnouncer } from './announce.ts';
import { createFiles } from './files.ts';
import { createKnownBrowsers } from './known-browser.ts';
import { createLogins, type LoginFrom } from './login.ts';
import { createSessionCookie, tlsOf } from './cookie.ts';
import { createCompanySignIn, type CompanyOptions, type CompanySignIn } from './company/sign-in.ts';
import { trustedProxies, type CameOverTls, type IsTrusted } from '../../src/http/trusted-proxies.ts';
import { createSessions } from '../../src/sessions/session-book.ts';
import type { Session, Sessions } from '../../src/sessions/session.ts';
import { toIntent } from './parse.ts';
import type { DeskTicket } from './parse.ts';
import { messageRef } from './message-ref.ts';
import { createRoom } from './room.ts';
import type { LiveForReaders, MayRead, RecordsForReaders } from './readers.ts';
import type { Room } from './room.ts';
import { DRAW_LIMITS } from './render.ts';
import { mountRoutes } from './routes.ts';
import { createStreams } from './streams.ts';
import type { Visitors } from './visitor.ts';
import { createOpenVisitors, createSignedInVisitors } from './visitor.ts';
import type { Completion } from '../../src/line/completions.ts';

/** What the desk holds at most. */
export interface DeskLimits {
  /** Messages kept: this many that all see, and as many that one person sees. */
  readonly history: number;
  /** UTF-16 units of JSON kept in all messages together. */
  readonly historySize: number;
  /** Pages that listen at once, in all and for one user. */
  readonly streams: number;
  readonly streamsPerUser: number;
  /** Asks of one user: at once, and a minute. */
  readonly burst: number;
  readonly perMinute: number;
}

const DEFAULT_LIMITS: DeskLimits = {
  history: 200,
  historySize: 2_000_000,
  streams: 50,
  streamsPerUser: 10,
  burst: 60,
  perMinute: 60,
};

/** What the desk is made from. */
export interface DeskOptions {
  /** The one HTTP server; the desk takes /desk and what is below it. */
  readonly http: Hono;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly log: Log;
  readonly login: DeskLogin;
  readonly mayRead: MayRead;
  /** Whose pages come first where places are short. */
  readonly mayAct?: (userId: string) => boolean;
  /** What is on air and what is wrong. */
  readonly live?: LiveForReaders;
  /** What was done and what was wrong, to be looked up. */
  readonly records?: RecordsForReaders;
  /** Shown above the stream, as that nothing here touches a real broadcast. */
  readonly notice?: string | Text;
  /** What people may break here, where the cloud is a stand-in of Airdesk's own. */
  readonly breaks?: Breaks;
  /** Command lines without prefix, offered as chips. */
  readonly suggestions: (language: Language) => readonly string[];
  readonly completions: (language: Language) => readonly Completion[];
  readonly limits?: Partial<DeskLimits>;
  /** Told of a login that was not let in: the name, empty where nobody is called so, and the address. */
  readonly onWrongLogin?: (user: string, address: string, isHeld: boolean) => void;
  /** Where sessions are kept; in memory where left out. */
  readonly sessions?: Sessions;
  /** Whether a browser came over TLS, which decides about Secure and HSTS; never where left out, save that it is plain to see. */
  readonly cameOverTls?: CameOverTls;
  /** Proxies that say whom a login comes from; those on this machine where left out. */
  readonly isTrusted?: IsTrusted;
  /** Sign-in with the company's provider. */
  readonly company?: Pick<CompanyOptions, 'settings' | 'provider' | 'people' | 'counted' | 'isKnown'>;
}

/** The desk, and what it is told. */
export interface DeskAdapter extends Adapter, Announcer, Pins {
  /** There may be other passwords: whoever signed in with one that is gone is signed out. */
  readonly lookAtPasswords: () => void;
}

/** Creates the desk: a page that shows the same cards as a chat channel, for one channel named `desk`. */
export function createDeskAdapter(options: DeskOptions): DeskAdapter {
  const { http, clock, newId, log } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const sessions = options.sessions ?? createSessions(clock);
  const isTls = tlsOf(options.cameOverTls ?? (() => false));
  const { visitors, company } = createVisitors(options, sessions, isTls);
  sessions.onEnd((session) => streams.close(session));
  const streams = createStreams(
    clock,
    () => room,
    newId(),
    limits,
    visitors.isLive,
    options.mayAct,
    options.live,
  );
  const files = createFiles(clock, () => randomBytes(32).toString('base64url'), options.mayRead);
  const room: Room = createRoom({
    clock,
    newId,
    files,
    onChange: streams.send,
    mayRead: options.mayRead,
    ...limits,
  });
  const allowance = createAllowance(clock, limits.burst, limits.perMinute);
  const seen = createSeenIntents(5_000);
  const running = new Set<Promise<void>>();
  let handle: Handle | undefined;

  /** Hands an intent on without waiting for it; the page has its acknowledgement by then. */
  function dispatch(to: Handle, intent: Intent, ask: string): void {
    const { userId } = intent.actor;
    const run = Promise.resolve()
      .then(() => to(intent))
      .catch((error: unknown) =>
        log.error({ err: error, intent: intent.id }, 'desk: an intent was not answered'),
      )
      .finally(() => {
        running.delete(run);
        streams.answered(userId, ask);
      });
    running.add(run);
  }

  mountRoutes(http, {
    visitors,
    company,
    isTls,
    streams,
    files,
    log,
    notice: options.notice,
    suggestions: options.suggestions,
    completions: options.completions,
    isOpen: () => handle !== undefined,
    breaks: options.breaks,
    records: options.records,
    hasMessage: (id, userId) => room.sees(id, userId),
    isKnown: (visitor) => options.mayRead(visitor.userId, []),
    waitFor: (visitor) => allowance.take(visitor.userId),
    take(visitor, ask) {
      if (!handle) return { kind: 'closed' };
      if (ask.kind === 'press' && !room.mayPress(ask.message, ask.button, visitor.userId))
        return { kind: 'foreign' };
      const wait = allowance.take(visitor.userId);
      if (wait > 0) return { kind: 'busy', waitMs: wait };
      const intent = toIntent(ask, visitor, clock.now());
      if (seen(intent.id)) return { kind: 'duplicate' };
      dispatch(handle, intent, ask.id);
      return { kind: 'taken' };
    },
  });

  return {
    name: 'desk',
    capabilities: { formFields: DRAW_LIMITS.fields, formsAgain: 'always' },
    async start(to) {
      handle = to;
    },
    async stop() {
      handle = undefined;
      // What runs may still post; pages see the outcome before their stream ends.
      while (running.size > 0) await Promise.all(running);
      streams.close();
    },
    async post(place, actor, reply, key) {
      const ticket = asTicket(place.ticket);
      if (reply.kind === 'card') return messageRef(room.post(reply, actor.userId, ticket?.ask, key));
      room.open(reply, actor.userId, ticket?.tab, ticket?.ask);
      return undefined;
    },
    async edit(message, card) {
      return messageRef(room.edit(message.messageId, card));
    },
    async pin(message, on) {
      room.pin(message.messageId, on);
    },
    ...createAnnouncer(room),
    lookAtPasswords() {
      // Where the disk refuses, they are over until the next start, and then by their password.
      visitors.endGone().catch((error: unknown) => log.warn({ err: error }, 'a session could not be ended'));
    },
  };
}

function createVisitors(
  options: DeskOptions,
  sessions: Sessions,
  isTls: (c: Context) => boolean,
): { readonly visitors: Visitors; readonly company?: CompanySignIn } {
  const { login, clock, log } = options;
  if (login.kind === 'open') return { visitors: createOpenVisitors(login.people) };
  const newToken = () => randomBytes(32).toString('base64url');
  const cookie = createSessionCookie(isTls);
  const {
    check,
    keyOf = () => undefined,
    proofOf = () => undefined,
  } = login.kind === 'password' ? login : {};
  const counts = ({ by, userId, proof }: Session): boolean =>
    by === 'company' ? options.company !== undefined : check !== undefined && proof === proofOf(userId);
  const onWrong = (user: string, { address = '' }: LoginFrom, isHeld: boolean): void =>
    // People type their password where the name belongs.
    options.onWrongLogin?.(keyOf(user) === undefined ? '' : user, address, isHeld);
  const logins = check && createLogins({ clock, check, proofOf, sessions, newToken, onWrong });
  const browsers = createKnownBrowsers(clock, keyOf, newToken);
  return {
    visitors: createSignedInVisitors({
      ...{ logins, browsers, sessions, cookie, counts, isTls },
      isTrusted: options.isTrusted ?? trustedProxies(),
    }),
    ...(options.company && {
      company: createCompanySignIn({ ...options.company, clock, log, sessions, cookie, isTls, newToken }),
    }),
  };
}

function asTicket(ticket: unknown): DeskTicket | undefined {
  return typeof ticket === 'object' && ticket !== null && 'ask' in ticket
    ? (ticket as DeskTicket)
    : undefined;
}
