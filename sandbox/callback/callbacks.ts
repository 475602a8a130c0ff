import type { CallbackRecords } from './records.ts';
import type { Clock } from '../../src/clock.ts';
import { ControlError } from '../control/control-error.ts';
import { seconds } from '../cloud-time.ts';
import type { CallbackTarget, EventOrder } from '../control/schemas.ts';
import type { Fault, Faults } from '../faults.ts';
import { relayTask } from '../pull/pull-task.ts';
import type { PullEvent } from '../pull/pull-task.ts';
import { createSeeded } from '../seeded.ts';
import { routeOf } from '../on-air/route.ts';
import type { Told } from '../on-air/told.ts';
import type { StreamEvent } from '../stream/streams.ts';
import type { World } from '../world.ts';
import type { Message } from './about.ts';
import { refuseOutside, type MayGoTo } from './stays-here.ts';
import { createDelivery, type Sending } from './deliver.ts';
import { aboutOrder, orderedMessage } from './order.ts';
import { isSigned, sampleMessage } from './kinds.ts';
import { pushMessage } from './push-message.ts';
import { relayMessage } from './relay-message.ts';
import type { Route } from './route.ts';
import { retryPolicy } from './retry-policy.ts';
import { signed, VALID_SECONDS } from './sign.ts';

/** What was sent by an order, and under which id the state lists it. */
export interface SentEvent {
  readonly id: string;
  readonly type: number;
  readonly url: string;
  readonly times: number;
  /** The fault that struck it. */
  readonly fault?: Fault['kind'];
  /** Absent where a body was given as it is. */
  readonly message?: Message;
}

/** Everything that the cloud tells by itself. */
export interface Callbacks {
  /** A push began or ended. */
  stream(event: StreamEvent): void;
  /** Something happened along with a stream: to a recording, or a picture was taken. */
  tell(told: Told, by: { readonly route: Route | undefined; readonly cause: string | undefined }): void;
  /** Something happened to a pull task; it has a URL of its own. */
  pull(event: PullEvent): void;
  /** Sends what was ordered. @throws ControlError */
  order(order: EventOrder, world: World): SentEvent;
  summary(): object;
  settled(): Promise<void>;
  stop(): void;
}

const HELD_MS = 5000;

/** Creates the sender of callbacks of one life of the sandbox. `target` is asked for each time. */
export function createCallbacks(options: {
  readonly clock: Clock;
  readonly seed: number;
  readonly faults: Faults;
  readonly target: () => CallbackTarget | undefined;
  readonly records: CallbackRecords;
  readonly mayGoTo: MayGoTo;
}): Callbacks {
  const { clock, faults, target, mayGoTo } = options;
  const delivery = createDelivery(clock, options.records, mayGoTo);
  const seeded = createSeeded(options.seed, clock.now());
  const made = { hex: (bytes: number) => seeded.hex(bytes), sequence: () => seeded.sequence() };
  /** Messages that wait for another one to overtake them. */
  let held: (() => void)[] = [];
  let count = 0;

  /** Sends one message, unless a fault has it otherwise. Answers its id. */
  function dispatch(what: Pick<Sending, 'type' | 'url' | 'body'> & { readonly cause: string | undefined }) {
    count += 1;
    const { type, url, body } = what;
    const sending: Sending = { id: `message-${count}`, type, url, body, policy: policyFor(type, body()) };
    const fault = faults.forCallback(what.cause);
    if (fault?.kind === 'lost-callback') delivery.log.lost(sending);
    else if (fault?.kind === 'delayed-callback') delivery.send({ ...sending, delayMs: fault.ms ?? HELD_MS });
    else if (fault?.kind === 'out-of-order-callback') hold(sending, fault.ms ?? HELD_MS);
    else {
      const overtaken = held;
      held = [];
      const afterFirstTry = () => overtaken.forEach((release) => release());
      delivery.send({ ...sending, afterFirstTry });
      if (fault?.kind === 'duplicate-callback') delivery.send(sending);
    }
    return { sending, fault: fault?.kind };
  }

  /** Keeps a message back until the next one was tried, or for so long where none comes. */
  function hold(sending: Sending, ms: number): void {
    const release = () => {
      cancel();
      held = held.filter((other) => other !== release);
      delivery.send(sending);
    };
    const cancel = clock.after(ms, release);
    held.push(release);
  }

  /** Sends a message where its template has it go, or where the account's go; signed where there is a key. */
  function send(
    makeMessage: () => Message,
    about: { type: number; domain: string; route: Route | undefined; cause: string | undefined },
  ): void {
    const { type, domain, route, cause } = about;
    const usual = target();
    const url = route ? route.url : usual?.url;
    if (!url) return;
    const key = route ? route.key : usual ? keyFor(usual, domain) : '';
    const message = makeMessage();
    const written = () => {
      const t = seconds(clock.now()) + VALID_SECONDS;
      return JSON.stringify(key === '' ? message : signed(message, key, t));
    };
    const first = written();
    dispatch({ type, url, body: usual?.signEachTry ? written : () => first, cause });
  }

  return {
    stream({ route, ...event }) {
      const type = event.type === 'push' ? 1 : 0;
      const { domain } = event.upstream;
      send(() => pushMessage(event), { type, domain, route, cause: event.cause });
    },

    tell({ type, upstream, task, says }, { route, cause }) {
      const about = { upstream, task, now: clock.now(), hex: made.hex };
      const message = () => ({ ...sampleMessage(type, about), ...says });
      send(message, { type, domain: upstream.domain, route, cause });
    },

    pull({ task, event, cause }) {
      const { callbackUrl, callbackEvents } = task.config;
      const url = callbackUrl || (task.tellsAccount ? target()?.url : undefined);
      if (!url || (callbackEvents.length > 0 && !callbackEvents.includes(event.name))) return;
      const message = relayMessage(relayTask(task), event, clock.now());
      const body = JSON.stringify(message);
      dispatch({ type: 314, url, body: () => body, cause });
    },

    order(order, world) {
      const { type, raw, times = 1 } = order;
      const about = aboutOrder(order, world, { now: clock.now(), ...made });
      const own = type === 314 ? about.pull?.config.callbackUrl : undefined;
      const to = target();
      const { domain } = about.upstream;
      const usual = to && { url: to.url, key: keyFor(to, domain) };
      const route = routeOf(world, about.upstream, type);
      // A template without a URL for the type would send nothing; what is ordered is sent all the same.
      const by = route?.url ? route : usual;
      const url = order.url ?? (own || by?.url);
      if (url === undefined)
        throw new ControlError('url', 'there is no callback URL: name one here, or set one by callback-url');
      refuseOutside(mayGoTo, url);
      const key = by?.key ?? '';
      const sign = order.sign ?? (isSigned(type) && key !== '' ? 'good' : 'none');
      if (sign !== 'none' && key === '')
        throw new ControlError('sign', 'there is no key to sign with: set one by callback-url');
      const message = raw === undefined ? orderedMessage(order, about, { key, sign }) : undefined;
      const body = raw ?? JSON.stringify(message);
      const first = dispatch({ type, url, body: () => body, cause: undefined });
      for (let more = 1; more < times; more += 1) delivery.send(first.sending);
      return {
        ...{ id: first.sending.id, type, url, times },
        ...(first.fault && { fault: first.fault }),
        ...(message && { message }),
      };
    },

    summary: () => delivery.log.summary(),
    settled: () => delivery.settled(),
    stop() {
      held = [];
      delivery.stop();
    },
  };
}

/** The key of the template that a push domain is bound to. */
function keyFor({ key, keys = {} }: CallbackTarget, domain: string): string {
  return Object.hasOwn(keys, domain) ? (keys[domain] ?? key) : key;
}

/** A push error says itself how long its answer is waited for. */
function policyFor(type: number, body: string) {
  const policy = retryPolicy(type);
  const timeoutMs = type === 321 ? Number(/"timeout":(\d{1,6})\b/.exec(body)?.[1] ?? 0) : 0;
  return timeoutMs > 0 ? { ...policy, timeoutMs } : policy;
}
