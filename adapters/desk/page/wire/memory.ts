/** What this browser remembers between visits, and this tab over a reload. Storage may be forbidden; then nothing is kept. */

type Lasting = 'person' | 'language' | 'welcomed' | 'sound' | 'sort' | 'pane';
type OfTab = 'tab' | 'draft' | 'history' | 'form';

/** What was remembered. */
export function recall(key: Lasting): string | undefined {
  return read(() => localStorage, key);
}

/** Remembers between visits. */
export function remember(key: Lasting, value: string): void {
  write(() => localStorage, key, value);
}

/** What this tab knew before it was loaded again. */
export function recallHere(key: OfTab): string | undefined {
  return read(() => sessionStorage, key);
}

/** Remembers while this tab is open. */
export function rememberHere(key: OfTab, value: string): void {
  write(() => sessionStorage, key, value);
}

function read(storage: () => Storage, key: string): string | undefined {
  try {
    return storage().getItem(`airdesk.${key}`) ?? undefined;
  } catch {
    return undefined;
  }
}

function write(storage: () => Storage, key: string, value: string): void {
  try {
    storage().setItem(`airdesk.${key}`, value);
  } catch {
    // Full or forbidden: it lasts as long as the page.
  }
}
