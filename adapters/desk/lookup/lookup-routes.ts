import type { Context, Hono } from 'hono';
import type { ZodType } from 'zod';
import { Refusal } from '../../../src/errors.ts';
import { jsonOfRefusal, refuse } from '../answers.ts';
import { DENIALS } from '../denials.ts';
import type { RecordsForReaders } from '../readers.ts';
import type { Visitor, Visitors } from '../visitor.ts';
import { ActsQuery, AlertsQuery } from './lookup-query.ts';
import { drawActs, drawAlertLines, drawAskedFor } from './draw-records.ts';
import { drawAlert } from '../live-view.ts';

/** What looking something up takes. */
export interface LookupRoutes {
  readonly visitors: Visitors;
  readonly isOpen: () => boolean;
  /** How long somebody has to wait before the next ask, ms; 0 counts as one. */
  readonly waitFor: (visitor: Visitor) => number;
  readonly records?: RecordsForReaders | undefined;
  /** The message of this id, where it is kept and the reader sees it. */
  readonly hasMessage: (messageId: string, userId: string) => boolean;
}

/** The audit and the alerts of long ago, page by page; an alert by its id; what became of a preview. */
export function mountLookups(http: Hono, routes: LookupRoutes): void {
  const { records, visitors } = routes;
  if (!records) return;

  /** Who asks, or why nothing is told. */
  function come(c: Context): Visitor | Response {
    const visitor = visitors.find(c, c.req.query('as'));
    if (!visitor) return refuse(c, DENIALS.nobody);
    if (!routes.isOpen()) return refuse(c, DENIALS.closed);
    const wait = routes.waitFor(visitor);
    return wait > 0 ? refuse(c, DENIALS.busy, wait) : visitor;
  }

  /** `asked` without who asks, which is known by then. */
  function queryOf<T>(c: Context, schema: ZodType<T>): T | undefined {
    const asked = Object.entries(c.req.query()).filter(([name]) => name !== 'as');
    const read = schema.safeParse(Object.fromEntries(asked));
    return read.success ? read.data : undefined;
  }

  http.get('/desk/audit', async (c) => {
    const asked = queryOf(c, ActsQuery);
    if (!asked) return refuse(c, DENIALS.badQuery);
    const visitor = come(c);
    if (visitor instanceof Response) return visitor;
    const page = await records.acts(visitor.userId, asked);
    return page instanceof Refusal ? jsonOfRefusal(c, page) : c.json(drawActs(page));
  });

  http.get('/desk/alerts', (c) => {
    const asked = queryOf(c, AlertsQuery);
    if (!asked) return refuse(c, DENIALS.badQuery);
    const visitor = come(c);
    if (visitor instanceof Response) return visitor;
    return c.json(drawAlertLines(records.alerts(visitor.userId, asked)));
  });

  http.get('/desk/alerts/:id', (c) => {
    const visitor = come(c);
    if (visitor instanceof Response) return visitor;
    const row = records.alert(visitor.userId, c.req.param('id'));
    return row ? c.json(drawAlert(row)) : refuse(c, DENIALS.unknownAlert);
  });

  http.get('/desk/asked/:id', async (c) => {
    const visitor = come(c);
    if (visitor instanceof Response) return visitor;
    const found = await records.askedFor(visitor.userId, c.req.param('id'));
    if (!found) return refuse(c, DENIALS.unknownAsk);
    const { messageId, ...told } = found;
    const isThere = messageId !== undefined && routes.hasMessage(messageId, visitor.userId);
    return c.json(drawAskedFor(isThere ? { ...told, messageId } : told));
  });
}
