import type { Clock } from '../../clock.ts';
import { OVERLAP_MS } from '../../config/secret-files.ts';
import type { Credentials } from '../sign.ts';

/** The keys of one account, which can be exchanged. */
export interface Keyring {
  keys(): Promise<Credentials>;
  /** They may have been exchanged. */
  lookAgain(): void;
  /** A call ended with this code, `ok` where the cloud took it. */
  called(code: string): void;
}

/** What the cloud says of a key that it does not know, or not any more. */
const KEY_REFUSED = /^AuthFailure\.(SecretIdNotFound|SignatureFailure|TokenFailure|InvalidSecretId)/;

/**
 * Keeps the former key beside a new one, until the cloud has taken the new one or ten minutes have passed. Where the cloud
 * refuses the new one before, calls go on with the former, and `onRefused` is told.
 */
export function createKeyring(
  look: () => () => Promise<Credentials>,
  clock: Clock,
  onRefused: () => void,
): Keyring {
  let present = look();
  let former: { readonly keys: () => Promise<Credentials>; readonly until: number } | undefined;
  let last: Credentials | undefined;
  let isRefused = false;

  return {
    async keys() {
      if (former && former.until <= clock.passed()) {
        former = undefined;
        isRefused = false;
      }
      if (former && isRefused) return former.keys();
      const found = await present();
      last = found;
      return found;
    },
    lookAgain() {
      const kept = last;
      // A former one that works is kept, not a new one that did not.
      if (kept && !isRefused) former = { keys: async () => kept, until: clock.passed() + OVERLAP_MS };
      isRefused = false;
      present = look();
    },
    called(code) {
      if (!former) return;
      if (code === 'ok' && !isRefused) former = undefined;
      else if (KEY_REFUSED.test(code) && !isRefused) {
        isRefused = true;
        onRefused();
      }
    },
  };
}
