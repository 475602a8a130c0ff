import { conditionOf } from '../../callback/conditions.ts';
import type { LiveEvent } from '../../callback/event.ts';
import type { Decision, Reason, Situation } from '../model/decision.ts';
import { clear, isOvertaken } from './clear.ts';
import { createDraft, type Draft } from './draft.ts';
import { end, ENDED, isEnd, isOver } from './stream/ended.ts';
import { fire } from './fire.ts';
import { inform } from './inform.ts';
import { applyTo } from './matter.ts';
import { newAlert } from './new-alert.ts';
import { seenDown, seenLive } from './stream/observed-stream.ts';
import { noteOwn, ownActOf } from './stream/own-command.ts';
import { isRefused, refused } from './stream/refused.ts';
import { DOWN, pushBegan, pushEnded, streamOf } from './stream/stream.ts';
import { toDecision } from './to-decision.ts';

const PUSH_ENDED = 0;
const PUSH_BEGAN = 1;
/** A recording pauses when its stream ends. */
const PAUSED = 'record.paused';

/** What follows from an event at `now`, ms UTC. Pure; never throws for whatever an event says. */
export function decide(situation: Situation, event: LiveEvent, now: number): Decision {
  const draft = createDraft(situation, now);
  return toDecision(draft, reasonFor(draft, event));
}

function reasonFor(draft: Draft, event: LiveEvent): Reason {
  const { condition, effect, trust } = event;
  if (draft.situation.isDuplicate(event.dedupeKey)) return 'duplicate';
  if (condition === undefined) return effect === 'informs' ? 'informs' : 'unknown-type';
  // Incidents are made here, and told by nobody.
  if (!conditionOf(condition) || condition === 'incident') return 'unknown-type';
  if (effect === 'informs') return inform(draft, event, condition);
  if (trust === 'late' || isOldNews(event, condition)) return ask(draft, event, condition, 'late');
  if (effect === 'hints') return trust === 'observed' ? 'informs' : ask(draft, event, condition, 'hint');
  return (condition === DOWN ? ofStream(draft, event) : undefined) ?? ofSubject(draft, event, condition);
}

/** Streams have an order that their pushes tell; what lacks it is taken as any other condition. */
function ofStream(draft: Draft, event: LiveEvent): Reason | undefined {
  const { type, effect, sequence, subject, trust } = event;
  if (subject.type !== 'stream') return undefined;
  if (trust === 'observed') {
    if (isOvertaken(draft, event, DOWN)) return 'out-of-order';
    return effect === 'fires' ? seenDown(draft, event) : seenLive(draft, event);
  }
  if (sequence === undefined) return undefined;
  if (type === PUSH_ENDED && effect === 'fires') return pushEnded(draft, event, sequence);
  if (type === PUSH_BEGAN && effect === 'clears') return pushBegan(draft, event, sequence);
  return undefined;
}

function ofSubject(draft: Draft, event: LiveEvent, condition: string): Reason {
  if (isOvertaken(draft, event, condition)) return 'out-of-order';
  const ends = condition === DOWN ? [DOWN, ENDED] : [condition];
  if (event.effect === 'clears') return clear(draft, event, [...ends, ...(event.alsoClears ?? [])]);
  if (condition === PAUSED && isOver(draft, event)) return 'ended';
  const own = ownActOf(draft, event);
  if (!own && condition === DOWN && event.type === PUSH_ENDED) {
    const state = streamOf(draft, event);
    if (isRefused(event, state)) return refused(draft, event, state);
    if (isEnd(draft, event, state)) return end(draft, event, state);
  }
  return own ? noteOwn(draft, event, own, [condition]) : fire(draft, event, condition);
}

/** A signature made when it happened would have run out by then (ten minutes, and a minute for the clocks), ms. */
const NEWS_MS = 11 * 60_000;

/** Whether a push ended a while ago, however freshly that is signed: a retry can be signed anew. Only of what can be asked. */
function isOldNews({ trust, at, receivedAt, subject, effect }: LiveEvent, condition: string): boolean {
  const isAskable = condition === DOWN && subject.type === 'stream' && effect === 'fires';
  return isAskable && trust !== 'observed' && receivedAt - at > NEWS_MS;
}

function ask(draft: Draft, event: LiveEvent, condition: string, why: 'late' | 'hint'): Reason {
  // That a push was not taken is no state that could be asked about.
  if (why === 'late' && condition === DOWN && event.type === PUSH_ENDED) {
    const state = streamOf(draft, event);
    if (isRefused(event, state)) return refused(draft, event, state, true);
  }
  // What would follow if it is true; a message that ends something has no rule.
  if (event.effect !== 'clears') draft.applied = applyTo(draft, newAlert(draft, event, condition));
  draft.checks.push({ account: event.account, subject: event.subject, condition, why, event });
  return 'to-check';
}
