/** How many messages came to which end. */
interface DeliveryCounts {
  /** Messages, duplicates counted each. */
  sent: number;
  /** Answered with 200. */
  delivered: number;
  /** Tries without such an answer. */
  failedTries: number;
  /** Given up after the last try, or because too many were open. */
  givenUp: number;
}

/** What became of one message. */
interface LoggedDelivery {
  readonly id: string;
  readonly type: number;
  attempts: number;
  state: 'open' | 'delivered' | 'given-up' | 'lost';
}

type Sent = { readonly id: string; readonly type: number };

/** Counts of messages and the last of them, for people and tests. */
export interface DeliveryLog {
  began(sent: Sent): void;
  tried(sent: Sent, answered: boolean): void;
  gaveUp(sent: Sent): void;
  /** A fault kept it from being sent. */
  lost(sent: Sent): void;
  /** In all, by `event_type`, and the last hundred one by one, newest last. */
  summary(): object;
}

const MAX_LISTED = 100;
/** Types that are counted apart; anything can be ordered as a type. */
const MAX_TYPES = 1000;

/** Creates an empty DeliveryLog. */
export function createDeliveryLog(): DeliveryLog {
  const all = noCounts();
  const byType = new Map<number, DeliveryCounts>();
  let listed: LoggedDelivery[] = [];

  function count(type: number, name: keyof DeliveryCounts): void {
    all[name] += 1;
    const known = byType.get(type);
    if (!known && byType.size >= MAX_TYPES) return;
    const own = known ?? noCounts();
    own[name] += 1;
    byType.set(type, own);
  }

  function find(id: string): LoggedDelivery | undefined {
    return listed.findLast((entry) => entry.id === id);
  }

  function list(entry: LoggedDelivery): void {
    if (find(entry.id)) return;
    listed.push(entry);
    if (listed.length > 2 * MAX_LISTED) listed = listed.slice(-MAX_LISTED);
  }

  return {
    began({ id, type }) {
      count(type, 'sent');
      list({ id, type, attempts: 0, state: 'open' });
    },
    tried({ id, type }, answered) {
      count(type, answered ? 'delivered' : 'failedTries');
      const entry = find(id);
      if (!entry) return;
      entry.attempts += 1;
      if (answered) entry.state = 'delivered';
    },
    gaveUp({ id, type }) {
      count(type, 'givenUp');
      const entry = find(id);
      if (entry) entry.state = 'given-up';
    },
    lost: ({ id, type }) => list({ id, type, attempts: 0, state: 'lost' }),
    summary: () => ({
      ...all,
      byType: Object.fromEntries([...byType].map(([type, counts]) => [String(type), { ...counts }])),
      last: listed.slice(-MAX_LISTED).map((entry) => ({ ...entry })),
    }),
  };
}

function noCounts(): DeliveryCounts {
  return { sent: 0, delivered: 0, failedTries: 0, givenUp: 0 };
}
