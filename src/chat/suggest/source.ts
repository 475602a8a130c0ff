import type { CommandContext, SuggestionKind } from '../../command.ts';

/** What a source reads with: one account, and nobody in particular, so that one reading serves everybody. */
export type SourceContext = Pick<
  CommandContext,
  'account' | 'live' | 'config' | 'commands' | 'now' | 'oncall'
>;

/** What the wording of an item depends on. */
export type Wording = Pick<CommandContext, 'say' | 'language' | 'now' | 'config'>;

/** An item in words: `push.example.com/live/main`, `on air 3 h`. Of a long one the name is shortened, not the state. */
export interface Label {
  readonly name: string;
  readonly state?: string;
}

/** One thing that an option can name. */
export interface Suggestable {
  /** What the option takes, exactly. */
  readonly value: string;
  /** What it is found by besides, best first. */
  readonly also?: readonly string[];
  /** Offered only where these other options were given with these values. */
  readonly only?: Readonly<Record<string, string>>;
  /** Made when it is shown, since states grow older while they are kept. */
  readonly label: (words: Wording) => Label;
}

/** Where the items of one kind come from. */
export interface SuggestionSource {
  /** Options that must have been given, and on whose values the items depend. */
  readonly within: readonly string[];
  /** Reads the items, those to be offered first in front. May throw; then nothing new is offered. */
  load(context: SourceContext, given: Readonly<Record<string, string>>): Promise<readonly Suggestable[]>;
}

/** A source for every kind. */
export type SuggestionSources = Readonly<Record<SuggestionKind, SuggestionSource>>;
