import { median } from './statistics.ts';

/** How often the work is done meanwhile, ms. */
const EVERY_MS = 500;
/** Documents a time: some 10 ms of work. */
const DOCUMENTS = 300;
/** Documents that are kept: some 40 MB, so that memory and the collection of garbage are part of the work. */
const KEPT = 6000;

/** The same work each time: what Airdesk does most with a callback, which is to read and write JSON, and to keep it. */
const DOCUMENT = JSON.stringify(
  Array.from({ length: 40 }, (_, index) => ({
    stream: `stream-${index}`,
    at: 1_790_000_000 + index,
    code: 'x',
  })),
);

/** A yardstick that is at work while something else is measured. */
export interface Yardstick {
  /** The median CPU time of the work meanwhile, µs; what the machine gives for a µs changes with what else its host does. */
  stop(): number;
}

/** Lays the yardstick beside what is measured, in a process of another. Costs this process 2 % of a CPU. */
export function startYardstick(): Yardstick {
  const took: number[] = [];
  const timer = setInterval(() => took.push(work()), EVERY_MS);
  return {
    stop: () => {
      clearInterval(timer);
      return median(took);
    },
  };
}

const kept: unknown[] = Array.from({ length: KEPT }, () => JSON.parse(DOCUMENT) as unknown);
let place = 0;

function work(): number {
  const before = process.cpuUsage();
  for (let index = 0; index < DOCUMENTS; index += 1) {
    place = (place + 1) % KEPT;
    kept[place] = JSON.parse(JSON.stringify(kept[(place * 7) % KEPT]));
  }
  const { user, system } = process.cpuUsage(before);
  return user + system;
}
