import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { Clock } from '../../../src/clock.ts';
import type { Log } from '../../../src/observability/log.ts';
import type { Sessions } from '../../../src/sessions/session.ts';
import { createAllowance } from '../../../src/bounds/allowance.ts';
import { sessionId, type SessionCookie } from '../cookie.ts';
import { identityOf, SignInRefusal, type Identity } from './identity.ts';
import type { Provider } from './provider.ts';
import { refusalPage } from './refusal-page.ts';
import type { CompanySettings } from './settings.ts';
import { createWaiting, WAIT_MS } from './waiting.ts';

/** Sign-in with the company's provider, as two requests of a browser. */
export interface CompanySignIn {
  /** Sends the browser to the provider. */
  begin(c: Context): Promise<Response>;
  /** It comes back. */
  finish(c: Context): Promise<Response>;
}

/** What the company's sign-in is made from. */
export interface CompanyOptions {
  readonly settings: CompanySettings;
  readonly provider: Provider;
  readonly clock: Clock;
  readonly log: Log;
  readonly sessions: Sessions;
  readonly cookie: SessionCookie;
  readonly isTls: (c: Context) => boolean;
  /** At least 128 random bits, safe in a cookie. */
  readonly newToken: () => string;
  /** Ids of the desk under `people`. */
  readonly people: readonly string[];
  /** Of the groups of somebody those that give roles here. */
  readonly counted: (groups: readonly string[]) => readonly string[];
  /** Whether `people` or the roles of their groups let somebody in. */
  readonly isKnown: (userId: string, groups: readonly string[]) => boolean;
}

/** Holds which browser began a sign-in. Lax: the provider's site sends the browser back. */
const BROWSER = 'airdesk_company';
/** Sign-ins that can begin at once, and a minute. */
const BURST = 60;

/**
 * A sign-in by this provider. Who it says somebody is counts only where airdesk.yaml knows them, or a role of their
 * groups.
 */
export function createCompanySignIn(options: CompanyOptions): CompanySignIn {
  const { provider, settings, clock, log, sessions, cookie, newToken } = options;
  const waiting = createWaiting(clock);
  const allowance = createAllowance(clock, BURST, BURST);

  function refuse(c: Context, error: unknown): Response {
    if (!(error instanceof SignInRefusal)) throw error;
    log.warn({ err: error, why: codeOf(error.cause) }, 'desk: sign-in of the company refused');
    return c.html(refusalPage(error.hint, error.who), 403);
  }

  async function letIn(
    c: Context,
    { userId, name, groups }: Identity,
    former: string | undefined,
  ): Promise<Response> {
    const counted = options.counted(groups);
    if (!options.isKnown(userId, counted)) throw unknown(userId);
    const now = clock.now();
    const token = newToken();
    await sessions.begin({
      ...{ id: sessionId(token), userId, name, by: 'company', begunAt: now, seenAt: now },
      ...(counted.length > 0 && { groups: counted }),
    });
    if (former !== undefined) await sessions.end(former);
    cookie.give(c, token, sessions.longestMs);
    log.info({ userId, groups: counted }, 'desk: signed in by the company');
    return c.redirect('/desk', 303);
  }

  return {
    async begin(c) {
      if (allowance.take('all') > 0) return refuse(c, tooMany());
      try {
        const { location, ...begun } = await provider.begin();
        const browser = newToken();
        // On the way back the cookie is not sent: it comes from another site.
        waiting.add(browser, { ...begun, former: cookie.read(c) });
        setCookie(c, BROWSER, browser, {
          path: '/desk/company',
          httpOnly: true,
          sameSite: 'Lax',
          secure: options.isTls(c),
          maxAge: WAIT_MS / 1_000,
        });
        return c.redirect(location, 303);
      } catch (error) {
        return refuse(c, error);
      }
    },
    async finish(c) {
      try {
        const begun = waiting.take(getCookie(c, BROWSER) ?? '', c.req.query('state') ?? '');
        if (!begun) throw notBegun();
        const error = c.req.query('error');
        if (error !== undefined) throw saidNo(error);
        const url = new URL(settings.redirectUri);
        url.search = new URL(c.req.url).search;
        const claims = await provider.finish(url, begun);
        return await letIn(c, identityOf(claims, settings, options.people), begun.former);
      } catch (error) {
        return refuse(c, error);
      }
    },
  };
}

/** What the library calls it: no text of the provider's, which may be anything. */
function codeOf(cause: unknown): string | undefined {
  return cause instanceof Error && 'code' in cause ? String(cause.code).slice(0, 60) : undefined;
}

function unknown(userId: string): SignInRefusal {
  const hint = {
    en: 'The sign-in worked, but Airdesk does not know you. Ask who runs Airdesk to add this line to you under "people" in airdesk.yaml, or one of your groups under "platformRoles":',
    zh: '登录成功，但 Airdesk 不认识您。请管理员在 airdesk.yaml 的 people 中为您添加以下一行，或在 platformRoles 中添加您所在的组：',
  };
  return new SignInRefusal('nobody is called so', hint, undefined, `desk: ${JSON.stringify(userId)}`);
}

function notBegun(): SignInRefusal {
  return new SignInRefusal('it was not begun in this browser, or is over', {
    en: 'This sign-in was not begun in this browser, was used already, or took longer than ten minutes. Open the desk and sign in again.',
    zh: '该登录不是在此浏览器中发起的、已被使用，或已超过十分钟。请打开播控台重新登录。',
  });
}

function saidNo(error: string): SignInRefusal {
  const shown = /^[a-z_]{1,40}$/.test(error) ? error : 'error';
  return new SignInRefusal(`the provider said ${shown}`, {
    en: `The sign-in of your company said no: ${shown}. Ask there whether you may use Airdesk.`,
    zh: `公司的登录服务拒绝了登录：${shown}。请向公司的登录服务管理员确认您是否有权使用 Airdesk。`,
  });
}

function tooMany(): SignInRefusal {
  return new SignInRefusal('too many sign-ins at once', {
    en: 'Too many people sign in at this moment. Wait a minute, then try again.',
    zh: '当前登录的人过多，请一分钟后再试。',
  });
}
