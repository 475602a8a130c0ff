import { Hono, type Context } from 'hono';
import type { z } from 'zod';
import { stringifyExact } from '../../src/live/json.ts';
import { handshakeAnswer } from '../../src/live/stand-in.ts';
import { ApiError } from '../api-error.ts';
import { readBody } from '../wire/read-body.ts';
import type { Control } from './control.ts';
import { ControlError } from './control-error.ts';
import { doorkeeper, onlyJson, THIS_MACHINE, type Reach } from './doorkeeper.ts';
import {
  CallbackSchema,
  CutSchema,
  EventSchema,
  FaultSchema,
  PackageSchema,
  PullSchema,
  PushSchema,
  QualitySchema,
  StormSchema,
} from './schemas.ts';

const MAX_BODY = 65_536;
/** A message that is to be sent as it is can be large. */
const MAX_EVENT_BODY = 8_388_608;

/** The control endpoints under `/_sandbox`, for tests and demos. `reach`: who may come. */
export function controlRoutes(control: Control, reach: () => Reach = () => THIS_MACHINE): Hono {
  const routes = new Hono();
  // A page in somebody's browser must not steer a sandbox that runs on the same machine.
  routes.use(doorkeeper(reach), onlyJson);
  routes.get('/handshake', (context) => {
    const nonce = (context.req.query('nonce') ?? '').slice(0, 100);
    return json(context, { standIn: handshakeAnswer(nonce) });
  });
  routes.get('/calls', (context) => json(context, control.calls()));
  routes.get('/state', (context) => json(context, control.state()));
  routes.post('/push', (context) => order(context, PushSchema, (given) => control.push(given)));
  routes.post('/cut', (context) => order(context, CutSchema, (given) => control.cut(given)));
  routes.post('/storm', (context) => order(context, StormSchema, (given) => control.storm(given)));
  routes.post('/pull', (context) => order(context, PullSchema, (given) => control.pull(given)));
  routes.post('/quality', (context) => order(context, QualitySchema, (given) => control.quality(given)));
  routes.post('/package', (context) => order(context, PackageSchema, (given) => control.package(given)));
  routes.post('/event', (context) =>
    order(context, EventSchema, (given) => control.event(given), MAX_EVENT_BODY),
  );
  routes.post('/fault', (context) =>
    order(context, FaultSchema, (given) => {
      control.fault(given);
      return { pending: control.pendingFaults() };
    }),
  );
  routes.post('/callback-url', (context) =>
    order(context, CallbackSchema, (given) => {
      control.setCallback(given);
      return { url: given.url };
    }),
  );
  routes.post('/reset', (context) => {
    control.reset();
    return json(context, { reset: true });
  });
  return routes;
}

async function order<S extends z.ZodType>(
  context: Context,
  schema: S,
  carryOut: (given: z.output<S>) => object,
  maxBody = MAX_BODY,
): Promise<Response> {
  let body: unknown;
  try {
    body = JSON.parse(new TextDecoder().decode(await readBody(context.req.raw, maxBody)));
  } catch (error) {
    const why = error instanceof ApiError ? error.message : 'is not JSON';
    return refusal(context, 400, 'body', why);
  }
  const parsed = schema.safeParse(body);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const field = issue?.code === 'unrecognized_keys' ? issue.keys.join(', ') : issue?.path.join('.');
    return refusal(context, 400, field || 'body', issue?.message ?? 'is not valid');
  }
  try {
    return json(context, carryOut(parsed.data));
  } catch (error) {
    if (error instanceof ControlError) return refusal(context, 400, error.field, error.message);
    throw error;
  }
}

function refusal(context: Context, status: 400, field: string, why: string): Response {
  return context.json({ error: `${field}: ${why}`, field }, status);
}

function json(context: Context, value: object): Response {
  return context.body(stringifyExact(value), 200, { 'content-type': 'application/json' });
}
