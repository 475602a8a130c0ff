import { lookup } from 'node:dns/promises';
import { Agent, request, type Dispatcher } from 'undici';
import type { Clock } from '../../clock.ts';
import { isPublicAddress } from '../../http/public-address.ts';
import { CalendarError } from './calendar-error.ts';

/** The largest calendar that is taken, bytes. */
export const MOST_BYTES = 1_000_000;
/** How long all of it may take, redirects and names included, ms. */
const PATIENCE_MS = 10_000;
const MOST_REDIRECTS = 3;

/** What tells the server which copy we have, so that it need not send the same again. As it came: hostile, bounded. */
export interface Validators {
  readonly etag?: string | undefined;
  readonly lastModified?: string | undefined;
}

/** A calendar as it came, or that the one we have is still right. */
export type Fetched =
  | { readonly kind: 'new'; readonly bytes: Uint8Array; readonly validators: Validators }
  | { readonly kind: 'same' };

/** Where host names lead. A test has its own. */
export type Resolve = (
  host: string,
) => Promise<readonly { readonly address: string; readonly family: number }[]>;

/** Fetches calendars. */
export interface FetchCalendar {
  /**
   * `isPrivate`: addresses inside are allowed.
   * @throws CalendarError
   */
  readonly fetch: (url: URL, isPrivate: boolean, have: Validators) => Promise<Fetched>;
  close(): Promise<void>;
}

const resolveName: Resolve = (host) => lookup(host, { all: true });

/**
 * Creates it. A name is looked up once, and the connection goes to the very address that was examined. Redirects are followed
 * on the same host only: any other one was not examined by whoever wrote the configuration.
 */
export function createFetchCalendar(clock: Clock, resolve: Resolve = resolveName): FetchCalendar {
  const agents = new Map([true, false].map((isPrivate) => [isPrivate, agentFor(isPrivate, resolve)]));

  async function get(url: URL, isPrivate: boolean, have: Validators, signal: AbortSignal): Promise<Fetched> {
    let at = url;
    for (let redirects = 0; ; redirects += 1) {
      if (!isPrivate && isIpHost(at.hostname) && !isPublicAddress(at.hostname)) throw inside();
      const { statusCode, headers, body } = await request(at, {
        dispatcher: agents.get(isPrivate) as Dispatcher,
        method: 'GET',
        headers: conditions(have),
        signal,
      });
      const location = one(headers.location);
      if ([301, 302, 303, 307, 308].includes(statusCode) && location !== undefined) {
        await body.dump({ limit: MOST_BYTES });
        at = redirected(at, location, redirects);
        continue;
      }
      if (statusCode === 304) {
        await body.dump({ limit: MOST_BYTES });
        return { kind: 'same' };
      }
      if (statusCode !== 200) {
        await body.dump({ limit: MOST_BYTES });
        throw new CalendarError(`the server answered ${statusCode}`, `服务器返回 ${statusCode}`);
      }
      if (!['', 'identity'].includes(one(headers['content-encoding']) ?? '')) {
        await body.dump({ limit: MOST_BYTES });
        throw new CalendarError(
          'the server sent it packed, though it was not asked to',
          '服务器返回了压缩内容',
        );
      }
      return {
        kind: 'new',
        bytes: await readBounded(body),
        validators: { etag: short(one(headers.etag)), lastModified: short(one(headers['last-modified'])) },
      };
    }
  }

  return {
    async fetch(url, isPrivate, have) {
      const abort = new AbortController();
      const cancel = clock.after(PATIENCE_MS, () => abort.abort());
      try {
        return await get(url, isPrivate, have, abort.signal);
      } catch (error) {
        throw abort.signal.aborted ? tooSlow() : told(error);
      } finally {
        cancel();
      }
    },
    async close() {
      for (const agent of agents.values()) await agent.destroy();
    },
  };
}

function inside(): CalendarError {
  return new CalendarError(
    'its host is inside this network; where that is meant, write private: true beside the address',
    '主机位于内网；如属有意，请在地址旁写 private: true',
  );
}

function noAddress(): CalendarError {
  return new CalendarError('its host has no address', '主机名无法解析');
}

function tooSlow(): CalendarError {
  const seconds = PATIENCE_MS / 1000;
  return new CalendarError(`no answer within ${seconds} s`, `${seconds} 秒内没有应答`);
}

/** The same whether it came from a server or from a file. */
export function tooLarge(): CalendarError {
  return new CalendarError(`it has more than ${MOST_BYTES} bytes`, `内容超过 ${MOST_BYTES} 字节`);
}

/** Connections of an agent go to addresses that it may reach, whatever a name says the next time. */
function agentFor(isPrivate: boolean, resolve: Resolve): Agent {
  return new Agent({
    connections: 2,
    keepAliveTimeout: 1_000,
    connect: {
      timeout: PATIENCE_MS,
      lookup(host, options, done) {
        resolve(host).then(
          (found) => {
            const allowed = isPrivate ? found : found.filter(({ address }) => isPublicAddress(address));
            const [first] = allowed;
            if (!first) done(found.length > 0 ? inside() : noAddress(), '', 4);
            else if (options.all === true) done(null, [...allowed]);
            else done(null, first.address, first.family);
          },
          (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), '', 4),
        );
      },
    },
    ...{ headersTimeout: PATIENCE_MS, bodyTimeout: PATIENCE_MS },
  });
}

async function readBounded(body: Dispatcher.ResponseData['body']): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of body as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length > MOST_BYTES) throw tooLarge();
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function redirected(from: URL, location: string, redirects: number): URL {
  if (redirects >= MOST_REDIRECTS)
    throw new CalendarError(
      `the server redirects more than ${MOST_REDIRECTS} times`,
      `服务器重定向超过 ${MOST_REDIRECTS} 次`,
    );
  if (!URL.canParse(location, from.href))
    throw new CalendarError('the server redirects to what is no address', '服务器重定向的目标不是有效地址');
  const to = new URL(location, from);
  if (to.origin !== from.origin)
    throw new CalendarError(
      `the server redirects to another host (${to.host.slice(0, 100)}); where that is right, write the address there`,
      `服务器重定向到另一台主机（${to.host.slice(0, 100)}）；如果正确，请直接填写该地址`,
    );
  return to;
}

function conditions({ etag, lastModified }: Validators): Record<string, string> {
  return {
    accept: 'text/calendar, */*;q=0.1',
    'accept-encoding': 'identity',
    'user-agent': 'Airdesk',
    ...(etag === undefined ? {} : { 'if-none-match': etag }),
    ...(lastModified === undefined ? {} : { 'if-modified-since': lastModified }),
  };
}

/** Why, without the address: messages of libraries can hold it. */
function told(error: unknown): CalendarError {
  if (error instanceof CalendarError) return error;
  const cause = error instanceof Error && error.cause instanceof CalendarError ? error.cause : undefined;
  if (cause) return cause;
  const code =
    error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const why = code ?? 'no answer';
  return new CalendarError(`the server could not be asked (${why})`, `无法连接服务器（${why}）`);
}

function isIpHost(host: string): boolean {
  return host.startsWith('[') || /^[\d.]+$/.test(host);
}

function one(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : value?.[0];
}

/** A validator that is too long to be sent back, or that would break a header, is none. */
function short(value: string | undefined): string | undefined {
  return value !== undefined && value.length <= 300 && /^[\x20-\x7e]+$/.test(value) ? value : undefined;
}
