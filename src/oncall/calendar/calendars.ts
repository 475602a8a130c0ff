import { readFile, stat } from 'node:fs/promises';
import type { Clock } from '../../clock.ts';
import type { CalendarConfig } from '../../config/oncall/schema.ts';
import type { Config } from '../../config/schema.ts';
import type { Variables } from '../../config/variables.ts';
import type { Log } from '../../observability/log.ts';
import type { Text } from '../../text/language.ts';
import type { CalendarShifts } from '../rotation.ts';
import type { CalendarTrouble } from '../trouble.ts';
import { calendarAddress } from './address.ts';
import { CalendarError } from './calendar-error.ts';
import { MOST_BYTES, tooLarge, type FetchCalendar, type Validators } from './fetch-calendar.ts';
import type { KeptCopies } from './kept-copy.ts';
import { readCalendarInTurns } from './read-calendar.ts';

const MINUTE_MS = 60_000;
/** How often a server is asked, and how much sooner or later than that, ms: not everybody at the full quarter of an hour. */
const REFRESH_MS = 15 * MINUTE_MS;
const JITTER_MS = 90_000;
/** After failures it is asked sooner, ms; then as usual. */
const RETRY_MS = [MINUTE_MS, 5 * MINUTE_MS];
/** A file is looked at so often, ms: it costs nothing. */
const FILE_MS = MINUTE_MS;
/** What a calendar says is read again after so long, also where it is the same: time goes on, ms. */
const EXPANDED_MS = 24 * 60 * MINUTE_MS;

/** What a rotation's calendar is like. */
export interface CalendarState {
  /** What it says; undefined as long as it could not be read. */
  readonly shifts: CalendarShifts | undefined;
  /** When it was known to be as its server or its file has it, ms UTC. */
  readonly readAt: number | undefined;
  /** Why the last look failed; undefined where it did not. */
  readonly failure: Text | undefined;
  /** What in it cannot be understood. */
  readonly troubles: readonly CalendarTrouble[];
}

/** The calendars of rotations. */
export interface Calendars {
  /** Undefined where the rotation has no calendar. */
  state(rotation: string): CalendarState | undefined;
  /** Reads files, and the copies that were kept; then looks at each calendar again and again. Resolves when those are read. */
  start(): Promise<void>;
  /** Looks at all of them now, or waits for the look that is under way. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

interface Needs {
  readonly config: Config;
  /** As they are now: an address can be exchanged. */
  readonly variables: Variables;
  readonly clock: Clock;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly log: Log;
  readonly copies: KeptCopies;
  readonly fetch: FetchCalendar;
  /** Told of a rotation whose calendar is another one, or whose state is. */
  readonly onChange: (rotation: string) => void;
}

/** One calendar as it is now. */
interface Calendar {
  readonly rotation: string;
  readonly source: CalendarConfig;
  /** Zone of the rotation. */
  readonly zone: string;
  state: CalendarState;
  bytes: Uint8Array | undefined;
  expandedAt: number;
  validators: Validators;
  failures: number;
  /** Where the copy came from: of another address its validators mean nothing. */
  address: string | undefined;
  looking: Promise<void> | undefined;
  cancel: () => void;
}

/** Creates them. Nothing is read before the start. */
export function createCalendars(needs: Needs): Calendars {
  const { config, variables, clock, random, log, copies, fetch, onChange } = needs;
  const calendars = new Map(
    Object.entries(config.oncall.rotations).flatMap(([rotation, { calendar, zone }]) =>
      calendar ? [[rotation, unread(rotation, calendar, zone ?? config.timeZone)] as const] : [],
    ),
  );
  let stopped = false;

  /** Takes in what came. @throws CalendarError where it is no calendar: what was there before goes on */
  async function takeIn(calendar: Calendar, bytes: Uint8Array, at: number): Promise<void> {
    const { source, zone } = calendar;
    const { shifts, troubles } = await readCalendarInTurns(
      bytes,
      {
        now: clock.now(),
        config,
        ...(source.zone === undefined ? {} : { zone: source.zone }),
        otherwise: zone,
      },
      { clock, breath: othersTurn },
    );
    calendar.bytes = bytes;
    calendar.expandedAt = clock.now();
    calendar.state = { shifts, troubles, readAt: at, failure: undefined };
  }

  async function lookAt(calendar: Calendar): Promise<void> {
    const before = calendar.state;
    try {
      if (calendar.source.file === undefined) await ask(calendar);
      else await readFileOf(calendar, calendar.source.file);
      calendar.failures = 0;
    } catch (error) {
      calendar.failures += 1;
      const failure = error instanceof CalendarError ? error.why : UNKNOWN;
      calendar.state = { ...calendar.state, failure };
      if (before.failure?.en !== failure.en)
        log.warn(
          {
            rotation: calendar.rotation,
            why: failure.en,
            ...(error instanceof CalendarError ? {} : { err: error }),
          },
          'the calendar of an on-call rotation could not be read; the last good copy goes on',
        );
    }
    if (before.failure && !calendar.state.failure)
      log.info({ rotation: calendar.rotation }, 'the calendar of an on-call rotation is read again');
    if (calendar.state !== before) onChange(calendar.rotation);
  }

  /** @throws CalendarError */
  async function ask(calendar: Calendar): Promise<void> {
    const { source } = calendar;
    const text = source.url ?? variables[source.urlEnv ?? ''] ?? '';
    const address = calendarAddress(text, source.private);
    if (typeof address === 'string')
      throw new CalendarError('its address is none any more', '其地址已不是有效地址');
    const have = address.href === calendar.address ? calendar.validators : {};
    const fetched = await fetch.fetch(address, source.private, have);
    const at = clock.now();
    if (fetched.kind === 'same') {
      if (!calendar.bytes) throw new CalendarError('the server sent nothing', '服务器没有返回内容');
      if (at - calendar.expandedAt >= EXPANDED_MS) await takeIn(calendar, calendar.bytes, at);
      else calendar.state = { ...calendar.state, readAt: at, failure: undefined };
      return;
    }
    const { bytes, validators } = fetched;
    await takeIn(calendar, bytes, at);
    calendar.validators = validators;
    calendar.address = address.href;
    await copies
      .keep(calendar.rotation, address.href, { bytes, at, validators })
      .catch((error: unknown) =>
        log.warn({ err: error, rotation: calendar.rotation }, 'the copy of a calendar could not be kept'),
      );
  }

  /** @throws CalendarError */
  async function readFileOf(calendar: Calendar, file: string): Promise<void> {
    const at = clock.now();
    const bytes = await bytesOf(file);
    const isSame = calendar.bytes !== undefined && Buffer.from(calendar.bytes).equals(bytes);
    if (isSame && at - calendar.expandedAt < EXPANDED_MS)
      calendar.state = { ...calendar.state, readAt: at, failure: undefined };
    else await takeIn(calendar, bytes, at);
  }

  /** One look at a time. */
  function lookOnce(calendar: Calendar): Promise<void> {
    calendar.looking ??= lookAt(calendar).finally(() => {
      calendar.looking = undefined;
    });
    return calendar.looking;
  }

  function again(calendar: Calendar): void {
    if (stopped) return;
    calendar.cancel = clock.after(waitOf(calendar, random()), () => {
      void lookOnce(calendar).then(() => again(calendar));
    });
  }

  return {
    state: (rotation) => calendars.get(rotation)?.state,
    async start() {
      const all = [...calendars.values()];
      await Promise.all(all.map((one) => (one.source.file === undefined ? readCopy(one) : lookOnce(one))));
      for (const calendar of calendars.values()) void lookOnce(calendar).then(() => again(calendar));
    },
    async look() {
      await Promise.all([...calendars.values()].map(lookOnce));
    },
    async stop() {
      stopped = true;
      for (const calendar of calendars.values()) calendar.cancel();
      await fetch.close();
      await Promise.all([...calendars.values()].flatMap(({ looking }) => looking ?? []));
    },
  };

  async function readCopy(calendar: Calendar): Promise<void> {
    const { source, rotation } = calendar;
    const address = calendarAddress(source.url ?? variables[source.urlEnv ?? ''] ?? '', source.private);
    if (typeof address === 'string') return;
    const copy = await copies.read(rotation, address.href);
    if (!copy) return;
    try {
      await takeIn(calendar, copy.bytes, copy.at);
    } catch {
      // It is read anew in a moment.
      return;
    }
    calendar.validators = copy.validators;
    calendar.address = address.href;
    onChange(rotation);
  }
}

/** Resolves when what waits for the network, timers and files had its turn. */
function othersTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

const UNKNOWN: Text = { en: 'it failed; the log has more', zh: '读取失败，详见日志' };

function unread(rotation: string, source: CalendarConfig, zone: string): Calendar {
  return {
    ...{ rotation, source, zone },
    state: { shifts: undefined, readAt: undefined, failure: undefined, troubles: [] },
    bytes: undefined,
    expandedAt: -Infinity,
    validators: {},
    failures: 0,
    address: undefined,
    looking: undefined,
    cancel: () => undefined,
  };
}

/** How long it is until the next look, ms. */
function waitOf({ source, failures }: Calendar, random: number): number {
  if (source.file !== undefined) return FILE_MS;
  const usual = REFRESH_MS + (2 * random - 1) * JITTER_MS;
  return failures === 0 ? usual : (RETRY_MS[failures - 1] ?? usual);
}

/** @throws CalendarError */
async function bytesOf(file: string): Promise<Buffer> {
  try {
    const { size } = await stat(file);
    if (size > MOST_BYTES) throw tooLarge();
    return await readFile(file);
  } catch (error) {
    if (error instanceof CalendarError) throw error;
    throw new CalendarError('its file cannot be read', '日历文件无法读取');
  }
}
