import * as fc from 'fast-check';
import { OTHERS_DO } from './others.ts';
import { LINES, READS, WRITES } from './commands.ts';
import { HUMANS, ROSTERS } from './people.ts';

const upTo = (max: number) => fc.nat({ max });
const always = <const T>(value: T) => fc.constant(value);
/** Those who may do most are asked for most. */
const colleague = fc.constantFrom(...(['engineer', 'engineer', 'lead', 'lead', 'producer'] as const));
const anybody = fc.constantFrom(...HUMANS);
const place = fc.constantFrom(...(['slack', 'slack', 'discord', 'discord', 'thread'] as const));
const line = fc.constantFrom(...LINES);
/** Where something else happens before this has come to its end: after so many turns of the event loop. */
const turns = fc.constantFrom(undefined, undefined, undefined, 2, 6, 12, 20, 40);
const minutes = (count: number) => count * 60_000;

/** Somebody types a command. */
const ask = fc.record({
  do: always('ask'),
  user: fc.oneof({ weight: 9, arbitrary: colleague }, anybody),
  line,
  place,
  turns,
});
/** Somebody presses a button: of the newest cards (0 the newest), or one that was seen some time. */
const press = fc.record({
  do: always('press'),
  user: fc.oneof({ weight: 7, arbitrary: colleague }, anybody),
  newest: fc.constantFrom(0, 0, 0, 0, 1, 2, 3),
  button: fc.constantFrom(...(['confirm', 'confirm', 'confirm', 'cancel', 'any'] as const)),
  place,
  seen: fc.constantFrom(...(['now', 'now', 'now', 'now', 'some time'] as const)),
  turns,
});
/** Several people press on one card in the same moment, one of them maybe on Cancel. */
const together = fc.record({
  do: always('together'),
  users: fc.array(colleague, { minLength: 2, maxLength: 4 }),
  newest: upTo(2),
  cancels: fc.boolean(),
  turns,
});
/** A platform delivers something again. */
const redeliver = fc.record({ do: always('redeliver'), back: upTo(6), times: fc.constantFrom(1, 1, 2) });
/** Time passes. */
const wait = fc.record({
  do: always('wait'),
  ms: fc.constantFrom(5, 15, 50, 300, 700, 700, 2000, 5000, 30_000, 125_000, minutes(16)),
});
/** Calls to the cloud go wrong. */
const fault = fc.record({
  do: always('fault'),
  kind: fc.constantFrom(
    ...(['error', 'http-500', 'slow', 'drop-connection', 'timeout-after-effect'] as const),
  ),
  on: fc.constantFrom(...WRITES, ...READS, undefined),
  times: fc.constantFrom(1, 1, 2, 3),
});
/** A request to a chat platform goes wrong. */
const chatFault = fc.record({
  do: always('chat fault'),
  on: fc.constantFrom(...(['slack', 'discord'] as const)),
  kind: fc.constantFrom(...(['slow', 'error', 'drop-after-effect', 'rate-limit'] as const)),
});
/** A chat platform answers 503, or is back. */
const outage = fc.record({
  do: always('outage'),
  on: fc.constantFrom(...(['slack', 'discord'] as const)),
  down: fc.constantFrom(true, false, false),
});
/** An operator in the cloud's console, an encoder: somebody who is not Airdesk. */
const others = fc.record({ do: always('others'), what: fc.constantFrom(...OTHERS_DO) });
/** The clock on the wall is set. */
const shift = fc.record({
  do: always('shift'),
  ms: fc.constantFrom(...[-1, 1, -60, 90, -180, 300].map(minutes)),
});
/** Airdesk is stopped and started, maybe with other people in airdesk.yaml. */
const restart = fc.record({
  do: always('restart'),
  roster: fc.oneof({ weight: 2, arbitrary: always(0) }, upTo(ROSTERS.length - 1)),
});
/** kill -9, and the next start on what was on disk in that moment. */
const crash = fc.record({ do: always('crash') });

/** What can happen. */
const happening = fc.oneof(
  { weight: 10, arbitrary: ask },
  { weight: 16, arbitrary: press },
  { weight: 5, arbitrary: together },
  { weight: 2, arbitrary: redeliver },
  { weight: 11, arbitrary: wait },
  { weight: 4, arbitrary: fault },
  { weight: 2, arbitrary: chatFault },
  { weight: 1, arbitrary: outage },
  { weight: 5, arbitrary: others },
  { weight: 1, arbitrary: shift },
  { weight: 1, arbitrary: restart },
  { weight: 2, arbitrary: crash },
);
export type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

const CONFIRM_BY = ['asker', 'permitted', 'permitted', 'another'] as const;

/** The desk and the cloud of one run. */
const setting = fc.record({
  confirmBy: fc.constantFrom(...CONFIRM_BY),
  /** Which channels show what is asked in the other. */
  mirrors: fc.constantFrom(...(['both', 'both', 'slack to discord', 'none'] as const)),
  /** How long after its answer a change of a stream is seen, and how long a task takes, ms. */
  effectDelayMs: fc.constantFrom(0, 0, 400, 1500, 5000),
  taskMs: fc.constantFrom(0, 0, 0, 800),
});
export type Setting = typeof setting extends fc.Arbitrary<infer T> ? T : never;

/** A run: where, and what happens. */
export interface Script {
  readonly setting: Setting;
  readonly happenings: readonly Happening[];
}

/** Runs of about `steps` happenings. */
export function scripts(steps: number): fc.Arbitrary<Script> {
  const many = { minLength: Math.ceil(steps / 2), maxLength: steps, size: 'max' } as const;
  return fc.record({ setting, happenings: fc.array(happening, many) });
}
