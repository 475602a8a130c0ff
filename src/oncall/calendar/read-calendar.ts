import { Temporal } from 'temporal-polyfill';
import type { Config } from '../../config/schema.ts';
import { zoneNamed } from '../../text/spoken/zone.ts';
import type { CalendarShifts, CalendarSpan } from '../rotation.ts';
import type { Span } from '../../clock.ts';
import type { CalendarTrouble } from '../trouble.ts';
import { blocksOf } from './blocks.ts';
import { CalendarError } from './calendar-error.ts';
import { eventOf, nameOf, type CalendarEvent } from './event.ts';
import { createBudget } from './in-time.ts';
import { occurrencesOf, UnknownZone, type Reading } from './occurrences.ts';
import { peopleMeant } from './people.ts';
import { unfolded } from './unfold.ts';
import { createZoneMeant } from './zones.ts';

/** How far back and ahead a calendar is looked through, days. */
const BACK_DAYS = 35;
const AHEAD_DAYS = 400;
/** So many shifts are taken, in all. */
const MOST_SPANS = 10_000;
/** So many different troubles are told, the next ones. */
const MOST_TROUBLES = 20;
/** How long all of it may take, and one event, ms. A usual calendar takes a few; the rest is for a machine that is busy. */
const ALL_MS = 2_500;
const ONE_MS = 1_000;

/** What a calendar is read with. */
export interface ReadingOf {
  /** ms UTC */
  readonly now: number;
  readonly config: Pick<Config, 'people'>;
  /** The zone that the configuration says. */
  readonly zone?: string;
  /** The zone where neither the configuration nor the calendar says one. */
  readonly otherwise: string;
}

/** What a calendar says, and what in it cannot be understood. */
export interface ReadCalendar {
  readonly shifts: CalendarShifts;
  readonly troubles: readonly CalendarTrouble[];
}

/**
 * Reads an iCalendar file: who is on call when. An event that cannot be read is named and left out; the others count.
 * @throws CalendarError where it is no calendar, or takes too long
 */
export function readCalendar(bytes: Uint8Array, { now, config, zone, otherwise }: ReadingOf): ReadCalendar {
  const blocks = blocksOf(unfolded(bytes));
  const budget = createBudget(ALL_MS, ONE_MS);
  const window = windowAt(now);
  const reading: Reading = {
    zone: zone ?? (blocks.zone === undefined ? undefined : zoneNamed(blocks.zone)) ?? otherwise,
    meant: createZoneMeant(blocks.zones, now, budget),
    ...{ window, budget },
  };
  const troubles = createTroubles(now);
  const events = blocks.events.flatMap((block) => {
    try {
      return [budget.run(() => eventOf(block))];
    } catch {
      troubles.add({ kind: 'unread-event', event: nameOf(block) });
      if (budget.isSpent()) throw tooLong();
      return [];
    }
  });
  const spans: CalendarSpan[] = [];
  for (const { event, instead } of related(events)) {
    for (const { from, to } of occurring(event, instead)) {
      const { people, unknown } = peopleMeant(event, config);
      if (to > now) {
        for (const who of unknown) troubles.add({ kind: 'unknown-person', who, at: from });
        if (people.length === 0 && unknown.length === 0 && event.attendees === undefined)
          troubles.add({ kind: 'no-person', event: event.summary, at: from });
      }
      if (people.length === 0) continue;
      spans.push({ from, to, people });
    }
    if (spans.length > MOST_SPANS) {
      troubles.add({ kind: 'too-many', most: MOST_SPANS });
      break;
    }
  }
  spans.sort((a, b) => a.from - b.from || a.to - b.to);
  return { shifts: { spans: spans.slice(0, MOST_SPANS), known: window }, troubles: troubles.all() };

  function occurring(event: CalendarEvent, instead: readonly CalendarEvent[]): readonly Span[] {
    if (event.isCancelled) return [];
    try {
      return occurrencesOf(event, instead, reading);
    } catch (error) {
      troubles.add(
        error instanceof UnknownZone
          ? { kind: 'unknown-zone', zone: error.zone, event: event.summary }
          : { kind: 'unread-event', event: event.summary },
      );
      if (budget.isSpent()) throw tooLong();
      return [];
    }
  }
}

/** Whole days, so that it stays the same for a day. */
function windowAt(now: number): Span {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO('UTC').startOfDay();
  return {
    from: today.subtract({ days: BACK_DAYS }).epochMilliseconds,
    to: today.add({ days: AHEAD_DAYS }).epochMilliseconds,
  };
}

/** Each event with those that stand in for single times of it. Of what is there twice, the newer one counts. */
function related(
  events: readonly CalendarEvent[],
): readonly { readonly event: CalendarEvent; readonly instead: readonly CalendarEvent[] }[] {
  const byUid = new Map<string, CalendarEvent[]>();
  for (const [index, event] of events.entries()) {
    const key = event.uid === '' ? `\n${index}` : event.uid;
    byUid.set(key, [...(byUid.get(key) ?? []), event]);
  }
  return [...byUid.values()].flatMap((same) => {
    const whole = same.filter(({ recurrence }) => recurrence === undefined);
    const newest = Math.max(...whole.map(({ sequence }) => sequence));
    const instead = newestEach(same.filter(({ recurrence }) => recurrence !== undefined));
    return [
      ...whole.filter(({ sequence }) => sequence === newest).map((event) => ({ event, instead })),
      ...instead.map((event) => ({ event, instead: [] })),
    ];
  });
}

function newestEach(events: readonly CalendarEvent[]): CalendarEvent[] {
  const byTime = new Map<string, CalendarEvent>();
  for (const event of events) {
    const { recurrence } = event;
    const key = `${recurrence?.wall.toString() ?? ''} ${JSON.stringify(recurrence?.zone ?? '')}`;
    const other = byTime.get(key);
    if (!other || event.sequence >= other.sequence) byTime.set(key, event);
  }
  return [...byTime.values()];
}

/** Collects troubles, each once with when it is first met; the soonest first. */
function createTroubles(now: number) {
  const found = new Map<string, CalendarTrouble>();
  const when = (trouble: CalendarTrouble) => ('at' in trouble ? Math.max(trouble.at, now) : now);
  return {
    add(trouble: CalendarTrouble): void {
      const key = JSON.stringify({ ...trouble, at: 0 });
      const other = found.get(key);
      if (!other || when(trouble) < when(other)) found.set(key, trouble);
    },
    all: (): readonly CalendarTrouble[] =>
      [...found.values()].sort((a, b) => when(a) - when(b)).slice(0, MOST_TROUBLES),
  };
}

function tooLong(): CalendarError {
  return new CalendarError(
    `it takes longer than ${ALL_MS} ms to follow its rules`,
    `解析其重复规则超过 ${ALL_MS} 毫秒`,
  );
}
