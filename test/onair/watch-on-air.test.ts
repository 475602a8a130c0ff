import { describe, expect, it } from 'vitest';
import { demoConfig } from '../../src/config/defaults.ts';
import { LiveError } from '../../src/live/live-error.ts';
import type { Live } from '../../src/live/live.ts';
import { createOnAirWatch } from '../../src/onair/watch-on-air.ts';
import type { OnAir } from '../../src/onair/on-air.ts';
import { PLATFORMS } from '../../src/start/platforms.ts';
import { logOf } from '../fakes/logs.ts';
import { createTestClock } from '../fakes/test-clock.ts';

const settled = () => new Promise((resolve) => setImmediate(resolve));

const down = () =>
  new LiveError('down', {
    ...{ code: 'InternalError', action: 'x', outcome: 'refused' },
    hint: { en: 'Try again.', zh: '请重试。' },
  });

/** A cloud with one stream on air; `calls` counts what was asked of it. */
function watched() {
  const clock = createTestClock();
  const calls: string[] = [];
  const cloud = { isDown: false };
  const answers: Readonly<Record<string, unknown>> = {
    DescribeLiveStreamOnlineList: {
      TotalNum: 1,
      OnlineInfo: [
        { DomainName: 'push.example.com', AppName: 'live', StreamName: 'main', PublishTimeList: [] },
      ],
    },
    DescribeBackupStreamList: { StreamInfoList: [] },
    DescribeLiveStreamPushInfoList: { DataInfoList: [], TotalNum: 0 },
    DescribeStreamPlayInfoList: { DataInfoList: [] },
  };
  const live: Live = {
    call: async (action) => {
      calls.push(action);
      if (cloud.isDown) throw down();
      return answers[action] as never;
    },
  };
  const watch = createOnAirWatch({
    ...{ clock, log: logOf([]), accounts: ['main'], readCasters: async () => (calls.push('casters'), []) },
    readerOf: (account) => ({ account, live, config: demoConfig(PLATFORMS), now: () => clock.now() }),
  });
  const pass = async (ms: number): Promise<void> => {
    clock.advance(ms);
    for (let turn = 0; turn < 10; turn++) await settled();
  };
  const looks = () => calls.filter((action) => action === 'DescribeLiveStreamOnlineList').length;
  return { watch, pass, looks, calls, cloud };
}

describe('what is on air is looked at', () => {
  it('only while somebody watches, once for all of them, and soon after something was done', async () => {
    const { watch, pass, looks, calls } = watched();
    await pass(60_000);
    expect(calls).toEqual([]);

    const seen: OnAir[][] = [[], []];
    const stops = seen.map((into) => watch.watch((onAir) => into.push(onAir)));
    await pass(0);
    expect([looks(), seen[0]?.length, seen[1]?.length]).toEqual([1, 1, 1]);
    await pass(10_000);
    expect(looks()).toBe(2);
    await pass(2_000);
    watch.soon();
    await pass(400);
    expect(looks()).toBe(3);

    stops[0]?.();
    await pass(10_000);
    expect([looks(), seen[0]?.length, seen[1]?.length]).toEqual([4, 3, 4]);
    stops[1]?.();
    watch.soon();
    await pass(120_000);
    expect(looks()).toBe(4);
    expect(watch.now()).toEqual([]);
  });

  it('casters more rarely, but soon after one of them was changed', async () => {
    const { watch, pass, calls } = watched();
    const casters = () => calls.filter((call) => call === 'casters').length;
    watch.watch(() => undefined);
    await pass(0);
    await pass(10_000);
    watch.soon();
    await pass(1_500);
    expect(casters()).toBe(1);
    watch.soon('casters');
    await pass(1_500);
    expect(casters()).toBe(2);
  });

  it('no faster than it bears, however much happens', async () => {
    const { watch, pass, looks } = watched();
    watch.watch(() => undefined);
    await pass(0);
    for (let each = 0; each < 30; each++) {
      watch.soon();
      await pass(100);
    }
    expect(looks()).toBeLessThanOrEqual(4);
  });

  it('and shows what was seen last, and since when, while the cloud does not tell', async () => {
    const { watch, pass, cloud } = watched();
    const seen: OnAir[] = [];
    watch.watch((onAir) => seen.push(onAir));
    await pass(0);
    cloud.isDown = true;
    await pass(10_000);
    await pass(10_000);
    const [first, , last] = seen;
    expect(first?.trouble).toBeUndefined();
    expect(last).toMatchObject({ trouble: { since: first?.at }, streams: [{ label: 'main' }] });
  });
});
