import { afterEach, describe, expect, it } from 'vitest';
import { liveStream, sceneWith } from '../../../sandbox/scene.ts';
import { createAlertStage, type AlertStage } from '../alert/alert-stage.ts';

/** What users of other tools that alert have reported; each is named by its public report. */

const MINUTE_MS = 60_000;
const BOTH = ['slack over http', 'discord over http'] as const;
const MAIN = { domain: 'push.example.com', app: 'live', stream: 'main' };
const NAMES = ['main', 't1', 't2', 't3', 't4', 't5'];
const SCENE = sceneWith({ streams: NAMES.map((name) => liveStream(`push.example.com/live/${name}`)) });
const CALLS = `graceSeconds: 0
rules:
  - { name: all, match: { type: [stream.down] }, mention: [lin] }`;
const OFF_AIR = /CRITICAL push\.example\.com\/live\/main: off air/;
const BACK = /RECOVERED push\.example\.com\/live\/main: off air/;
const MANY = /CRITICAL domain push\.example\.com: many failures at once/;
const MANY_BACK = /RECOVERED domain push\.example\.com: many failures at once/;

let stage: AlertStage;
afterEach(() => stage.stop());

const open = async (more = '', alerts = CALLS) => {
  stage = await createAlertStage(BOTH, SCENE, alerts, more);
};
const cut = (name: string) => stage.sandbox.cut({ ...MAIN, stream: name, errcode: 12 });
const push = (name: string) => stage.sandbox.push({ ...MAIN, stream: name });
const called = () => stage.cards(/live|domain/).flatMap(({ notified }) => notified).length;
const posts = () => stage.sent('slack').filter(({ kind }) => kind === 'post').length;
const card = () => {
  const [found] = stage.cards(/live\/main: off air/);
  if (!found) throw new Error('no card');
  return found;
};

describe('kept quiet', () => {
  it('prometheus/alertmanager#226, #2805: muted, it recovers meanwhile: the card says so', async () => {
    await open();
    cut('main');
    await stage.driver.press('lead', await stage.expectMessage(OFF_AIR), 'Mute 15 min');
    await stage.wait(5 * MINUTE_MS, 1000);
    push('main');
    await stage.expectMessage(BACK);
    await stage.seenThere(BACK);
  });

  it('prometheus/alertmanager#2496: quiet when it would be told first, it is told at once when that ends', async () => {
    await open();
    await stage.driver.say('lead', 'mute add push.example.com/live/main 5m why:test');
    await stage.expectMessage(/Muted: /);
    cut('main');
    await stage.wait(4 * MINUTE_MS, 1000);
    expect(stage.cards(/live\/main: off air/)).toEqual([]);
    await stage.wait(70_000, 1000);
    expect(stage.cards(OFF_AIR)).toHaveLength(1);
    expect(called()).toBe(1);
  });

  it('prometheus/alertmanager#1057: muted until it recovers, the next time is told with its people', async () => {
    await open();
    cut('main');
    await stage.driver.press('lead', await stage.expectMessage(OFF_AIR), 'Mute until recovered');
    await stage.wait(MINUTE_MS, 1000);
    push('main');
    await stage.expectMessage(BACK);
    await stage.wait(15 * MINUTE_MS, 5000);
    cut('main');
    await stage.expectMessage(OFF_AIR);
    expect(called()).toBe(2);
  });

  it('louislam/uptime-kuma#7148, #2846: off air before a mute of its pattern and after it: no second card', async () => {
    await open();
    cut('main');
    await stage.expectMessage(OFF_AIR);
    await stage.driver.say('lead', 'mute add push.example.com/live/* 5m why:maintenance');
    await stage.expectMessage(/Muted: /);
    await stage.wait(7 * MINUTE_MS, 1000);
    expect(stage.cards(OFF_AIR)).toHaveLength(1);
    expect(stage.cards(/live\/main: off air/)).toHaveLength(1);
  });

  it('louislam/uptime-kuma#4004: off air before a mute of its pattern, back within it: it is told', async () => {
    await open();
    cut('main');
    await stage.expectMessage(OFF_AIR);
    await stage.driver.say('lead', 'mute add push.example.com/live/* 5m why:maintenance');
    await stage.expectMessage(/Muted: /);
    await stage.wait(MINUTE_MS, 1000);
    push('main');
    await stage.expectMessage(BACK);
    await stage.wait(7 * MINUTE_MS, 1000);
    expect(stage.cards(BACK)).toHaveLength(1);
  });
});

describe('that comes and goes', () => {
  const turns = async (count: number, eachMs: number) => {
    for (let turn = 0; turn < count; turn += 1) {
      cut('main');
      await stage.wait(eachMs, 1000);
      push('main');
      await stage.wait(eachMs, 1000);
    }
  };

  it('Icinga/icinga2#3303: one card, one call, however often; elastic/kibana#218879: then it recovers', async () => {
    await open();
    await turns(10, 10_000);
    expect(stage.cards(/CRITICAL .*main: off air · flapping/)).toHaveLength(1);
    expect(called()).toBe(1);
    expect(posts()).toBe(1);
    await stage.wait(4 * MINUTE_MS, 1000);
    expect(stage.cards(BACK)).toHaveLength(1);
  });

  it('NagiosEnterprises/nagioscore#186: acknowledged, it goes on flapping: nobody is called again', async () => {
    await open();
    await turns(3, 10_000);
    await stage.driver.press('lead', card(), 'Acknowledge');
    await turns(6, 10_000);
    expect(called()).toBe(1);
    expect(posts()).toBe(1);
    expect(card().text).toMatch(/acknowledged by/i);
  });

  it('prometheus/alertmanager#1063, #2398: off air for five minutes, on air for five: told each time, and each end', async () => {
    await open();
    for (let turn = 1; turn <= 3; turn += 1) {
      cut('main');
      await stage.wait(5 * MINUTE_MS, 5000);
      expect(stage.cards(OFF_AIR).length).toBe(1);
      push('main');
      await stage.wait(5 * MINUTE_MS, 5000);
      expect(stage.cards(OFF_AIR)).toEqual([]);
    }
    const threads = stage.cards(BACK).flatMap((each) => stage.driver.thread(each));
    expect(threads.join('\n').match(/recovered/gi)?.length ?? 0).toBeGreaterThanOrEqual(3);
  });
});

describe('many at once', () => {
  const crowd = async () => {
    for (const name of NAMES.slice(0, 5)) {
      cut(name);
      await stage.wait(400, 200);
    }
    return stage.expectMessage(MANY);
  };

  it('prometheus/alertmanager#1399, #1195: one of them recovers: it is seen, and nobody is called for it', async () => {
    await open();
    await crowd();
    await stage.wait(20_000, 1000);
    const before = [posts(), called()];
    push('t1');
    await stage.wait(MINUTE_MS, 1000);
    expect(stage.cards(/4 of 5 still off air/)).toHaveLength(1);
    expect([posts(), called()]).toEqual(before);
  });

  it('prometheus/alertmanager#1510: all of them recover: told within a minute', async () => {
    await open();
    await crowd();
    await stage.wait(20_000, 1000);
    for (const name of NAMES.slice(0, 5)) push(name);
    // Within the minute after which a channel may be written to again.
    await stage.wait(MINUTE_MS, 1000);
    expect(stage.cards(MANY_BACK)).toHaveLength(1);
    expect(stage.cards(/CRITICAL/)).toEqual([]);
  });
});

describe('worked on', () => {
  it('grafana/oncall#3161: acknowledged in the moment in which it recovers, it stays recovered', async () => {
    await open();
    cut('main');
    const found = await stage.expectMessage(OFF_AIR);
    push('main');
    await stage.driver.press('lead', found, 'Acknowledge');
    await stage.wait(30_000, 1000);
    expect(stage.cards(BACK)).toHaveLength(1);
    expect(stage.cards(OFF_AIR)).toEqual([]);
  });

  it('grafana/oncall#1834: acknowledged, it can be muted as well, and stays acknowledged', async () => {
    await open();
    cut('main');
    const found = await stage.expectMessage(OFF_AIR);
    await stage.driver.press('lead', found, 'Acknowledge');
    const taken = await stage.expectUpdate(found, /acknowledged by/i);
    await stage.driver.press('lead', taken, 'Mute 15 min');
    const both = await stage.expectUpdate(taken, /muted until/i);
    expect(both.text).toMatch(/acknowledged/i);
  });

  it('alerta/alerta#416: closed after it recovered, it is not told again hours later', async () => {
    await open();
    cut('main');
    await stage.expectMessage(OFF_AIR);
    push('main');
    await stage.expectMessage(BACK);
    await stage.wait(5 * 60 * MINUTE_MS, MINUTE_MS);
    const before = posts();
    await stage.restart();
    stage.sandbox.event({ type: 1, stream: MAIN });
    await stage.wait(20 * MINUTE_MS, 5000);
    expect(posts()).toBe(before);
  });

  it('louislam/uptime-kuma#4085: off air over a restart: the same card, no second call', async () => {
    await open();
    cut('main');
    await stage.expectMessage(OFF_AIR);
    await stage.wait(MINUTE_MS, 1000);
    await stage.restart();
    await stage.wait(5 * MINUTE_MS, 1000);
    expect(stage.cards(/live\/main: off air/)).toHaveLength(1);
    expect(called()).toBe(1);
  });
});
