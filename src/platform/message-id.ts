/** Which message: `id` is the platform's; `onlyFor` is set for an ephemeral one, which cannot be edited like the others. */
export interface MessageId {
  readonly id: string;
  readonly onlyFor?: string;
}

const EPHEMERAL = 'ephemeral:';

/**
 * A message's id as MessageRef carries it. Ephemeral messages keep their only reader in it, so that an edit can never
 * put into the channel what one person was told. Ids of messages and of people hold no colon.
 */
export function encodeMessageId({ id, onlyFor }: MessageId): string {
  return onlyFor === undefined ? id : `${EPHEMERAL}${onlyFor}:${id}`;
}

/** Reads an id back. */
export function decodeMessageId(text: string): MessageId {
  if (!text.startsWith(EPHEMERAL)) return { id: text };
  const [onlyFor = '', id = ''] = text.slice(EPHEMERAL.length).split(':');
  return { id, onlyFor };
}
