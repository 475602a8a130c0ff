/** Every so-manyth call of a kind is answered with 429, until further notice. */
export interface InTurn {
  /** The kind of call, by the name it has among the fake's calls. Every kind where left out. */
  readonly call?: string;
  /** 2: the second, the fourth and so on of the calls of that kind, each kind counted by itself. */
  readonly every: number;
  /** Seconds. Default 1. */
  readonly retryAfter?: number;
}

/** Whose turn it is for a 429. */
export interface Turns {
  /** From now on; undefined: nobody's. */
  readonly set: (rule: InTurn | undefined) => void;
  /** Counts a call. Seconds to wait, where its turn for a 429 has come. */
  readonly take: (call: string) => number | undefined;
}

/** Nobody's turn, until a rule is set. */
export function createTurns(): Turns {
  const counts = new Map<string, number>();
  let rule: InTurn | undefined;
  return {
    set: (next) => {
      rule = next;
    },
    take: (call) => {
      if (!rule || (rule.call ?? call) !== call) return undefined;
      const count = (counts.get(call) ?? 0) + 1;
      counts.set(call, count);
      return count % rule.every === 0 ? (rule.retryAfter ?? 1) : undefined;
    },
  };
}
