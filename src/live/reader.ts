import type { Config } from '../config/schema.ts';
import type { Language, Say } from '../text/language.ts';
import type { Live } from './live.ts';

/** What reading the cloud takes: an account, and nobody in particular who asks. */
export interface Reader {
  /** Name of the cloud account, and its client. */
  readonly account: string;
  readonly live: Live;
  readonly config: Config;
  /** ms UTC. */
  readonly now: () => number;
}

/** What showing it takes besides: for whom. */
export interface ViewContext extends Reader {
  readonly language: Language;
  readonly say: Say;
}
