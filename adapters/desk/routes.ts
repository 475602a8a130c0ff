import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import type { Text } from '../../src/text/language.ts';
import { mountBreaks, type BreakRoutes } from './break-routes.ts';
import { mountLookups, type LookupRoutes } from './lookup/lookup-routes.ts';
import type { CompanySignIn } from './company/sign-in.ts';
import { DENIALS } from './denials.ts';
import { jsonOf, refuse } from './answers.ts';
import type { DeskFiles } from './files.ts';
import { readPageFiles } from './page-files.ts';
import { parseAsk } from './parse.ts';
import type { Ask } from './parse.ts';
import { denyForeignRead, denyForeignWrite } from './same-origin.ts';
import type { Denial } from './same-origin.ts';
import type { Streams } from './streams.ts';
import type { Visitor } from './visitor.ts';
import type { LinesForReaders } from './readers.ts';

/** What became of an ask. */
export type Taken =
  | { readonly kind: 'taken' | 'duplicate' | 'closed' | 'foreign' }
  | { readonly kind: 'busy'; readonly waitMs: number };

/** What the desk's routes lead to. */
export interface Routes extends BreakRoutes, LookupRoutes {
  readonly company: CompanySignIn | undefined;
  readonly isTls: (c: Context) => boolean;
  readonly streams: Streams;
  readonly files: DeskFiles;
  readonly notice: string | Text | undefined;
  readonly lines: LinesForReaders;
  readonly take: (visitor: Visitor, ask: Ask) => Taken;
}

const YEAR_S = 365 * 24 * 3_600;
/** Where other sites may send a browser to: the page, and the sign-in that the company's provider is part of. */
const FROM_ANYWHERE: ReadonlySet<string> = new Set(['/desk', '/desk/company', '/desk/company/back']);

/** The largest request body, bytes. */
const BODY_LIMIT = 64 * 1024;

const HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; '),
  'X-Frame-Options': 'DENY',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

const LoginSchema = z.strictObject({
  user: z.string().min(1).max(128),
  password: z.string().min(1).max(1_024),
});

/** Puts the desk's routes on the shared server. Call before the server takes its first request. */
export function mountRoutes(http: Hono, routes: Routes): void {
  const { visitors, streams, log } = routes;
  const files = readPageFiles();

  // Matches /desk too.
  http.use('/desk/*', async (c: Context, next) => {
    const denial = visitors.deny(c) ?? denyForeign(c);
    if (denial) c.res = refuse(c, denial);
    else await next();
    for (const [name, value] of Object.entries(HEADERS)) c.res.headers.set(name, value);
    if (routes.isTls(c)) c.res.headers.set('Strict-Transport-Security', `max-age=${YEAR_S}`);
  });
  const onError = (c: Context) => {
    // The rest of the body stays unread, so the connection cannot be used again.
    c.header('Connection', 'close');
    return refuse(c, DENIALS.tooLarge);
  };
  http.use('/desk/*', bodyLimit({ maxSize: BODY_LIMIT, onError }));

  const file = (c: Context, name: string) => {
    const found = files.get(name);
    return found ? c.body(found.bytes, 200, { 'Content-Type': found.type }) : refuse(c, DENIALS.unknownPath);
  };
  http.get('/', (c) => c.redirect('/desk', 302));
  http.get('/desk', (c) => file(c, 'page.html'));
  http.get('/desk/page/:name', (c) => file(c, c.req.param('name')));

  http.get('/desk/files/:id', (c) => {
    const visitor = visitors.find(c, c.req.query('as'));
    if (!visitor) return refuse(c, DENIALS.nobody);
    const found = routes.files.find(c.req.param('id'), visitor.userId);
    if (!found) return refuse(c, DENIALS.unknownPath);
    const { bytes, name, type } = found;
    const disposition = type.startsWith('image/') ? 'inline' : 'attachment';
    return c.body(new Uint8Array(bytes), 200, {
      'Content-Type': type,
      'Content-Disposition': `${disposition}; filename="${name}"`,
    });
  });

  http.get('/desk/setup', (c) => {
    const language = c.req.query('language') === 'zh-CN' ? 'zh-CN' : 'en';
    const me = visitors.find(c, c.req.query('as'));
    const { notice } = routes;
    // The page begins as the first one where nobody was chosen yet.
    const reader = me ?? visitors.people[0];
    return c.json({
      login: visitors.kind,
      company: routes.company !== undefined,
      people: visitors.people,
      me: me ? { userId: me.userId, name: me.name } : null,
      notice: typeof notice === 'object' ? (language === 'zh-CN' ? notice.zh : notice.en) : (notice ?? null),
      ...(reader ? routes.lines(reader.userId, language) : { suggestions: [], completions: [] }),
    });
  });

  http.get('/desk/events', (c) => {
    const visitor = visitors.find(c, c.req.query('as'));
    if (!visitor) return refuse(c, DENIALS.nobody);
    if (!routes.isOpen()) return refuse(c, DENIALS.closed);
    const tab = c.req.query('tab');
    const lastEventId = c.req.header('last-event-id');
    const body = streams.open({
      userId: visitor.userId,
      ...(visitor.session !== undefined && { session: visitor.session }),
      ...(tab !== undefined && tab.length <= 64 && { tab }),
      ...(c.req.query('live') === 'yes' && { live: true }),
      ...(lastEventId !== undefined && { lastEventId }),
    });
    if (!body) return refuse(c, DENIALS.full, 10_000);
    return c.body(body, 200, {
      'Content-Type': 'text/event-stream',
      // A proxy in front must not hold events back.
      'X-Accel-Buffering': 'no',
      // When the stream ends so does the connection, or the server's own stop would wait for it.
      Connection: 'close',
    });
  });

  http.post('/desk/intents', async (c) => {
    const ask = parseAsk(await jsonOf(c));
    if (!ask) return refuse(c, DENIALS.badBody);
    const visitor = visitors.find(c, ask.as);
    if (!visitor) return refuse(c, DENIALS.nobody);
    const taken = routes.take(visitor, ask);
    switch (taken.kind) {
      case 'taken':
      case 'duplicate':
        return c.json({ id: ask.id, duplicate: taken.kind === 'duplicate' }, 202);
      case 'foreign':
        return refuse(c, DENIALS.foreign);
      case 'closed':
        return refuse(c, DENIALS.closed);
      case 'busy':
        return refuse(c, DENIALS.busy, taken.waitMs);
    }
  });

  http.post('/desk/login', async (c) => {
    const parsed = LoginSchema.safeParse(await jsonOf(c));
    if (!parsed.success) return refuse(c, DENIALS.badBody);
    const result = await visitors.login(c, parsed.data.user, parsed.data.password);
    if (!result) return refuse(c, DENIALS.unknownPath);
    if ('token' in result) return c.json({ ok: true });
    if (result.retryAfterMs === 0) return refuse(c, DENIALS.wrongPassword);
    // Not the name: people type their password there.
    log.warn({ waitMs: result.retryAfterMs }, 'desk: login held back');
    return refuse(c, DENIALS.tooManyLogins, result.retryAfterMs);
  });

  http.post('/desk/logout', async (c) => {
    await visitors.logout(c);
    return c.json({ ok: true });
  });

  mountBreaks(http, routes);
  mountLookups(http, routes);

  http.get('/desk/company', (c) => routes.company?.begin(c) ?? refuse(c, DENIALS.unknownPath));
  http.get('/desk/company/back', (c) => routes.company?.finish(c) ?? refuse(c, DENIALS.unknownPath));
}

function denyForeign(c: Context): Denial | undefined {
  const origins = {
    host: c.req.header('host'),
    origin: c.req.header('origin'),
    fetchSite: c.req.header('sec-fetch-site'),
  };
  if (c.req.method === 'GET') {
    // Anybody may link to the page; what it loads and listens to is its own.
    return FROM_ANYWHERE.has(c.req.path) ? undefined : denyForeignRead(origins);
  }
  const type = (c.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  return denyForeignWrite(origins) ?? (type === 'application/json' ? undefined : DENIALS.notJson);
}
