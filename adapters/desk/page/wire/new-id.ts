import { recallHere, rememberHere } from './memory.ts';

/** Random letters and digits. Works without a secure context, where crypto.randomUUID does not. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** This page among all pages of the same person; the same after a reload, so that an open form comes back to it. */
export function tabId(): string {
  const known = recallHere('tab');
  if (known !== undefined && /^[0-9a-f]{32}$/.test(known)) return known;
  const made = newId();
  rememberHere('tab', made);
  return made;
}
