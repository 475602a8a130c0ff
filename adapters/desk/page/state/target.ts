import { signal } from '@preact/signals';
import { pane } from './store.ts';

/** What the address points at: `stream/…`, `alert/…`, `card/…`. */
export const target = signal('');

/** Follows the address from now on. */
export function followAddress(): void {
  const read = (): void => {
    target.value = decodeURI(location.hash.slice(1));
    const [kind = ''] = target.value.split('/');
    if (kind === 'stream') pane.value = 'onair';
    if (kind === 'alert') pane.value = 'alerts';
    if (kind === 'card') pane.value = 'conversation';
  };
  window.addEventListener('hashchange', read);
  read();
}
