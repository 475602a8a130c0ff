import { conditionOf } from '../../callback/condition.ts';
import { DOWN, ENDED, INCIDENT } from '../../callback/conditions.ts';
import type { LiveEvent } from '../../callback/event.ts';
import type { Decision, DecisionInput } from '../model/decision.ts';
import { ask } from './ask.ts';
import { clearing, isOvertaken } from './clear.ts';
import { createDraft } from './draft.ts';
import { ENDS, isEnd, isOver } from './stream/ended.ts';
import { FIRES, firing } from './fire.ts';
import { INFORMS } from './inform.ts';
import { SEEN_DOWN, seenDown } from './stream/seen-down.ts';
import { SEEN_LIVE, seenLive } from './stream/seen-live.ts';
import { noteOwn, ownActOf } from './stream/own-command.ts';
import { isRefused, REFUSED } from './stream/refused.ts';
import { begun, PUSH_BEGAN } from './stream/push-began.ts';
import { ending, PUSH_ENDED } from './stream/push-ended.ts';
import { streamOf } from './stream/stream.ts';
import { decideBy, goOn, type Table } from './table/table.ts';
import { alertOf, type Told } from './table/told.ts';
import { toDecision } from './to-decision.ts';

/** `event_type` of a push that ended, and of one that began. */
const TYPE_ENDED = 0;
const TYPE_BEGAN = 1;

/** What is told late: nothing is believed that can be asked. */
export const LATE: Table<Told> = {
  name: 'late',
  about: 'It is told late, by a signature that has run out, or was found later in what the cloud keeps',
  alertOf,
  rows: [
    {
      // That a push was rejected is no state that could be asked about.
      when: 'a push was rejected',
      holds: isRefusedEnd,
      goesOn: goOn(REFUSED, (told) => ({ ...told, state: streamOf(told.draft, told.event), isOld: true })),
    },
    { reason: 'to-check', to: 'same', effects: ['asks'], act: (told) => ask(told, 'late') },
  ],
};

/** Anything that is over, but for pushes of a stream: TOLD leaves those to tables of their own. */
export const OVER: Table<Told> = {
  name: 'over',
  about: 'A message says that a condition is over',
  alertOf,
  rows: [
    {
      when: 'something newer was told of it',
      holds: isOutOfOrder,
      reason: 'out-of-order',
      to: 'same',
    },
    { when: 'it is about a stream being on air', holds: isDown, goesOn: clearing(DOWN, ENDED) },
    { goesOn: clearing() },
  ],
};

/** Anything that is true, but for pushes of a stream: TOLD leaves those to tables of their own. */
export const TRUE: Table<Told> = {
  name: 'true',
  about: 'A message, or a look of ours, says that a condition is true',
  alertOf,
  rows: [
    {
      when: 'something newer was told of it',
      holds: isOutOfOrder,
      reason: 'out-of-order',
      to: 'same',
    },
    {
      when: 'a recording is paused, and its stream ended by itself',
      holds: (told) => stopsWithStream(told) && isOver(told.draft, told.event),
      reason: 'ended',
      to: 'same',
    },
    {
      when: 'a command of ours brought it about',
      holds: ({ draft, event }) => ownActOf(draft, event) !== undefined,
      reason: 'own-command',
      to: 'same',
      effects: ['edits'],
      act: ({ draft, event, condition }) => noteOwn(draft, event, ownActOf(draft, event), [condition]),
    },
    {
      when: 'a push was rejected',
      holds: isRefusedEnd,
      goesOn: goOn(REFUSED, (told) => ({ ...told, state: streamOf(told.draft, told.event), isOld: false })),
    },
    {
      when: 'a push ended by itself, and nothing says that the stream should be on air',
      holds: (told) => isPushEnd(told) && isEnd(told.draft, told.event, streamOf(told.draft, told.event)),
      goesOn: goOn(ENDS, ({ draft, event }) => ({ draft, event, state: streamOf(draft, event) })),
    },
    { goesOn: goOn(FIRES, ({ draft, event, condition }) => firing(draft, event, condition)) },
  ],
};

/** Everything that is told or seen begins here. */
export const TOLD: Table<Told> = {
  name: 'told',
  about: 'Anything is told or seen',
  alertOf,
  rows: [
    {
      when: 'the same message was decided on before',
      holds: ({ draft, event }) => draft.input.isDuplicate(event.dedupeKey),
      reason: 'duplicate',
      to: 'same',
    },
    {
      when: 'it is about nothing bad',
      holds: ({ event }) => event.condition === undefined && event.effect === 'informs',
      reason: 'informs',
      to: 'same',
    },
    {
      // Incidents are made here, and told by nobody.
      when: 'its kind of message or its condition is not known',
      holds: ({ draft, condition }) =>
        !conditionOf(draft.input.config.conditions, condition) || condition === INCIDENT,
      reason: 'unknown-type',
      to: 'same',
    },
    {
      when: 'it neither opens nor ends anything',
      holds: ({ event }) => event.effect === 'informs',
      goesOn: goOn(INFORMS, (told) => told),
    },
    {
      when: 'its signature has run out, it was found in what the cloud keeps, or it tells of a push that ended more than 11 minutes ago',
      holds: ({ event, condition }) =>
        event.trust === 'late' || event.trust === 'recorded' || isOldNews(event, condition),
      goesOn: goOn(LATE, (told) => told),
    },
    {
      when: 'it is a hint that is our own look',
      holds: ({ event }) => event.effect === 'hints' && event.trust === 'observed',
      reason: 'informs',
      to: 'same',
    },
    {
      when: 'it is a hint, which is not believed by itself',
      holds: ({ event }) => event.effect === 'hints',
      reason: 'to-check',
      to: 'same',
      effects: ['asks'],
      act: (told) => ask(told, 'hint'),
    },
    {
      when: 'we looked, and the stream has no push',
      holds: (told) => isOfStream(told) && isSeen(told) && told.event.effect === 'fires',
      goesOn: goOn(SEEN_DOWN, seenDown),
    },
    {
      when: 'we looked, and the stream is on air',
      holds: (told) => isOfStream(told) && isSeen(told),
      goesOn: goOn(SEEN_LIVE, seenLive),
    },
    {
      when: 'a push ended, and is named',
      holds: (told) => isOfStream(told) && isPush(told, TYPE_ENDED, 'fires'),
      goesOn: goOn(PUSH_ENDED, ending),
    },
    {
      when: 'a push began, and is named',
      holds: (told) => isOfStream(told) && isPush(told, TYPE_BEGAN, 'clears'),
      goesOn: goOn(PUSH_BEGAN, begun),
    },
    {
      when: 'something is over',
      holds: ({ event }) => event.effect === 'clears',
      goesOn: goOn(OVER, (told) => told),
    },
    { goesOn: goOn(TRUE, (told) => told) },
  ],
};

/** What follows from an event at `now`, ms UTC. Pure; never throws for whatever an event says. */
export function decide(input: DecisionInput, event: LiveEvent, now: number): Decision {
  const draft = createDraft(input, now);
  return toDecision(draft, decideBy(TOLD, { draft, event, condition: event.condition ?? '' }));
}

/** A recording pauses when its stream ends. */
function stopsWithStream({ draft, condition }: Told): boolean {
  return conditionOf(draft.input.config.conditions, condition)?.follows === 'stream';
}

function isDown({ condition }: Told): boolean {
  return condition === DOWN;
}

/** Streams have an order that their pushes tell; what lacks it is taken as any other condition. */
function isOfStream({ event, condition }: Told): boolean {
  return condition === DOWN && event.subject.type === 'stream';
}

function isSeen({ event }: Told): boolean {
  return event.trust === 'observed';
}

function isPush({ event }: Told, type: number, effect: LiveEvent['effect']): boolean {
  return event.sequence !== undefined && event.type === type && event.effect === effect;
}

function isOutOfOrder({ draft, event, condition }: Told): boolean {
  return isOvertaken(draft, event, condition);
}

function isPushEnd({ event, condition }: Told): boolean {
  return condition === DOWN && event.type === TYPE_ENDED;
}

function isRefusedEnd(told: Told): boolean {
  return isPushEnd(told) && isRefused(told.event, streamOf(told.draft, told.event));
}

/** A signature made when it happened would have run out by then (ten minutes, and a minute for the clocks), ms. */
const NEWS_MS = 11 * 60_000;

/** Whether a push ended a while ago, however freshly that is signed: a retry can be signed anew. Only of what can be asked. */
function isOldNews({ trust, at, receivedAt, subject, effect }: LiveEvent, condition: string): boolean {
  const isAskable = condition === DOWN && subject.type === 'stream' && effect === 'fires';
  return isAskable && trust !== 'observed' && receivedAt - at > NEWS_MS;
}
