import { afterEach, describe, expect, it } from 'vitest';
import { liveStream, sceneWith } from '../../../../sandbox/scene.ts';
import { createAlertStage, type AlertStage } from '../alert-stage.ts';
import type { Platform } from '../../stage/stage.ts';

const BOTH = ['slack over http', 'discord over http'] as const;
const WAYS: readonly (readonly [Platform, Platform])[] = [BOTH, ['discord over http', 'slack over http']];
const MAIN = { domain: 'push.example.com', app: 'live', stream: 'main' };
const SCENE = sceneWith({ streams: [liveStream('push.example.com/live/main')] });
const MINUTE = 60_000;

const NIGHT = `graceSeconds: 0
ackMinutes: 10
escalate: night
escalation:
  night:
    levels:
      - { call: [ada] }
      - { afterMinutes: 5, call: [lin] }`;

let stage: AlertStage;
afterEach(() => stage.stop());

const CALL = /^[^\n]{0,4}Call: CRITICAL [^\n]*main: off air/;
const ANSWERED = /Call answered · [^\n]*main: off air/;

describe.each(WAYS)('whoever has to come is called, in %s', (...platforms) => {
  it('level by level, by a message of its own each, until somebody acknowledges it there; anew when that runs out', async () => {
    stage = await createAlertStage(platforms, SCENE, NIGHT);
    stage.sandbox.cut({ ...MAIN, errcode: 12 });
    await stage.expectMessage(/CRITICAL .*main: off air/);
    const first = await stage.expectMessage(CALL);
    expect(first.text).toContain('You are the first to be called');
    expect(first.text).toContain('the next level is called at');
    expect(first.buttons).toEqual(expect.arrayContaining(['Acknowledge', 'Show']));

    await stage.wait(4 * MINUTE, 5000);
    expect(stage.cards(CALL)).toHaveLength(1);
    await stage.wait(2 * MINUTE, 5000);
    await stage.expectMessage(/Nobody has acknowledged it for 5 min.* This is level 2/);
    expect(stage.cards(CALL)).toHaveLength(2);

    const [, second] = stage.cards(CALL);
    if (!second) throw new Error('there is no second call');
    await stage.driver.press('lead', second, 'Acknowledge');
    await stage.expectMessage(/main: off air.* acknowledged by/);
    await stage.until('both calls to say that they are answered', () => stage.cards(ANSWERED).length === 2);
    expect(stage.cards(CALL)).toEqual([]);
    for (const call of stage.cards(ANSWERED)) expect(call.buttons).toEqual([]);

    await stage.wait(11 * MINUTE, 5000);
    await stage.expectMessage(/Still failing: CRITICAL .*main: off air/);
    stage.sandbox.push(MAIN);
    await stage.expectMessage(/RECOVERED .*main: off air/);
    await stage.until('every call to be over', () => stage.cards(ANSWERED).length === 3);
  });

  it('who is assigned is called, and nobody for what is muted or over', async () => {
    stage = await createAlertStage(platforms, SCENE, 'graceSeconds: 0');
    stage.sandbox.cut({ ...MAIN, errcode: 12 });
    await stage.expectMessage(/CRITICAL .*main: off air/);
    const id = stage.alertId(/CRITICAL .*main: off air/);
    await stage.driver.say('lead', `alert assign id:${id} person:ada`);
    const call = await stage.expectMessage(/Assigned to you: CRITICAL .*main: off air/);
    expect(call.text).toMatch(/assigned it to you/);
    await stage.driver.say('lead', `alert mute ${id} until:recovered`);
    await stage.until('the call to be over', () => stage.cards(ANSWERED).length === 1);
    await stage.wait(2 * MINUTE, 5000);
    expect(stage.cards(/Assigned to you/)).toEqual([]);
  });
});
