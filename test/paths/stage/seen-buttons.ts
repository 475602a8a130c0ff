import type { SeenMessage } from './driver.ts';

type Version = Pick<SeenMessage, 'id' | 'edits'>;

/** What people saw to press. The card may have changed since it was looked at; the thumb hits what was seen. */
export interface SeenButtons {
  /** A message was looked at, with these on it. */
  see(message: Version, buttons: readonly { readonly id: string; readonly label: string }[]): void;
  /** The id of the button with this label on the message as it was seen. */
  idOf(message: Version, label: string): string | undefined;
}

/** Nothing was seen yet. */
export function createSeenButtons(): SeenButtons {
  const ids = new Map<string, string>();
  const keyOf = ({ id, edits }: Version, label: string) => `${id}/${edits}/${label}`;
  return {
    see: (message, buttons) => {
      for (const { id, label } of buttons) ids.set(keyOf(message, label), id);
    },
    idOf: (message, label) => ids.get(keyOf(message, label)),
  };
}
