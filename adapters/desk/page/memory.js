/** What this browser remembers between visits. Storage may be forbidden; then nothing is kept. */

/** @param {'person' | 'language' | 'welcomed'} key */
export function recall(key) {
  try {
    return localStorage.getItem(`airdesk.${key}`) ?? undefined;
  } catch {
    return undefined;
  }
}

/** @param {'person' | 'language' | 'welcomed'} key @param {string} value */
export function remember(key, value) {
  try {
    localStorage.setItem(`airdesk.${key}`, value);
  } catch {
    // Asked again next time.
  }
}
