import { AirdeskError } from '../errors.ts';
import type { Check } from '../http/readiness.ts';

/** Why platforms could not be started, until they are. */
export interface StartTroubles {
  /** An adapter could not be started, or (without an error) was. */
  readonly note: (platform: string, error: unknown) => void;
  why(platform: string): string | undefined;
}

/** Creates it. One entry a platform. */
export function createStartTroubles(): StartTroubles {
  const whys = new Map<string, string>();
  return {
    note(platform, error) {
      if (error === undefined) whys.delete(platform);
      else
        whys.set(
          platform,
          error instanceof AirdeskError ? error.hint.en : 'it could not be started; see the log',
        );
    },
    why: (platform) => whys.get(platform),
  };
}

/** A platform, as far as /readyz asks. */
export interface Connected {
  readonly name: string;
  /** As people call it. */
  readonly title: string;
  isConnected(): boolean;
  /** Why it is not, where that is known. */
  whyNot(): string | undefined;
}

/**
 * Whether a platform's asks can arrive, and why not, for /readyz. Where they can and we cannot answer them, since the
 * platform refuses the token, it says so and is no reason to be taken out of service.
 */
export function connection(platform: Connected, starting: Pick<StartTroubles, 'why'>): Check {
  return {
    name: platform.name,
    check() {
      const refused = starting.why(platform.name);
      if (platform.isConnected()) return refused === undefined ? { ok: true } : { ok: true, why: refused };
      const why = refused ?? platform.whyNot();
      return { ok: false, why: `not connected to ${platform.title}${why === undefined ? '' : `: ${why}`}` };
    },
  };
}
