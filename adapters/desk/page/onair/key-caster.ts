import { signal } from '@preact/signals';

/** The caster that was touched last, or has the focus: the digits are for it. By account and id; empty where none was. */
export const touchedCaster = signal('');

/** How a caster is called here. */
export function casterKey(account: string, id: string): string {
  return `${account} ${id}`;
}

/** Which of the casters that are shown the digits are for. Of several none before one was touched: nobody cuts on another than they mean. */
export function keyCaster(shown: readonly string[], touched: string): string | undefined {
  return shown.includes(touched) ? touched : shown.length === 1 ? shown[0] : undefined;
}
