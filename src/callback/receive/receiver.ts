import type { IncomingMessage, ServerResponse } from 'node:http';
import { createSecrets, type Secrets } from '../../observability/secrets.ts';
import type { Clock } from '../../clock.ts';
import type { Log } from '../../observability/log.ts';
import type { Inbox } from '../../store/inbox.ts';
import type { Marks } from '../knock/marks.ts';
import { respond } from './answers.ts';
import { createFindAstray } from './astray.ts';
import { createFindEndpoint, type CallbackEndpoint, type Particulars } from './endpoint.ts';
import { createExamine, type Examined } from './examine.ts';
import type { CallbackCounts, CallbackOutcome } from './outcomes.ts';
import type { CallbackTimes, Senses } from '../../alert/self/senses.ts';
import { readBody } from './read-body.ts';
import { createRefusalLog } from './refusal-log.ts';
import { unpackBody } from './unpack-body.ts';

/** What the receiver works with. */
export interface ReceiverOptions {
  readonly endpoints: readonly CallbackEndpoint[];
  readonly inbox: Pick<Inbox, 'append'>;
  readonly clock: Clock;
  readonly counts: CallbackCounts;
  readonly log: Pick<Log, 'warn' | 'error'>;
  /** How the callbacks of each account fare. */
  readonly senses?: Pick<Senses, 'callback'>;
  /** Never kept, whatever a message says. */
  readonly secrets?: Pick<Secrets, 'without'>;
  /** Test messages of our own that are on their way. */
  readonly marks?: Pick<Marks, 'take'>;
  /** How many callbacks may be read or wait for the disk at once. A storm of a thousand streams fits. */
  readonly maxBacklog?: number;
}

/** What is told of a callback besides how it ended. */
interface Told extends Particulars {
  readonly error?: unknown;
  readonly times?: CallbackTimes | undefined;
}

/** The most bytes of bodies that are kept at once. */
const MOST_HELD_BYTES = 32 * 1024 * 1024;

/**
 * What takes `POST /callbacks/live/<token>`, and knows its token on other paths: checks, redacts, has it on disk, and only then answers 200. It sits on
 * node's own request and response, since this is where a storm arrives.
 */
export function createReceiver({
  endpoints,
  inbox,
  clock,
  counts,
  log,
  senses,
  secrets = createSecrets(),
  marks,
  maxBacklog = 1500,
}: ReceiverOptions): (request: IncomingMessage, response: ServerResponse) => void {
  const known = endpoints.map((endpoint) => ({
    account: endpoint.account,
    token: endpoint.token,
    examine: createExamine(endpoint, secrets.without),
  }));
  const findEndpoint = createFindEndpoint(known);
  const findAstray = createFindAstray(known);
  const logRefusal = createRefusalLog(log, clock);
  let underWay = 0;
  let heldBytes = 0;

  const end = (
    response: ServerResponse,
    outcome: CallbackOutcome,
    account?: string,
    { error, times, ...particulars }: Told = {},
  ) => {
    counts.callback(outcome);
    if (account !== undefined) senses?.callback(account, outcome, times, particulars);
    respond(response, outcome);
    if (!QUIET.has(outcome)) logRefusal(outcome, account, error, particulars);
  };

  return (request, response) => {
    const url = request.url ?? '';
    const exact = findEndpoint(url);
    const astray = exact ? undefined : findAstray(url);
    const endpoint = exact ?? (astray?.isHarmless ? astray.endpoint : undefined);
    if (!endpoint) {
      if (astray) end(response, 'wrong-path', astray.endpoint.account, { path: astray.shown });
      else end(response, 'no-such-path');
      return;
    }
    const { account, examine } = endpoint;
    if (request.method !== 'POST') {
      end(response, 'not-post', account);
      return;
    }
    if (underWay >= maxBacklog || heldBytes >= MOST_HELD_BYTES) {
      end(response, 'busy', account);
      return;
    }

    underWay += 1;
    let held = 0;
    const finish = (outcome: CallbackOutcome, told?: Told): void => {
      underWay -= 1;
      heldBytes -= held;
      end(response, outcome, account, told);
    };
    const hold = (bytes: number): void => {
      held += bytes;
      heldBytes += bytes;
    };
    readBody(request, clock, hold, (read) => {
      if (typeof read === 'string') {
        finish(read);
        return;
      }
      const body = unpackBody(read, request.headers['content-encoding']);
      if (typeof body === 'string') {
        finish(body === 'unreadable' ? 'not-json' : body);
        return;
      }
      let examined: Examined;
      try {
        examined = examine(body, clock.now());
      } catch (error) {
        // Not known to happen. What cannot be read is not worth a crash.
        log.error({ err: error, account }, 'a callback could not be examined');
        finish('not-json');
        return;
      }
      const { outcome, received, note, times, domain, mark } = examined;
      if (mark !== undefined && marks?.take(account, mark)) {
        // It tells of no stream, and the cloud did not send it: it is counted, and nothing else.
        finish('test');
        return;
      }
      if (!received) {
        finish(outcome, { domain });
        return;
      }
      if (note) logRefusal(note, account);
      inbox.append(received).then(
        () => finish(outcome, { times, domain }),
        (error: unknown) => finish('disk', { error }),
      );
    });
  };
}

/** Not worth a line in the log. Where everything comes late, the clock of this machine is wrong: that is. */
const QUIET: ReadonlySet<CallbackOutcome> = new Set(['accepted', 'unsigned', 'unknown-type', 'test']);
