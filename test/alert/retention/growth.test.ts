import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { openAlertState } from '../../../src/alert/open-alert-state.ts';
import { createProcessing } from '../../../src/alert/process-inbox.ts';
import { startHousekeeping } from '../../../src/alert/retention/housekeeping.ts';
import type { Received } from '../../../src/callback/event.ts';
import type { Store } from '../../../src/store/store.ts';
import { memoryInbox } from '../../fakes/memory-inbox.ts';
import { memoryStore } from '../../fakes/memory-store.ts';
import { createTestClock, type TestClock } from '../../fakes/test-clock.ts';
import { coreOver } from '../core-over.ts';

const KEPT = { ended: 60, endedBytes: 2 ** 40, streams: 80 };
const MOST_OPEN = 100;
/** Shows a second, each under a name of its own. */
const TOGETHER = 40;
/** Long enough for the looks at what is open, which come every 30 s. */
const SECONDS = 70;
/** When it is counted: after a tenth, before the first such look, and at the end. */
const COUNTED = [7, 28, SECONDS];

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** What is in memory and on disk, counted. */
interface Count {
  /** Alerts that anything still holds, in whatever version. */
  readonly held: number;
  readonly sizes: Readonly<Record<string, number>>;
  /** Documents, and the characters of them. */
  readonly documents: number;
  readonly written: number;
}

interface Rig {
  readonly clock: TestClock;
  readonly store: Store;
  /** So many shows that begin and end, and a second. */
  readonly pass: (shows: number) => Promise<void>;
  readonly count: () => Promise<Count>;
}

async function rig(): Promise<Rig> {
  const [clock, store, inbox] = [createTestClock(), memoryStore(), memoryInbox()];
  const alertState = await openAlertState(store, undefined, KEPT);
  let held = 0;
  const gone = new FinalizationRegistry<undefined>(() => void (held -= 1));
  const core = coreOver({
    ...{ inbox, store, clock, alertState, mostOpen: MOST_OPEN },
    changed(alerts) {
      held += alerts.length;
      for (const alert of alerts) gone.register(alert, undefined);
      processing.wake();
    },
  });
  const processing = createProcessing(core);
  await processing.start();
  startHousekeeping(core);
  let shows = 0;

  return {
    clock,
    store,
    async pass(count) {
      for (let n = 0; n < count; n++) {
        shows += 1;
        for (const type of [1, 0]) await inbox.append(told(shows, type, clock.now()));
      }
      while (processing.backlog() > 0) await turn();
      clock.advance(1000);
      await turn();
    },
    async count() {
      // What is gone is told of in a later turn, on a busy machine in a much later one: until nothing more is told of.
      for (let quiet = 0, rounds = 0; quiet < 3 && rounds < 50; rounds++) {
        const before = held;
        collectGarbage();
        for (let n = 0; n < 5; n++) await turn();
        quiet = held === before ? quiet + 1 : 0;
      }
      const docs = (await Promise.all(['alerts', 'stream-states'].map((name) => store.list(name)))).flat();
      const written = docs.reduce((sum, doc) => sum + JSON.stringify(doc).length, 0);
      return { held, sizes: alertState.sizes(), documents: docs.length, written };
    },
  };
}

function told(show: number, type: number, at: number): Received {
  const end = { errcode: 1, errmsg: 'recv rtmp deleteStream', push_duration: '1000' };
  const message = {
    event_type: type,
    app: 'push.example.com',
    appname: 'live',
    stream_id: `show-${show}`,
    sequence: String(show),
    event_time: at / 1000,
    ...(type === 0 ? end : { errcode: 0 }),
  };
  return { at, account: 'main', trust: 'signed', message };
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

it('holds no more after nearly three thousand one-off names than after a tenth of them, in memory and on disk', async () => {
  const { pass, count } = await rig();
  const counts: Count[] = [];
  for (let second = 1; second <= SECONDS; second++) {
    await pass(TOGETHER);
    if (COUNTED.includes(second)) counts.push(await count());
  }
  const [first, last] = [counts[0], counts.at(-1)];
  if (!first || !last) throw new Error('nothing was counted');
  expect(last.sizes['ended']).toBe(KEPT.ended);
  expect(last.sizes['streams']).toBe(KEPT.streams);
  for (const each of counts) {
    // Each once, in its newest version: what is over, and what is open.
    expect(each.held).toBeLessThanOrEqual((each.sizes['alerts'] ?? 0) + TOGETHER);
    expect(each.sizes).toEqual(first.sizes);
    expect(each.documents).toBe(first.documents);
    expect(each.written / first.written).toBeLessThan(1.02);
  }
});
