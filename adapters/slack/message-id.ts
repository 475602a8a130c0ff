/** Which message: `ts` is Slack's id; `onlyFor` is set for an ephemeral one, which cannot be edited. */
export interface MessageId {
  readonly ts: string;
  readonly onlyFor?: string;
}

const EPHEMERAL = 'ephemeral:';

/**
 * A message's id as MessageRef carries it. Ephemeral messages keep their only reader in it, so that an edit can never
 * put into the channel what one person was told.
 */
export function encodeMessageId({ ts, onlyFor }: MessageId): string {
  return onlyFor === undefined ? ts : `${EPHEMERAL}${onlyFor}:${ts}`;
}

/** Reads an id back. */
export function decodeMessageId(id: string): MessageId {
  if (!id.startsWith(EPHEMERAL)) return { ts: id };
  const [onlyFor = '', ts = ''] = id.slice(EPHEMERAL.length).split(':');
  return { ts, onlyFor };
}
