import type { Hono } from 'hono';
import { z } from 'zod';
import type { Log } from '../../src/observability/log.ts';
import type { Breaks } from '../../src/platform/breaks.ts';
import { jsonOf, refuse } from './answers.ts';
import { DENIALS } from './denials.ts';
import type { Visitor, Visitors } from './visitor.ts';

/** What breaking something takes. */
export interface BreakRoutes {
  readonly visitors: Visitors;
  readonly log: Log;
  readonly isOpen: () => boolean;
  /** Absent where the cloud is a real one: then there is no such path. */
  readonly breaks?: Breaks | undefined;
  /** Whether the configuration knows somebody. */
  readonly isKnown: (visitor: Visitor) => boolean;
  /** How long somebody has to wait before the next ask, ms; 0 counts as one. */
  readonly waitFor: (visitor: Visitor) => number;
}

const OrderSchema = z.strictObject({
  as: z.string().min(1).max(128).optional(),
  id: z.string().min(1).max(64),
});

/** What can be broken, and the order to do so. */
export function mountBreaks(http: Hono, routes: BreakRoutes): void {
  const { breaks, visitors, log } = routes;
  if (!breaks) return;

  http.get('/desk/breaks', (c) => c.json(breaks.list));

  http.post('/desk/breaks', async (c) => {
    const order = OrderSchema.safeParse(await jsonOf(c));
    if (!order.success) return refuse(c, DENIALS.badBody);
    const visitor = visitors.find(c, order.data.as);
    if (!visitor) return refuse(c, DENIALS.nobody);
    if (!routes.isOpen()) return refuse(c, DENIALS.closed);
    if (!routes.isKnown(visitor)) return refuse(c, DENIALS.unknownPerson);
    const wait = routes.waitFor(visitor);
    if (wait > 0) return refuse(c, DENIALS.busy, wait);
    const { id } = order.data;
    if (!breaks.cause(id)) return refuse(c, DENIALS.unknownBreak);
    log.info({ id, user: visitor.userId }, 'desk: somebody broke or mended something of the stand-in cloud');
    return c.json({ id });
  });
}
