import type { LiveEvent } from '../../../callback/event.ts';
import type { Alert } from '../../model/alert.ts';
import { openAlert, type Draft } from '../draft.ts';

/** An event that is decided on. */
export interface Told {
  readonly draft: Draft;
  readonly event: LiveEvent;
  /** What it is about; of no name where it names nothing. */
  readonly condition: string;
}

/** The open alert of what an event is about. */
export function alertOf({ draft, event, condition }: Told): Alert | undefined {
  return openAlert(draft, event.account, condition, event.subject);
}
