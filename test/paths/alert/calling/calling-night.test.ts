import { afterEach, describe, expect, it } from 'vitest';
import { liveStream, sceneWith } from '../../../../sandbox/scene.ts';
import { userId } from '../../stage/driver.ts';
import { channelKey, createAlertStage, type AlertStage } from '../alert-stage.ts';

const BOTH = ['slack over http', 'discord over http'] as const;
const MINUTE = 60_000;
const NAMES = ['main', 'cam1', 'cam2', 'cam3', 'cam4', 'cam5'];
const SCENE = sceneWith({ streams: NAMES.map((name) => liveStream(`push.example.com/live/${name}`)) });
const CALL = /^[^\n]{0,4}(?:Call|Still failing|Mute over|Assigned to you)[: ]/;

/** It is 20:00: ada has the duty of the room, and at 20:30 lin. */
const ROOM = `oncall:
  rotations:
    room:
      layers: [{ people: [ada, lin], handover: '20:30', start: 2026-02-28 }]
      channel: '${channelKey(BOTH[0])}'
`;
const ALERTS = `graceSeconds: 0
ackMinutes: 10
escalate: night
escalation:
  night:
    levels: [{ call: ['rotation:room'] }]`;

let stage: AlertStage;
afterEach(() => stage.stop());

const cut = (stream: string) =>
  stage.sandbox.cut({ domain: 'push.example.com', app: 'live', stream, errcode: 12 });
const push = (stream: string) => stage.sandbox.push({ domain: 'push.example.com', app: 'live', stream });
const people = ['ada', 'bo', 'lin', 'vic'] as const;
const USERS = { ada: 'engineer', bo: 'producer', lin: 'lead', vic: 'viewer' } as const;

/** Who was notified by the messages that call about a stream, in order. */
function notified(stream: string): string[] {
  return stage
    .shown(new RegExp(`${stream}: off air`))
    .filter(({ text }) => CALL.test(text) || text.includes('Call answered'))
    .map(({ notified: ids }) =>
      people.filter((name) => ids.includes(userId('slack', USERS[name]))).join(' '),
    );
}

async function called(stream: string, count: number): Promise<string[]> {
  await stage.until(`${count} calls about ${stream}`, () => notified(stream).length >= count);
  return notified(stream);
}

describe('a night on call', () => {
  it('goes by who has the duty in that minute: an override, a hand-over that waits, a swap', async () => {
    stage = await createAlertStage(BOTH, SCENE, ALERTS, ROOM);
    await stage.driver.say('engineer', 'oncall override room bo 20:10 20:12');
    await stage.expectMessage(/bo is on call in room/);
    await stage.wait(9 * MINUTE + 58_000, 20_000);
    cut('cam1');
    expect(await called('cam1', 1)).toEqual(['ada']);
    await stage.wait(MINUTE, 5000);
    // bo has not taken over for these two minutes: ada is called too.
    cut('cam2');
    expect((await called('cam2', 1))[0]?.split(' ').sort()).toEqual(['ada', 'bo']);
    await stage.restart();
    await stage.wait(2 * MINUTE, 5000);
    // Whoever was called all the time is not told once more.
    await stage.expectMessage(/Hand-over · room: bo is on call[^]*so nothing changes/);
    expect(stage.cards(/Hand-over · room: ada is on call/)).toEqual([]);
    cut('cam3');
    expect(await called('cam3', 1)).toEqual(['ada']);
    await stage.driver.say('lead', 'oncall swap room 2026-03-01T20:30 ada');
    await stage.expectMessage(/ada and lin swap shifts in room/);
    await stage.wait(18 * MINUTE, 30_000);
    // Lin would have it by now.
    cut('cam4');
    expect(await called('cam4', 1)).toEqual(['ada']);
    expect(stage.cards(/Hand-over · room: lin is on call/)).toEqual([]);
  });

  it('calls again when an acknowledgement runs out and when a mute ends, over restarts, each once', async () => {
    stage = await createAlertStage(BOTH, SCENE, ALERTS, ROOM);
    cut('cam1');
    await called('cam1', 1);
    const id = stage.alertId(/CRITICAL .*cam1: off air/);
    await stage.driver.say('lead', `alert ack id:${id}`);
    await stage.wait(5 * MINUTE, 10_000);
    await stage.restart();
    await stage.wait(6 * MINUTE, 10_000);
    // Whoever acknowledged it, and the first level.
    expect((await called('cam1', 2))[1]?.split(' ').sort()).toEqual(['ada', 'lin']);
    await stage.driver.say('lead', `alert mute ${id} until:5m`);
    await stage.wait(4 * MINUTE, 10_000);
    await stage.restart();
    expect(notified('cam1')).toHaveLength(2);
    await stage.wait(2 * MINUTE, 10_000);
    expect((await called('cam1', 3))[2]?.split(' ').sort()).toEqual(['ada', 'lin']);
    await stage.restart();
    await stage.wait(MINUTE, 10_000);
    expect(notified('cam1')).toHaveLength(3);
    push('cam1');
    await stage.expectMessage(/RECOVERED .*cam1: off air/);
    await stage.wait(20 * MINUTE, 30_000);
    expect(notified('cam1')).toHaveLength(3);
  });

  it('of a storm calls the people of its strictest part first, as fast as the platform takes messages', async () => {
    const alerts = `graceSeconds: 0
incident: { members: 4, withinSeconds: 10 }
rules:
  - { name: cams, match: { stream: 'cam*' }, severity: warning, escalate: soft }
  - { name: main, match: { stream: main }, severity: critical, escalate: hard }
escalation:
  soft: { levels: [{ call: [bo] }] }
  hard: { levels: [{ call: [lin] }] }`;
    stage = await createAlertStage(BOTH, SCENE, alerts);
    const before = stage.clock.now();
    for (const name of NAMES.toReversed()) cut(name);
    const ofMain = () => notified('main');
    await stage.until('whoever is called for what is critical', () => ofMain().length > 0);
    // One message a second is what Slack takes: a card that was on its way, the card of this one, and its call.
    expect(stage.clock.now() - before).toBeLessThan(3000);
    expect(ofMain()).toEqual(['lin']);
    await stage.wait(MINUTE, 5000);
    expect(ofMain()).toEqual(['lin']);
    // The others are one incident, which calls once.
    expect(stage.cards(/^[^\n]{0,4}Call: WARNING [^\n]*many failures at once/)).toHaveLength(1);
  });
});
