import type { Config } from '../config/schema.ts';
import type { Problem } from '../config/problem.ts';
import type { Outgoing } from '../http/outgoing.ts';
import type { PlatformSettings } from './platform.ts';

/** What looking at an installation takes. */
export interface Inspection {
  readonly settings: Pick<PlatformSettings, 'variables' | 'files'>;
  readonly config: Config;
  readonly outgoing: Pick<Outgoing, 'send'>;
}

/** What a platform says of how Airdesk is set up there. */
export interface Inspected {
  /** What does not work. */
  readonly problems: readonly Problem[];
  /** What works less well than it could. */
  readonly notes: readonly Problem[];
}

/** Why something could not be reached, in a few words. */
export function whyUnreached(error: unknown): string {
  const code = (error as { readonly code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? code : error instanceof Error ? error.message : String(error);
}
