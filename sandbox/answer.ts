import { sleep, type Clock } from '../src/clock.ts';
import { actions, type ActionInfo } from '../src/live/catalogue/catalogue.ts';
import { stringifyExact } from '../src/live/json.ts';
import type { Credentials } from '../src/live/sign.ts';
import { ApiError } from './api-error.ts';
import { keptParams, type CallLog, type ReceivedCall } from './calls.ts';
import type { Fault, Faults } from './faults.ts';
import { handlerOf } from './modelled.ts';
import type { Seeded } from './seeded.ts';
import { checkParams } from './wire/check-params.ts';
import { checkRegion } from './wire/check-region.ts';
import { nestedParams } from './wire/nested-params.ts';
import type { RateLimit } from './wire/rate-limit.ts';
import { receive, type Received } from './wire/receive.ts';
import { verify } from './wire/verify.ts';
import type { World } from './world.ts';

const VERSION = '2018-08-01';

/** What the caller gets: an answer, a cut connection, or nothing at all. */
export type Answer =
  | { readonly kind: 'response'; readonly status: number; readonly type: string; readonly body: string }
  | { readonly kind: 'drop' }
  | { readonly kind: 'silence' };

/** What answering needs. `world` is asked for each time: a reset replaces it. */
export interface Answering {
  readonly clock: Clock;
  readonly credentials: Credentials;
  readonly requestIds: Seeded;
  readonly rateLimit: RateLimit;
  readonly faults: Faults;
  readonly calls: CallLog;
  readonly world: () => World;
}

type Note = (more: Partial<ReceivedCall>) => void;

/** Answers one request to the API, whatever it is. */
export async function answer(request: Request, answering: Answering): Promise<Answer> {
  const requestId = answering.requestIds.uuid();
  const note = answering.calls.add({
    action: request.headers.get('x-tc-action')?.slice(0, 100) ?? '',
    params: {},
    at: new Date(answering.clock.now()).toISOString(),
    requestId,
  });
  try {
    const received = await receive(request);
    note({
      action: received.action?.slice(0, 100) ?? '',
      region: received.region?.slice(0, 100),
      signing: received.signing,
    });
    verify(received, answering.credentials, answering.clock.now());
    const action = knownAction(received);
    const fault = answering.faults.forCall(action);
    if (fault) note({ fault: fault.kind });
    const struck = await strike(fault, answering.clock, note);
    if (struck) return struck;
    const output = perform(action, received, answering, note);
    if (fault?.kind === 'timeout-after-effect') return { kind: 'silence' };
    return json({ ...output, RequestId: requestId });
  } catch (error) {
    // A fault of the sandbox itself, or a request that broke off: in the cloud's form, so that the caller copes with it.
    const why = error instanceof Error ? error.message : String(error);
    const refusal =
      error instanceof ApiError ? error : new ApiError('InternalError', `The sandbox failed: ${why}`);
    note({ code: refusal.code });
    return json({ Error: { Code: refusal.code, Message: refusal.message }, RequestId: requestId });
  }
}

function knownAction({ action, version }: Received): string {
  if (!action) throw missing('Action');
  if (!version) throw missing('Version');
  if (version !== VERSION)
    throw new ApiError('NoSuchVersion', `The version \`${version}\` of the live service does not exist.`);
  if (!Object.hasOwn(actions, action))
    throw new ApiError('InvalidAction', `The action \`${action.slice(0, 100)}\` does not exist.`);
  return action;
}

async function strike(fault: Fault | undefined, clock: Clock, note: Note): Promise<Answer | undefined> {
  switch (fault?.kind) {
    case 'error':
      throw new ApiError(fault.code ?? 'InternalError', 'The sandbox was told to fail.');
    case 'http-500':
      note({ code: 'http-500' });
      return { kind: 'response', status: 500, type: 'text/html', body: '<html>Internal Server Error</html>' };
    case 'drop-connection':
      note({ code: 'drop-connection' });
      return { kind: 'drop' };
    case 'slow':
      await sleep(clock, fault.ms ?? 1000);
      return undefined;
    default:
      return undefined;
  }
}

function perform(action: string, received: Received, answering: Answering, note: Note): object {
  const info: ActionInfo = actions[action] ?? { group: '' };
  answering.rateLimit(action, info.rateLimit);
  checkRegion(action, info, received.region);
  if (info.retired)
    throw new ApiError(
      'ActionOffline',
      `${action} is offline. Use ${info.replacedBy ?? 'another action'} instead.`,
    );
  const handler = handlerOf(action);
  if (!handler)
    throw new ApiError('UnsupportedOperation', `The sandbox does not model ${action} (group ${info.group}).`);
  const payload = received.payload();
  const params = withoutNulls(Array.isArray(payload) ? nestedParams(payload, info.input ?? []) : payload);
  note({ params: keptParams(params, stringifyExact(params)) });
  if (!info.undocumented) checkParams(params, info.input ?? []);
  const world = answering.world();
  const service = `ResourceNotFound.${world.scene.service}`;
  if (info.errors?.includes(service)) throw new ApiError(service, 'The account cannot use the live service.');
  world.cause = action;
  world.region = received.region ?? world.region;
  try {
    return handler(world, params);
  } finally {
    world.cause = undefined;
  }
}

/** A null parameter is one that was not given. */
function withoutNulls(params: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(params)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => [name, plain(value)]),
  );
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  return typeof value === 'object' && value !== null ? withoutNulls(value as Record<string, unknown>) : value;
}

function json(response: object): Answer {
  return {
    kind: 'response',
    status: 200,
    type: 'application/json',
    body: stringifyExact({ Response: response }),
  };
}

function missing(name: string): ApiError {
  return new ApiError('MissingParameter', `The request is missing a required parameter \`${name}\`.`);
}
