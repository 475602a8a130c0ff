import { pane } from '../state/store.ts';
import { kind, seek, type Kind, type Sought } from './lookup.ts';

/** Shows the audit or the alerts of long ago, with what is looked for where that is told. */
export function showRecords(of: Kind, change?: Partial<Sought>): void {
  kind.value = of;
  pane.value = 'records';
  if (location.hash !== `#${of}`) location.hash = `#${of}`;
  if (change) seek({ span: 'all', ...change });
}

/** Back to the desk. */
export function closeRecords(): void {
  pane.value = kind.value === 'history' ? 'alerts' : 'conversation';
  // The address leads there no more, so that it can lead there again.
  if (location.hash === `#${kind.value}`) location.hash = '';
}
