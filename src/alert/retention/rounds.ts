/** Goes through many in turn, a few at a time. */
export interface Rounds {
  /** The next ids of this round, up to its end; where it has ended, those of a new one. Whoever has enough may leave off. */
  next(): Iterable<string>;
}

/**
 * Creates it. A round is over those that `list` gives when it begins; some may have gone by the time of their turn. Only
 * their ids are held: an iterator that waits in a Map would keep alive everything that was in it since.
 */
export function createRounds(list: () => readonly string[]): Rounds {
  let round: readonly string[] = [];
  let place = 0;
  return {
    *next() {
      if (place >= round.length) {
        round = list();
        place = 0;
      }
      for (let id = round[place]; id !== undefined; id = round[place]) {
        place += 1;
        yield id;
      }
    },
  };
}
