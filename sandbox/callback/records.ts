/** One try of one message. Times in ms UTC. */
export interface CallbackRecord {
  readonly at: number;
  readonly answeredAt: number;
  /** Its `event_type`. */
  readonly type: number;
  /** What was posted, cut off where it is long. */
  readonly request: string;
  /** The HTTP status of the answer, 0 for none. */
  readonly status: number;
  /** The stream that the message names; empty for none. */
  readonly stream: string;
}

/** The last tries, for the account's own look at them. */
export interface CallbackRecords {
  add(record: Omit<CallbackRecord, 'stream'>): void;
  /** Oldest first. */
  list(): readonly CallbackRecord[];
}

const MAX_RECORDS = 5000;
const MAX_REQUEST = 2000;

/** Creates an empty list of at most 5,000 tries, the oldest out first. */
export function createCallbackRecords(): CallbackRecords {
  let records: CallbackRecord[] = [];
  return {
    add(record) {
      const stream = /"stream_(?:id|name)":"([^"]{1,256})"/.exec(record.request)?.[1] ?? '';
      records.push({ ...record, request: record.request.slice(0, MAX_REQUEST), stream });
      if (records.length > MAX_RECORDS) records = records.slice(-MAX_RECORDS / 2);
    },
    list: () => records,
  };
}
