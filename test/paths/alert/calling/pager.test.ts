import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { liveStream, sceneWith } from '../../../../sandbox/scene.ts';
import { startPager, type Paged, type Pager } from '../../../fakes/collectors/pager.ts';
import { createAlertStage, type AlertStage } from '../alert-stage.ts';

const MAIN = { domain: 'push.example.com', app: 'live', stream: 'main' };
const SCENE = sceneWith({ streams: [liveStream('push.example.com/live/main')] });
const MINUTE = 60_000;
const ROUTING_KEY = 'R0UTINGKEY0123456789abcdef';
const SECRET = 'a-secret-of-the-webhook-0123456789';
const CARD = /(CRITICAL|RECOVERED) .*main: off air/;

const ALERTS = `graceSeconds: 0
ackMinutes: 10
escalate: night
escalation:
  night:
    levels:
      - { call: [ada] }
      - { afterMinutes: 5, call: ["webhook:pager", "webhook:desk"] }`;

let stage: AlertStage;
let pager: Pager;
let desk: Pager;
beforeEach(async () => {
  [pager, desk] = await Promise.all([startPager(), startPager()]);
  const webhooks = `webhooks:
  pager: { form: pagerduty, url: '${pager.url}', keyEnv: PAGER_KEY }
  desk: { form: json, url: '${desk.url}', keyEnv: DESK_KEY }`;
  const env = { PAGER_KEY: ROUTING_KEY, DESK_KEY: SECRET };
  stage = await createAlertStage(['slack over http', 'discord over http'], SCENE, ALERTS, webhooks, { env });
});
afterEach(async () => {
  await stage.stop();
  await Promise.all([pager.stop(), desk.stop()]);
});

const actions = (taken: readonly Paged[]) =>
  taken.map(({ body }) => String(body['event_action'] ?? body['action']));

/** Off air, and nobody came for so long that the pager is called. */
async function unanswered(): Promise<void> {
  stage.sandbox.cut({ ...MAIN, errcode: 12 });
  await stage.expectMessage(CARD);
  await stage.wait(5 * MINUTE + 2000, 2000);
}

describe('a pager by webhook', () => {
  it('is called when nobody acknowledges, hears that somebody is on it, and that it is over: one key, one each', async () => {
    stage.sandbox.cut({ ...MAIN, errcode: 12 });
    await stage.expectMessage(CARD);
    await stage.wait(4 * MINUTE, 2000);
    expect(pager.asked).toEqual([]);
    await stage.wait(MINUTE + 2000, 2000);
    await stage.until('a trigger', () => pager.taken.length === 1 && desk.taken.length === 1);
    const id = stage.alertId(CARD);
    expect(pager.taken[0]?.body).toMatchObject({
      ...{ routing_key: ROUTING_KEY, event_action: 'trigger', dedup_key: `airdesk-${id}` },
      payload: {
        summary: expect.stringContaining('push.example.com/live/main: off air') as unknown,
        ...{ severity: 'critical', source: 'stream:push.example.com/live/main', class: 'stream.down' },
      },
    });
    const { headers, text, body } = desk.taken[0] ?? { headers: {}, text: '', body: {} };
    expect(body).toMatchObject({ version: 1, action: 'trigger', key: id, severity: 'critical' });
    const signed = `${String(headers['x-airdesk-timestamp'])}.${text}`;
    const signature = createHmac('sha256', SECRET).update(signed).digest('hex');
    expect(headers['x-airdesk-signature']).toBe(`v1=${signature}`);

    await stage.driver.say('lead', `alert ack id:${id}`);
    await stage.until('an acknowledgement', () => pager.taken.length === 2);
    await stage.wait(2 * MINUTE, 5000);
    stage.sandbox.push(MAIN);
    await stage.expectMessage(/RECOVERED .*main: off air/);
    await stage.until('a resolution', () => pager.taken.length === 3 && desk.taken.length === 3);
    await stage.wait(2 * MINUTE, 5000);
    expect(actions(pager.taken)).toEqual(['trigger', 'acknowledge', 'resolve']);
    expect(actions(desk.taken)).toEqual(['trigger', 'acknowledge', 'resolve']);
    expect(new Set(pager.taken.map(({ body: { dedup_key: key } }) => key)).size).toBe(1);
    // No key of ours is on any card.
    expect(stage.shown(new RegExp(`${ROUTING_KEY}|${SECRET}`))).toEqual([]);
  });

  it.each([
    ['429', { status: 429, headers: { 'retry-after': '30' } }],
    ['503', { status: 503 }],
  ])(
    'that answers %s for ten minutes is told after that, once, and people are told meanwhile',
    async (_, answer) => {
      pager.always(answer);
      await unanswered();
      await stage.until('a try', () => pager.asked.length > 0);
      await stage.wait(10 * MINUTE, 5000);
      expect(pager.taken).toEqual([]);
      const tries = pager.asked.length;
      expect(tries).toBeLessThan(40);
      pager.always(undefined);
      await stage.wait(3 * MINUTE, 5000);
      const key = `airdesk-${stage.alertId(CARD)}`;
      const ofStream = pager.taken.filter(({ body }) => body['dedup_key'] === key);
      expect(actions(ofStream)).toEqual(['trigger']);
      // That a critical waited so long is an alert of its own, and over by then.
      expect(actions(pager.taken.filter((one) => !ofStream.includes(one)))).toEqual(['trigger', 'resolve']);
    },
  );

  it('that took it and whose answer was lost is told again under the same key', async () => {
    pager.always('lost');
    await unanswered();
    await stage.until('a try', () => pager.taken.length > 0);
    pager.always(undefined);
    await stage.wait(2 * MINUTE, 5000);
    expect(new Set(actions(pager.taken))).toEqual(new Set(['trigger']));
    expect(new Set(pager.taken.map(({ body: { dedup_key: key } }) => key)).size).toBe(1);
  });

  it('is told once over a restart, and of what ended meanwhile', async () => {
    await unanswered();
    await stage.until('a trigger', () => pager.taken.length === 1);
    await stage.restart();
    await stage.wait(MINUTE, 5000);
    expect(actions(pager.taken)).toEqual(['trigger']);
    pager.always({ status: 503 });
    stage.sandbox.push(MAIN);
    await stage.expectMessage(/RECOVERED .*main: off air/);
    await stage.wait(MINUTE, 5000);
    await stage.restart();
    pager.always(undefined);
    await stage.wait(2 * MINUTE, 5000);
    expect(actions(pager.taken)).toEqual(['trigger', 'resolve']);
  });

  it('that refuses is no reason to try for ever, and people are told', async () => {
    pager.always({ status: 400 });
    await unanswered();
    await stage.wait(2 * MINUTE, 5000);
    expect(pager.asked.length).toBeLessThan(4);
    expect(await stage.ready()).toMatch(/webhook/);
  });

  it('that took it, and whose answer was lost, hears that it is over', async () => {
    pager.always('lost');
    await unanswered();
    await stage.until('a try', () => pager.taken.length > 0);
    stage.sandbox.push(MAIN);
    await stage.expectMessage(/RECOVERED .*main: off air/);
    pager.always(undefined);
    await stage.wait(2 * MINUTE, 5000);
    expect(actions(pager.taken).at(-1)).toBe('resolve');
  });

  it('that answers more than anybody reads has taken it', async () => {
    pager.always({ status: 202, text: 'x'.repeat(10_000_000) });
    await unanswered();
    await stage.wait(5 * MINUTE, 5000);
    expect(actions(pager.taken)).toEqual(['trigger']);
  });

  it('is called anew where an acknowledgement ran out: the incident that somebody was on is ended there first', async () => {
    await unanswered();
    await stage.until('a trigger', () => pager.taken.length === 1);
    await stage.driver.say('lead', `alert ack id:${stage.alertId(CARD)}`);
    await stage.until('an acknowledgement', () => pager.taken.length === 2);
    await stage.wait(11 * MINUTE, 2000);
    // The first level is called, and the pager is not: it is on the second.
    expect(actions(pager.taken)).toEqual(['trigger', 'acknowledge']);
    await stage.wait(5 * MINUTE, 2000);
    await stage.until('a trigger anew', () => pager.taken.length === 4 && desk.taken.length === 3);
    expect(actions(pager.taken)).toEqual(['trigger', 'acknowledge', 'resolve', 'trigger']);
    expect(actions(desk.taken)).toEqual(['trigger', 'acknowledge', 'trigger']);
  });

  it('hears that somebody keeps it quiet', async () => {
    await unanswered();
    await stage.until('a trigger', () => pager.taken.length === 1);
    await stage.driver.say('lead', `alert mute ${stage.alertId(CARD)} until:recovered`);
    await stage.until('an acknowledgement', () => pager.taken.length === 2);
    expect(actions(pager.taken)).toEqual(['trigger', 'acknowledge']);
  });
});
