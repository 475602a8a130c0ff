import { describe, expect, it } from 'vitest';
import { createReconcile } from '../../../src/alert/self/reconcile.ts';
import { createSenses } from '../../../src/alert/self/senses.ts';
import { openAlertState } from '../../../src/alert/open-alert-state.ts';
import { MOST_KEPT } from '../../../src/alert/retention/most-kept.ts';
import { STREAM_STATES } from '../../../src/alert/model/stream-state.ts';
import type { Check } from '../../../src/alert/model/decision.ts';
import type { Live } from '../../../src/live/live.ts';
import { memoryInbox } from '../../fakes/memory-inbox.ts';
import { memoryStore } from '../../fakes/memory-store.ts';
import { createTestClock } from '../../fakes/test-clock.ts';
import { coreOver } from '../core-over.ts';

const AT = Date.UTC(2026, 2, 1, 19);

/** A cloud with so much on air that its list is never read to the end. */
function endlessCloud(asked: string[]): Live {
  const answers: Record<string, unknown> = {
    DescribeLiveStreamOnlineList: {
      TotalNum: 10_000,
      OnlineInfo: [{ DomainName: 'live.example.com', AppName: 'live', StreamName: 'b', PublishTimeList: [] }],
    },
    DescribeLiveStreamEventList: { TotalNum: 0, EventList: [] },
  };
  return {
    call: async (action: string) => {
      asked.push(action);
      return answers[action] as never;
    },
  };
}

describe('where more is on air than can be listed', () => {
  it('what was on air, and is not among what was listed, is asked about once, what was heard of last in front', async () => {
    const clock = createTestClock();
    const store = memoryStore();
    const states = [
      { id: 'main|stream:live.example.com/live/a', live: ['1'], ended: [], lastAt: AT },
      { id: 'main|stream:live.example.com/live/b', live: ['2'], ended: [], lastAt: AT },
      { id: 'main|stream:live.example.com/live/c', live: ['3'], ended: [], lastAt: AT + 1 },
      { id: 'main|stream:live.example.com/live/d', live: [], ended: ['4'], lastAt: AT },
    ];
    await store.commit(
      states.map((value) => ({ collection: STREAM_STATES, id: value.id, value, expect: 'any' as const })),
    );
    const checks: Check[] = [];
    const asked: string[] = [];
    const alertState = await openAlertState(store, () => undefined, MOST_KEPT);
    const core = coreOver(
      { inbox: memoryInbox(), store, clock, alertState, changed: () => undefined, mostOpen: Infinity },
      { live: () => endlessCloud(asked), check: (more) => void checks.push(...more) },
    );
    const senses = createSenses({ clock, accounts: ['main'], listening: ['main'], floorMs: 3_600_000 });
    const reconcile = createReconcile(core, senses);
    await reconcile.look('main', false, false);
    expect(checks.map(({ subject }) => subject.id)).toEqual([
      'live.example.com/live/c',
      'live.example.com/live/a',
    ]);
    clock.advance(6 * 60_000);
    await reconcile.look('main', false, false);
    expect(checks).toHaveLength(2);
  });
});
