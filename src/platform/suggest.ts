import type { Actor, Place } from '../intent.ts';

/** What somebody is typing, where. */
export interface SuggestQuery {
  readonly actor: Actor;
  readonly place: Place;
  /** The command's words, as `stream drop`. */
  readonly command: string;
  /** The option that is being typed, and what it holds so far. */
  readonly option: string;
  readonly typed: string;
  /** The other options, as far as they are given. `account` names the cloud account. */
  readonly given: Readonly<Record<string, string>>;
}

/** One value that is offered, and what people read. */
export interface Suggestion {
  readonly value: string;
  readonly name: string;
}

/** Offers values for an option from live data, within 250 ms. Never fails: where nothing can be said it says nothing. */
export type Suggest = (query: SuggestQuery) => Promise<Suggestion[]>;
