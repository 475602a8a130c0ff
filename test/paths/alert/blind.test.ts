import { afterEach, describe, expect, it } from 'vitest';
import { liveStream, sceneWith } from '../../../sandbox/scene.ts';
import { createAlertStage, type AlertStage } from './alert-stage.ts';
import type { Machine } from '../stage/stage.ts';

const MINUTE_MS = 60_000;
const stream = (name: string) => ({ domain: 'push.example.com', app: 'live', stream: name });
const SCENE = sceneWith({
  streams: ['s0', 's1', 's2'].map((name) => liveStream(`push.example.com/live/${name}`)),
  pulls: [
    {
      id: 'task-1',
      params: {
        SourceType: 'PullLivePushLive',
        SourceUrls: ['rtmp://src.example.com/live/a'],
        DomainName: 'elsewhere.example.org',
        AppName: 'live',
        StreamName: 'fed',
      },
      sinceMs: 3_600_000,
      forMs: 36_000_000,
      tellsAccount: true,
    } as never,
  ],
});

let stage: AlertStage;
afterEach(() => stage.stop());

const open = async (machine: Machine = {}, alerts = 'closeMinutes: 60') => {
  stage = await createAlertStage(['slack over http', 'discord over http'], SCENE, alerts, '', machine);
};
const CRITICAL = (what: string) => new RegExp(`CRITICAL ${what}`);
const OVER = (what: string) => new RegExp(`RECOVERED ${what}`);
const S0 = 'push.example.com/live/s0: off air';

/** Whoever is asked has to say so too: /readyz with what to do, and the metric. */
async function expectBlind(words: RegExp): Promise<void> {
  expect(await stage.ready()).toMatch(words);
  expect(await stage.metric('airdesk_blind')).toBeGreaterThan(0);
}

describe('nobody is blind in silence', () => {
  it('no callbacks are arriving: it is told, what broke meanwhile too, and it is over with the next one', async () => {
    await open();
    await stage.wait(10_000, 1000);
    stage.sandbox.setCallback(undefined);
    stage.sandbox.cut({ ...stream('s0'), errcode: 12 });
    await stage.wait(8 * MINUTE_MS, 1000);
    expect(stage.cards(CRITICAL(S0))).toHaveLength(1);
    expect(stage.cards(CRITICAL('account main: no callbacks are arriving'))).toHaveLength(1);
    expect(stage.cardsThere(CRITICAL('account main: no callbacks are arriving'))).toHaveLength(1);
    await expectBlind(/main: no callbacks are arriving\. Check that the callback address is reachable/);
    stage.sandbox.setCallback(stage.callbacks());
    stage.sandbox.cut({ ...stream('s1'), errcode: 12 });
    await stage.wait(30_000, 1000);
    expect(stage.cards(OVER('account main: no callbacks are arriving'))).toHaveLength(1);
    expect(await stage.metric('airdesk_blind')).toBe(0);
  });

  it('the callback key is wrong: it is told, and the cloud is looked at all the same', async () => {
    await open();
    await stage.wait(5000, 1000);
    stage.sandbox.setCallback({ ...stage.callbacks(), key: 'another-key-of-the-template' });
    stage.sandbox.cut({ ...stream('s0'), errcode: 12 });
    await stage.wait(90_000, 1000);
    expect(stage.cards(CRITICAL(S0))).toHaveLength(1);
    await stage.wait(2 * MINUTE_MS, 1000);
    expect(stage.cards(CRITICAL('account main: callbacks rejected: wrong key'))).toHaveLength(1);
    expect(stage.cards(/no callbacks are arriving/)).toEqual([]);
    await expectBlind(/wrong key\. Give the callback template and Airdesk .* the same key/);
    // The cloud tries each a dozen times with the key that it was signed with.
    await stage.wait(12 * MINUTE_MS, 1000);
    stage.sandbox.setCallback(stage.callbacks());
    stage.sandbox.push(stream('s0'));
    await stage.wait(30_000, 1000);
    expect(stage.cards(OVER('account main: callbacks rejected: wrong key'))).toHaveLength(1);
  });

  it('callbacks cannot be read: it is told with what they are answered, and over when good ones come', async () => {
    await open();
    await stage.wait(5000, 1000);
    const send = () =>
      fetch(stage.callbacks().url, { method: 'POST', body: '{"event_type": 0, "stream_id"' });
    const CANNOT = 'account main: callbacks cannot be accepted';
    for (let n = 0; n < 2; n += 1) {
      expect((await send()).status).toBe(400);
      await stage.wait(MINUTE_MS, 1000);
    }
    expect(stage.cards(/callbacks cannot be accepted/)).toEqual([]);
    expect((await send()).status).toBe(400);
    await stage.wait(MINUTE_MS, 1000);
    const [card, ...others] = stage.cards(new RegExp(`WARNING ${CANNOT}`));
    expect(others).toEqual([]);
    expect(card?.text).toContain('Do: Check the callback address in the console');
    expect(card?.text).toContain('answered: not-json');
    expect(stage.cardsThere(new RegExp(`WARNING ${CANNOT}`))).toHaveLength(1);
    await expectBlind(/main: callbacks cannot be accepted\. Check the callback address/);
    // What is refused does arrive, and what is good is believed meanwhile; only later is it proof that all is well.
    stage.sandbox.cut({ ...stream('s0'), errcode: 12 });
    await stage.wait(30_000, 1000);
    expect(stage.cards(CRITICAL(S0))).toHaveLength(1);
    expect(stage.cards(/no callbacks are arriving/)).toEqual([]);
    expect(stage.cards(OVER(CANNOT))).toEqual([]);
    await stage.wait(3 * MINUTE_MS, 1000);
    stage.sandbox.cut({ ...stream('s1'), errcode: 12 });
    await stage.wait(30_000, 1000);
    expect(stage.cards(OVER(CANNOT))).toHaveLength(1);
    expect(await stage.metric('airdesk_blind')).toBe(0);
  });

  it.each([
    ['ahead', 12],
    ['behind', -12],
    ['ahead', 3],
    ['behind', -3],
  ])('the clock is %s (%s min): it is told, and over when it is set', async (_, minutes) => {
    let ahead = minutes * MINUTE_MS;
    await open({ aheadMs: () => ahead });
    stage.sandbox.cut({ ...stream('s0'), errcode: 12 });
    await stage.wait(90_000, 1000);
    const [card, ...others] = stage.cards(CRITICAL('Airdesk: the clock is wrong'));
    expect(others).toEqual([]);
    expect(card?.text).toMatch(/Fix the clock of the machine Airdesk runs on \(NTP\)/);
    await expectBlind(/the clock is wrong\. Fix the clock/);
    ahead = 0;
    await stage.wait(3 * MINUTE_MS, 1000);
    expect(stage.cards(OVER('Airdesk: the clock is wrong'))).toHaveLength(1);
    // What was hinted at meanwhile is looked at.
    expect(stage.cards(CRITICAL(S0))).toHaveLength(1);
  });

  it('a pull task fails while the cloud answers 500: told within a minute after it answers again', async () => {
    await open();
    await stage.wait(5000, 1000);
    stage.sandbox.fault({ kind: 'http-500', times: 1_000_000 });
    stage.sandbox.pull({ task: 'task-1', broken: true });
    await stage.wait(5 * MINUTE_MS, 1000);
    expect(stage.cards(/pull task task-1/i)).toEqual([]);
    stage.sandbox.clearFaults();
    await stage.wait(MINUTE_MS, 1000);
    expect(stage.cards(/CRITICAL task-1: pull task is failing/)).toHaveLength(1);
  });

  it('the cloud refuses the key: it is told what to do, and over when it takes it', async () => {
    await open();
    await stage.wait(5000, 1000);
    stage.sandbox.fault({ kind: 'error', code: 'AuthFailure.SecretIdNotFound', times: 1_000_000 });
    stage.sandbox.cut({ ...stream('s0'), errcode: 12 });
    await stage.wait(2 * MINUTE_MS, 1000);
    expect(stage.cards(CRITICAL('account main: the cloud refuses the key'))).toHaveLength(1);
    await expectBlind(/main: the cloud refuses the key\. Check in the console whether the account’s key/);
    stage.sandbox.clearFaults();
    await stage.wait(2 * MINUTE_MS, 1000);
    expect(stage.cards(OVER('account main: the cloud refuses the key'))).toHaveLength(1);
  });

  it('the disk is full: told once from memory, acknowledging says so, and all goes on when there is room', async () => {
    let isFull = false;
    await open({
      boundary(step) {
        if (isFull && /^(store|inbox)\./.test(step))
          throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
      },
    });
    stage.sandbox.cut({ ...stream('s0'), errcode: 12 });
    await stage.wait(15_000, 1000);
    const [card] = stage.cards(CRITICAL(S0));
    if (!card) throw new Error('s0 is not told');
    isFull = true;
    stage.sandbox.cut({ ...stream('s1'), errcode: 12 });
    await stage.wait(5 * MINUTE_MS, 1000);
    expect(stage.cards(CRITICAL('Airdesk: the data folder cannot be written'))).toHaveLength(1);
    expect(stage.cardsThere(CRITICAL('Airdesk: the data folder cannot be written'))).toHaveLength(1);
    expect(await stage.ready()).toMatch(/^503 .*the data folder cannot be written\. Free space on the disk/);
    await stage.driver.press('lead', card, 'Acknowledge');
    await stage.wait(5000, 500);
    expect(stage.cards(/s0.* acknowledged by/)).toEqual([]);
    expect(stage.shown(/It was not kept: the data folder cannot be written/)).toHaveLength(1);
    isFull = false;
    await stage.wait(2 * MINUTE_MS, 1000);
    expect(stage.cards(OVER('Airdesk: the data folder cannot be written'))).toHaveLength(1);
    expect(stage.cards(CRITICAL('push.example.com/live/s1: off air'))).toHaveLength(1);
    expect(await stage.ready()).toMatch(/^200/);
  });
});
