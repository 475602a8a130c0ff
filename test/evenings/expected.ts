import { isGoodbye } from '../../src/callback/disconnect-codes.ts';
import type { Matter } from './matter.ts';
import { heardBy } from './patience.ts';
import { isWatched, partOf, taskOf, type Part } from './roster.ts';
import { FINAL_GRACE_MS, FLAPPING_MS, GRACE_MS, MAINTENANCE, STEADY_MS } from './rules.ts';
import type { Outage, Span, StreamTruth, Truth } from './truth.ts';

/** The cloud tells whole seconds. */
const SECOND_MS = 1000;
/** Callbacks come late, and Airdesk asks the cloud before it alarms: what lasts so long beyond its grace time is told. */
const TOLD_FOR_SURE_MS = 15_000;
/** So long after it has to be told, or has ended, the card is there, where nothing is away. */
const CARD_MS = 30_000;
const LINE_MS = 150_000;
/** A channel is written to ten times a minute at most, and what is over comes last. */
const OVER_MS = 75_000;
/** What comes again within this is the same card, with some room for when Airdesk heard of it. */
const AGAIN_MS = FLAPPING_MS + 60_000;
/** What a command of ours cuts, it cuts by then. */
const EFFECT_MS = 60_000;
/** Maintenance that has ended is noticed within a minute. */
const LOOK_MS = 60_000;

/** What people should have been told, by what was and by the rules of airdesk.yaml; nothing of it depends on Airdesk. */
export function expectedOf(truth: Truth): Matter[] {
  const all = [...truth.streams.values()].flatMap((stream) => [
    ...stream.outages.flatMap((outage, at) => offAir(truth, stream, outage, at)),
    ...stream.losses.map((span) => loss(truth, stream, span)),
    ...stream.pullFailures.map((span) => pullFailure(truth, stream, span)),
  ]);
  const own = truth.away.flatMap((away) =>
    away.what === 'callbacks' ? silence(truth, away) : [unwell(away)],
  );
  return [...all, ...own];
}

/**
 * While a platform takes nothing, Airdesk says that it is not well itself: once a critical has waited for a minute, or the platform
 * was away for two. It is well again in between where nothing waits, so what ends it is not known from outside.
 */
function unwell({ from, to }: Span): Matter {
  return {
    ...{ condition: 'airdesk.heartbeat', subject: 'Airdesk', from, to: from + SECOND_MS },
    ...{ severity: 'critical', calls: [], telling: 'may', why: 'a platform, or Airdesk, was away' },
    ...{ tellFrom: from + UNWELL_MS, tellBy: from + 3 * UNWELL_MS },
    overBy: to === undefined ? undefined : to + SILENCE_OVER_MS,
    ...{ isFresh: true, isHeardLate: true, closes: false, isQuiet: false, onAirSince: undefined },
  };
}

/** What waits for longer is told, ms. */
const UNWELL_MS = 60_000;

function offAir(truth: Truth, stream: StreamTruth, outage: Outage, at: number): Matter[] {
  const part = partOf(stream.name);
  const isEnd = isGoodbye(String(outage.code)) && !isWatched(part);
  if (!isEnd) return [down(truth, stream, outage, at)];
  const end = ended(truth, stream, outage, at);
  // What nobody told the reason of counts as a fault.
  const untold: Matter = {
    ...down(truth, stream, outage, at),
    telling: 'may',
    why: 'its goodbye was not heard',
  };
  return end.isHeardLate ? [end, untold] : [end];
}

function down(truth: Truth, { name, outages }: StreamTruth, outage: Outage, at: number): Matter {
  const part = partOf(name);
  const graceMs = part === 'final' ? FINAL_GRACE_MS : GRACE_MS;
  const earlier = outages.slice(0, at);
  const lately = earlier.filter(({ from }) => outage.from - from <= FLAPPING_MS + SECOND_MS);
  const isFlapping = lately.length >= 2;
  const base = spanMatter(truth, outage, { graceMs, overMs: isFlapping ? STEADY_MS + OVER_MS : OVER_MS });
  const matter: Matter = {
    ...base,
    condition: 'stream.down',
    subject: name,
    severity: 'critical',
    calls: callsOf(part),
    isFresh: earlier.every(({ to = Infinity }) => outage.from - to > AGAIN_MS),
    closes: !isWatched(part),
    onAirSince: outage.onAirSince,
  };
  if (isFlapping && matter.telling === 'never') return { ...matter, telling: 'may', why: 'it flaps' };
  return quietly(truth, matter, part);
}

/** With what keeps it quiet. */
function quietly(truth: Truth, matter: Matter, part: Part): Matter {
  if (part === 'test') return quiet(matter, 'tests are only recorded');
  const isOwn = truth.acts.some(
    ({ at, stream }) => stream === matter.subject && matter.from >= at && matter.from <= at + EFFECT_MS,
  );
  if (isOwn) return quiet(matter, 'it was dropped from here');
  const isPlanned = part === 'maintained' && matter.from >= MAINTENANCE.from && matter.from < MAINTENANCE.to;
  if (!isPlanned) return matter;
  const lasts = (matter.to ?? Infinity) - MAINTENANCE.to;
  if (lasts < 0) return quiet(matter, 'it was in maintenance');
  return {
    ...matter,
    telling: lasts > LOOK_MS + CARD_MS ? 'must' : 'may',
    why: 'it lasted longer than the maintenance',
    tellFrom: MAINTENANCE.to,
    tellBy: MAINTENANCE.to + LOOK_MS + CARD_MS,
  };
}

function quiet(matter: Matter, why: string): Matter {
  return { ...matter, telling: 'never', isQuiet: true, why };
}

function ended(truth: Truth, { name, outages }: StreamTruth, outage: Outage, at: number): Matter {
  const { telling, ...base } = spanMatter(truth, outage, { graceMs: GRACE_MS, overMs: OVER_MS });
  // The cloud is not asked: that it was back is known when it is told.
  const late = truth.delays.find(({ stream, at: told }) => stream === name && told === outage.to)?.ms ?? 0;
  const isKnownLate =
    telling === 'never' && (outage.to ?? truth.to) + late - outage.from >= GRACE_MS - SECOND_MS;
  const isLately = outages.slice(0, at).some(({ from }) => outage.from - from <= AGAIN_MS);
  return {
    ...base,
    condition: 'stream.ended',
    subject: name,
    telling: isKnownLate || (isLately && telling === 'must') ? 'may' : telling,
    severity: 'info',
    calls: [],
    tellBy: base.tellBy + LINE_MS,
    overBy: undefined,
    isFresh: true,
    closes: false,
    onAirSince: outage.onAirSince,
  };
}

function loss(truth: Truth, { name, losses }: StreamTruth, span: Span): Matter {
  return {
    ...spanMatter(truth, span, { graceMs: GRACE_MS, overMs: OVER_MS }),
    condition: 'stream.push-lost',
    subject: name,
    severity: 'warning',
    calls: [],
    isFresh: losses.every(({ from, to = Infinity }) => from >= span.from || span.from - to > AGAIN_MS),
    closes: false,
    onAirSince: undefined,
  };
}

function pullFailure(truth: Truth, { name, pullFailures }: StreamTruth, span: Span): Matter {
  return {
    ...spanMatter(truth, span, { graceMs: GRACE_MS, overMs: OVER_MS }),
    condition: 'pull.failing',
    subject: taskOf(name) ?? name,
    severity: 'critical',
    calls: [],
    isFresh: pullFailures.every(({ from, to = Infinity }) => from >= span.from || span.from - to > AGAIN_MS),
    closes: false,
    onAirSince: undefined,
  };
}

/** Callbacks that do not arrive are told where a stream is off air for long meanwhile, so that the list shows it twice. */
function silence(truth: Truth, away: Span): Matter[] {
  const { from, to } = away;
  const seen = [...truth.streams.values()]
    .flatMap(({ outages }) => outages)
    .filter((outage) => outage.from > from && outage.from < (to ?? Infinity))
    .filter((outage) => (outage.to ?? Infinity) - outage.from > 2 * NOTICED_MS)
    .map((outage) => outage.from + NOTICED_MS);
  const isSure = seen.some((at) => at < (to ?? Infinity));
  const facts = {
    ...{ from, to, calls: [], isFresh: true, isHeardLate: true, closes: false, isQuiet: false },
  };
  return (['airdesk.callbacks-silent', 'airdesk.callbacks-refused'] as const).map((condition) => ({
    ...facts,
    condition,
    subject: 'account main',
    severity: condition === 'airdesk.callbacks-silent' ? 'critical' : 'warning',
    telling: isSure && condition === 'airdesk.callbacks-silent' ? 'must' : 'may',
    why: 'callbacks were away',
    tellFrom: from,
    tellBy: Math.min(...seen) + CARD_MS,
    overBy: to === undefined ? undefined : to + SILENCE_OVER_MS,
    onAirSince: undefined,
  }));
}

/** The list is looked at every five minutes, and once more a minute later. */
const NOTICED_MS = 8 * 60_000;
/** The cloud tells something again within this, once it gets through. */
const SILENCE_OVER_MS = 4 * 60_000;

type SpanMatter = Pick<
  Matter,
  'from' | 'to' | 'telling' | 'why' | 'tellFrom' | 'tellBy' | 'overBy' | 'isHeardLate' | 'isQuiet'
>;

/** What the length of a time alone says. */
function spanMatter(
  truth: Truth,
  { from, to }: Span,
  { graceMs, overMs }: { readonly graceMs: number; readonly overMs: number },
): SpanMatter {
  const heard = heardBy(truth.away, from);
  const known = (to ?? truth.to) - heard;
  const lasted = (to ?? truth.to) - from;
  const isShort = lasted < graceMs - SECOND_MS;
  const isSure = known >= graceMs + TOLD_FOR_SURE_MS;
  return {
    ...{ from, to, tellFrom: from, isQuiet: false },
    telling: isShort ? 'never' : isSure ? 'must' : 'may',
    why: isShort ? 'it was back within the grace time' : isSure ? 'it lasted' : 'it was back soon',
    tellBy: heard + graceMs + CARD_MS,
    overBy: to === undefined ? undefined : heardBy(truth.away, to) + overMs,
    isHeardLate: heard > from || (to !== undefined && heardBy(truth.away, to) > to),
  };
}

function callsOf(part: Part): readonly string[] {
  if (part === 'final') return ['lead'];
  return part === 'of-domain' ? ['producer'] : [];
}
