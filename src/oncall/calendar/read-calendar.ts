import { Temporal } from 'temporal-polyfill';
import type { Config } from '../../config/schema.ts';
import { zoneNamed } from '../../text/spoken/zone.ts';
import { joined } from '../paint.ts';
import type { CalendarShifts, CalendarSpan } from '../rotation.ts';
import type { Clock, Span } from '../../clock.ts';
import type { CalendarTrouble } from '../trouble.ts';
import { blocksOf } from './blocks.ts';
import { CalendarError } from './calendar-error.ts';
import { eventOf, nameOf, zonesOf, type CalendarEvent } from './event.ts';
import { createBudget, watched, type Pieces } from './in-time.ts';
import { occurrencesOf, UnknownZone, type Reading } from './occurrences.ts';
import { peopleMeant, type PeopleMeant } from './people.ts';
import { unfolded } from './unfold.ts';
import { createZones } from './zones.ts';

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
/** After so long others have their turn; what cannot be stopped in between takes no longer than so long, ms. */
const TURN_MS = 20;
const WATCH_MS = 100;
/** What an event may have to be read without a watch. */
const FEW_PARTS = 10;
const SHORT_SUMMARY = 300;
/** Of a text in a trouble so much is kept, letters. */
const LONGEST_TEXT = 1_000;

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

/** When an event takes place, and who is meant. */
interface TakingPlace extends PeopleMeant {
  readonly times: readonly Span[];
}

/** What others go by while a calendar is read. */
export interface Turns {
  readonly clock: Pick<Clock, 'passed'>;
  /** Resolves when everything else that waits had its turn. */
  readonly breath: () => Promise<void>;
}

const NOTHING: TakingPlace = { times: [], people: [], unknown: [] };

/**
 * Reads an iCalendar file: who is on call when. An event that cannot be read is named and left out; the others count.
 * @throws CalendarError where it is no calendar, or takes too long
 */
export function readCalendar(bytes: Uint8Array, of: ReadingOf): ReadCalendar {
  const events = eventByEvent(bytes, of);
  let step = events.next();
  while (!step.done) step = events.next();
  return step.value;
}

/**
 * The same, with a breath wherever it has taken long so far: callbacks and people do not wait until a calendar is read.
 * @throws CalendarError
 */
export async function readCalendarInTurns(
  bytes: Uint8Array,
  of: ReadingOf,
  { clock, breath }: Turns,
): Promise<ReadCalendar> {
  const events = eventByEvent(bytes, of);
  let since = clock.passed();
  let step = events.next();
  while (!step.done) {
    if (clock.passed() - since > TURN_MS) {
      await breath();
      since = clock.passed();
    }
    step = events.next();
  }
  return step.value;
}

/** Stops behind each event, and in it, wherever one can stop. */
function* eventByEvent(bytes: Uint8Array, { now, config, zone, otherwise }: ReadingOf): Pieces<ReadCalendar> {
  const blocks = blocksOf(unfolded(bytes));
  const budget = createBudget(ALL_MS, ONE_MS, WATCH_MS);
  const zones = createZones(blocks.zones, now, budget);
  const window = windowAt(now);
  const reading: Reading = {
    zone: zone ?? (blocks.zone === undefined ? undefined : zoneNamed(blocks.zone)) ?? otherwise,
    ...{ window, budget, meant: zones.meant },
  };
  const troubles = createTroubles(now);
  const events: CalendarEvent[] = [];
  for (const block of blocks.events) {
    yield;
    try {
      const event = yield* budget.count(watched(budget, () => eventOf(block)));
      for (const zone of zonesOf(event)) yield* zones.learn(zone);
      events.push(event);
    } catch {
      troubles.add({ kind: 'unread-event', event: nameOf(block) });
      if (budget.left() <= 0) throw tooLong();
    }
  }
  const spans: CalendarSpan[] = [];
  for (const { event, instead } of related(events)) {
    yield;
    const { times, people, unknown } = yield* takingPlace(event, instead);
    const next = times.find(({ to }) => to > now);
    if (next) {
      for (const who of unknown) troubles.add({ kind: 'unknown-person', who, at: next.from });
      if (people.length === 0 && unknown.length === 0 && event.attendees === undefined)
        troubles.add({ kind: 'no-person', event: event.summary, at: next.from });
    }
    if (people.length > 0) for (const { from, to } of times) spans.push({ from, to, people });
    if (spans.length > MOST_SPANS) {
      troubles.add({ kind: 'too-many', most: MOST_SPANS });
      break;
    }
  }
  spans.sort((a, b) => a.from - b.from || a.to - b.to);
  return {
    shifts: { spans: joinedEach(spans.slice(0, MOST_SPANS)), known: window },
    troubles: troubles.all(),
  };

  /** When, and who. Beside what the rules of one event take, so does looking through all that it excludes and invites. */
  function* takingPlace(event: CalendarEvent, instead: readonly CalendarEvent[]): Pieces<TakingPlace> {
    if (event.isCancelled) return NOTHING;
    function* look(): Pieces<TakingPlace> {
      const times = yield* occurrencesOf(event, instead, reading);
      const who = () => peopleMeant(event, config);
      return { times, ...(isSmall(event, instead) ? who() : yield* watched(budget, who)) };
    }
    try {
      return yield* isSmall(event, instead) ? look() : budget.count(look());
    } catch (error) {
      troubles.add(
        error instanceof UnknownZone
          ? { kind: 'unknown-zone', zone: error.zone, event: event.summary }
          : { kind: 'unread-event', event: event.summary },
      );
      if (budget.left() <= 0) throw tooLong();
      return NOTHING;
    }
  }
}

/** Whether an event takes no time worth a watch, which takes longer itself. */
function isSmall(event: CalendarEvent, instead: readonly CalendarEvent[]): boolean {
  const { rules, rdates, exdates, attendees = [], summary } = event;
  const parts = rdates.length + exdates.length + attendees.length + instead.length;
  return rules.length === 0 && parts <= FEW_PARTS && summary.length <= SHORT_SUMMARY;
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
    const same = byUid.get(key);
    if (same) same.push(event);
    else byUid.set(key, [event]);
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

/**
 * For each person the times that meet or overlap as one, in the order of time: whoever asks who is on call looks through all
 * that overlap, again and again.
 */
function joinedEach(spans: readonly CalendarSpan[]): CalendarSpan[] {
  const byPerson = new Map<string, Span[]>();
  for (const span of spans)
    for (const person of span.people) {
      const own = byPerson.get(person);
      if (own) own.push(span);
      else byPerson.set(person, [span]);
    }
  return [...byPerson]
    .flatMap(([person, own]) => joined(own).map((span) => ({ ...span, people: [person] })))
    .sort((a, b) => a.from - b.from || a.to - b.to);
}

/** Collects troubles, each once with when it is first met; the soonest first. */
function createTroubles(now: number) {
  const found = new Map<string, CalendarTrouble>();
  const when = (trouble: CalendarTrouble) => ('at' in trouble ? Math.max(trouble.at, now) : now);
  return {
    add(whole: CalendarTrouble): void {
      const trouble = shortened(whole);
      const key = JSON.stringify({ ...trouble, at: 0 });
      const other = found.get(key);
      if (!other || when(trouble) < when(other)) found.set(key, trouble);
    },
    all: (): readonly CalendarTrouble[] =>
      [...found.values()].sort((a, b) => when(a) - when(b)).slice(0, MOST_TROUBLES),
  };
}

/** Texts of a calendar have any length, and its troubles are kept. */
function shortened(trouble: CalendarTrouble): CalendarTrouble {
  if (trouble.kind === 'unknown-person') return { ...trouble, who: trouble.who.slice(0, LONGEST_TEXT) };
  if (trouble.kind === 'unknown-zone')
    return {
      ...trouble,
      zone: trouble.zone.slice(0, LONGEST_TEXT),
      event: trouble.event.slice(0, LONGEST_TEXT),
    };
  return 'event' in trouble ? { ...trouble, event: trouble.event.slice(0, LONGEST_TEXT) } : trouble;
}

function tooLong(): CalendarError {
  return new CalendarError(
    `it takes longer than ${ALL_MS} ms to follow its rules`,
    `解析其重复规则超过 ${ALL_MS} 毫秒`,
  );
}
