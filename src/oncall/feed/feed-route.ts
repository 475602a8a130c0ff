import { hash, timingSafeEqual } from 'node:crypto';
import type { Context, Hono } from 'hono';
import { Temporal } from 'temporal-polyfill';
import type { Clock } from '../../clock.ts';
import type { Config } from '../../config/schema.ts';
import type { OnCall } from '../on-call.ts';
import { shiftsBetween } from '../shifts.ts';
import { feedText, type FedShift } from './feed.ts';

/** What stands before the token. */
const PREFIX = '/oncall/';
const LONGEST_TOKEN = 256;
const DAY_MS = 24 * 60 * 60_000;
/** What is over is kept in a feed so long, and what comes is shown so far ahead, ms. */
const BACK_MS = 30 * DAY_MS;
const AHEAD_MS = 90 * DAY_MS;

interface Feeding {
  readonly config: Pick<Config, 'people' | 'language'>;
  readonly oncall: Pick<OnCall, 'names' | 'rotation' | 'overrides'>;
  readonly clock: Pick<Clock, 'now'>;
  /** The token as it is now; undefined where there are no feeds. */
  readonly token: () => string | undefined;
}

/**
 * Adds `GET /oncall/<token>/<rotation or person>.ics`: shifts as calendar programs subscribe to them, with overrides in them.
 * Whoever has no token, or a wrong one, or asks for what is not there, gets the same answer: there is nothing.
 */
export function addFeeds(http: Hono, feeding: Feeding): void {
  http.get(`${PREFIX}:token/:file`, (c) => {
    const isKnown = isToken(c.req.param('token'), feeding.token());
    const name = nameOf(c.req.param('file'));
    const text = isKnown && name !== undefined ? feedOf(feeding, name) : undefined;
    if (text === undefined) return c.json({ error: 'not found' }, 404);
    return answer(c, text);
  });
}

function answer(c: Context, text: string): Response {
  const etag = `"${hash('sha256', text, 'hex').slice(0, 32)}"`;
  const headers = { etag, 'cache-control': 'private, no-cache', 'x-content-type-options': 'nosniff' };
  const have = (c.req.header('if-none-match') ?? '')
    .split(',')
    .map((each) => each.trim().replace(/^W\//, ''));
  if (have.includes(etag)) return c.body(null, 304, headers);
  return c.body(text, 200, { ...headers, 'content-type': 'text/calendar; charset=utf-8' });
}

/** Hashes of equal length are compared: the time it takes does not tell how much of a token was right. */
function isToken(given: string, token: string | undefined): boolean {
  const digest = (text: string) => hash('sha256', text, 'buffer');
  const isSame = timingSafeEqual(digest(given.slice(0, LONGEST_TOKEN + 1)), digest(token ?? ''));
  return token !== undefined && given.length <= LONGEST_TOKEN && isSame;
}

function nameOf(file: string): string | undefined {
  return file.endsWith('.ics') ? file.slice(0, -'.ics'.length).normalize('NFC') : undefined;
}

function feedOf({ config, oncall, clock }: Feeding, name: string): string | undefined {
  const now = clock.now();
  const today = Temporal.Instant.fromEpochMilliseconds(now)
    .toZonedDateTimeISO('UTC')
    .startOfDay().epochMilliseconds;
  const shiftsOf = (rotation: string): FedShift[] => {
    const found = oncall.rotation(rotation);
    if (!found) return [];
    const shifts = shiftsBetween(found, oncall.overrides(rotation), today - BACK_MS, today + AHEAD_MS);
    return shifts.map((shift) => ({ ...shift, rotation }));
  };
  if (oncall.names.includes(name))
    return feedText({ name, shifts: shiftsOf(name), language: config.language, today });
  if (!Object.hasOwn(config.people, name)) return undefined;
  const shifts = oncall.names
    .flatMap(shiftsOf)
    .filter(({ people }) => people.includes(name))
    .sort((a, b) => a.from - b.from);
  return feedText({ name, shifts, language: config.people[name]?.language ?? config.language, today });
}
