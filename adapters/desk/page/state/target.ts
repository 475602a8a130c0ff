import { signal } from '@preact/signals';
import { kind } from '../records/lookup.ts';
import { pane } from './store.ts';

/** What the address points at: `stream/…`, `alert/…`, `card/…`, `asked/…`, `audit`, `history`. */
export const target = signal('');

/** Follows the address from now on. */
export function followAddress(): void {
  const read = (): void => {
    target.value = decodeURI(location.hash.slice(1));
    const [to = ''] = target.value.split('/');
    if (to === 'stream') pane.value = 'onair';
    if (to === 'alert') pane.value = 'alerts';
    if (to === 'card' || to === 'asked') pane.value = 'conversation';
    if (to === 'audit' || to === 'history') {
      kind.value = to;
      pane.value = 'records';
    }
  };
  window.addEventListener('hashchange', read);
  read();
}
