import type { Config } from '../../config/schema.ts';
import type { Mention } from '../../reply.ts';
import type { Language, Text } from '../../text/language.ts';
import type { Alert } from '../model/alert.ts';

/** What a card of an alert shows besides the alert. Times in ms UTC. */
export interface AlertView {
  readonly config: Config;
  readonly language: Language;
  readonly now: number;
  /** Those that are part of it, or follow from it: what lasts first, the strictest first. */
  readonly children?: readonly Alert[];
  /** What it is part of, or follows from. */
  readonly parent?: Alert;
  /** The platform in whose place this card is shown. */
  readonly carriedFor?: string;
  /** The platform that cannot be reached, while this is its own card. */
  readonly alsoFor?: string;
  /** Stands on every card, as `Sandbox`. */
  readonly notice?: Text;
  /** Names of airdesk.yaml of those who are called in this channel. */
  readonly called?: readonly string[];
  /** Whom the rule calls on this platform. */
  readonly mentions?: readonly Mention[];
}
