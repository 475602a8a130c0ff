import type { Span } from '../clock.ts';
import type { Turns } from './turns.ts';
import type { WeekWindow } from '../text/week.ts';

/** People who take turns, all week or at some times of it. */
export interface Layer {
  readonly name: string;
  /** IANA name: hand-overs and times of the week go by its clocks. */
  readonly zone: string;
  /** Names under `people` in airdesk.yaml, in the order in which they take turns. At least one. */
  readonly people: readonly string[];
  /** Left out: the first of them, always. */
  readonly turns?: Turns;
  /** Times of the week at which the layer counts; none for always. */
  readonly windows: readonly WeekWindow[];
}

/** Somebody's time in a calendar, or that of several people at once. */
export interface CalendarSpan extends Span {
  readonly people: readonly string[];
}

/** What a calendar says, as far as it was looked through. */
export interface CalendarShifts {
  /** In the order in which they begin. They may overlap: then all are on call. */
  readonly spans: readonly CalendarSpan[];
  /** Looked through from here to there, ms UTC: what lies outside is not known. */
  readonly known: Span;
}

/** A rotation as data: who is on call follows from it, from overrides and from the time, and from nothing else. */
export interface Rotation {
  readonly name: string;
  /** IANA name. */
  readonly zone: string;
  /** The first layer that covers a moment says who is on call. Empty where a calendar says so. */
  readonly layers: readonly Layer[];
  /** Undefined as long as the calendar could not be read. */
  readonly calendar?: CalendarShifts | undefined;
  /** Times of the week at which somebody has to be on call; none for always. */
  readonly needed: readonly WeekWindow[];
}

/** Why somebody is on call. */
export type ShiftSource =
  | { readonly kind: 'layer'; readonly layer: string }
  | { readonly kind: 'calendar' }
  | { readonly kind: 'override'; readonly id: string };

/** One time for which the same people are on call for the same reason. */
export interface Shift extends Span {
  /** Names under `people` in airdesk.yaml. At least one; more than one only by a calendar. */
  readonly people: readonly string[];
  readonly by: ShiftSource;
}
