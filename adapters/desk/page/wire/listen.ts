import type { OnAir } from '../../../../src/onair/on-air.ts';
import type { DrawnAlerts } from '../../live-view.ts';
import type { DrawnForm } from '../../render.ts';
import type { RoomMessage } from '../../room.ts';
import { tabId } from './new-id.ts';

/** What the desk has when a page begins to listen: all that it keeps, or what the page missed. */
export interface Sync {
  readonly reset: boolean;
  readonly messages: readonly RoomMessage[];
}

/** Who hears what the desk tells. */
export interface Listener {
  readonly state: (state: 'connecting' | 'connected' | 'reconnecting') => void;
  readonly sync: (sync: Sync) => void;
  readonly message: (message: RoomMessage) => void;
  readonly form: (form: DrawnForm) => void;
  readonly answered: (ask: string) => void;
  readonly onAir: (onAir: OnAir) => void;
  readonly alerts: (alerts: DrawnAlerts) => void;
  readonly refused: () => void;
}

/** Before the desk is asked again where it refused, ms. */
const AGAIN_MS = 2_000;

/**
 * Listens to the desk until the returned function is called. The browser reconnects by itself and says what it saw
 * last; where the desk answers but refuses, `refused` is told.
 */
export function listen(as: string | undefined, listener: Listener): () => void {
  const query = new URLSearchParams({ tab: tabId(), live: 'yes', ...(as !== undefined && { as }) });
  let source: EventSource | undefined;
  let later: ReturnType<typeof setTimeout> | undefined;

  function open(): void {
    const made = new EventSource(`/desk/events?${query.toString()}`);
    source = made;
    const hear = (name: string, take: (data: unknown) => void): void =>
      made.addEventListener(name, (event) => take(JSON.parse((event as MessageEvent<string>).data)));
    made.addEventListener('error', () => {
      listener.state('reconnecting');
      // The browser gives up for good on an answer other than 200: starting, full, or logged out.
      if (made.readyState === EventSource.CLOSED) {
        listener.refused();
        later = setTimeout(open, AGAIN_MS);
      }
    });
    hear('sync', (data) => {
      listener.state('connected');
      listener.sync(data as Sync);
    });
    hear('message', (data) => listener.message(data as RoomMessage));
    hear('form', (data) => listener.form(data as DrawnForm));
    hear('answered', (data) => listener.answered((data as { ask: string }).ask));
    hear('onair', (data) => listener.onAir(data as OnAir));
    hear('alerts', (data) => listener.alerts(data as DrawnAlerts));
  }

  listener.state('connecting');
  open();
  return () => {
    clearTimeout(later);
    source?.close();
  };
}
