import { afterEach, describe, expect, it } from 'vitest';
import { liveStream, sceneWith } from '../../../sandbox/scene.ts';
import { createAlertStage, type AlertStage } from './alert-stage.ts';
import type { Platform } from '../stage/stage.ts';

const BOTH = ['slack over http', 'discord over http'] as const;
const WAYS: readonly (readonly [Platform, Platform])[] = [BOTH, ['discord over http', 'slack over http']];
const MAIN = { domain: 'push.example.com', app: 'live', stream: 'main' };
const side = (at: number) => ({ ...MAIN, stream: `s${at}` });
const of = (count: number) => Array.from({ length: count }, (_, at) => at);
const SCENE = sceneWith({
  streams: ['main', ...of(6).map((at) => `s${at}`)].map((name) =>
    liveStream(`push.example.com/live/${name}`),
  ),
});
const OFF_AIR = /CRITICAL .*live\/main: off air/;
const CLOSED = /CLOSED .*live\/main: off air/;
const GOES_ON = 'If it is still failing, you will hear nothing more until it recovers or fails again.';

let stage: AlertStage;
afterEach(() => stage.stop());

const press = async (text: RegExp, label: string) => {
  const [card] = stage.cards(text).filter(({ onlyFor }) => onlyFor === undefined);
  if (!card) throw new Error(`no card shows ${String(text)}`);
  await stage.driver.press('lead', card, label);
};

const STATES: readonly (readonly [string, RegExp, () => Promise<void>])[] = [
  ['firing', OFF_AIR, async () => undefined],
  [
    'acknowledged',
    /acknowledged by/,
    async () => {
      await press(OFF_AIR, 'Acknowledge');
      await stage.expectMessage(/acknowledged by/);
    },
  ],
  [
    'muted',
    /muted until it recovers/,
    async () => {
      await press(OFF_AIR, 'Mute until recovered');
      await stage.expectMessage(/muted until it recovers/);
    },
  ],
  [
    'flapping',
    /flapping/,
    async () => {
      for (let turn = 0; turn < 4; turn += 1) {
        stage.sandbox.push(MAIN);
        await stage.wait(3000);
        stage.sandbox.cut({ ...MAIN, errcode: 12 });
        await stage.wait(3000);
      }
      await stage.expectMessage(/CRITICAL .*flapping/);
    },
  ],
];

describe.each(WAYS)('an alert is closed by its button, in %s', (...platforms) => {
  it.each(STATES)('%s: the card says so, and what happens if it goes on', async (_what, shown, becomes) => {
    stage = await createAlertStage(platforms, SCENE, 'graceSeconds: 0');
    stage.sandbox.cut({ ...MAIN, errcode: 12 });
    await stage.expectMessage(OFF_AIR);
    await becomes();
    await press(shown, 'Close');
    const closed = await stage.expectMessage(CLOSED);
    expect(closed.text).toContain(GOES_ON);
    expect(closed.buttons).toEqual([]);
    await stage.seenThere(CLOSED);
    // It is looked after no more, and that it is back is no news; what breaks again is.
    await stage.wait(90_000, 1000);
    stage.sandbox.push(MAIN);
    await stage.wait(20_000, 1000);
    expect(stage.cards(/RECOVERED/)).toEqual([]);
    stage.sandbox.cut({ ...MAIN, errcode: 12 });
    await stage.expectMessage(OFF_AIR);
    expect(stage.cards(CLOSED)).toHaveLength(1);
  });
});

it('an incident is closed with all that it tells of, by command', async () => {
  // So none of its parts is told by a card of its own before.
  stage = await createAlertStage(BOTH, SCENE, 'graceSeconds: 2');
  for (const at of of(6)) stage.sandbox.cut({ ...side(at), errcode: 12 });
  await stage.expectMessage(/CRITICAL .*many failures at once · 6 of 6/);
  const id = stage.alertId(/many failures at once/);
  await stage.driver.say('lead', `alert close ${id} the hall is done for today`);
  const answer = await stage.expectMessage(/Closed: /);
  expect(answer.text).toContain(GOES_ON);
  await stage.expectMessage(/CLOSED .*many failures at once/);
  await stage.driver.say('viewer', 'alert list');
  await stage.expectMessage(/No alert is firing/);
  const lasting = () => stage.cards(/CRITICAL (push|domain)/);
  await stage.until('every card to say so', () => lasting().length === 0);
  // None of them comes up again by itself.
  await stage.wait(1000);
  await stage.wait(5 * 60_000, 5000);
  expect(lasting()).toEqual([]);
  stage.sandbox.push(side(0));
  await stage.wait(5000);
  stage.sandbox.cut({ ...side(0), errcode: 12 });
  await stage.expectMessage(/CRITICAL .*s0: off air/);
});

it.each(WAYS)(
  'an incident is closed with the part that called somebody by a card of its own, in %s',
  async (...platforms) => {
    const rule = 'rules: [{ name: final, match: { stream: main }, mention: [ada] }]';
    stage = await createAlertStage(platforms, SCENE, `graceSeconds: 2\n${rule}`);
    for (const at of of(6)) stage.sandbox.cut({ ...side(at), errcode: 12 });
    await stage.expectMessage(/CRITICAL .*many failures at once · 6 of 6/);
    await stage.wait(30_000, 1000);
    stage.sandbox.cut({ ...MAIN, errcode: 12 });
    const own = await stage.expectMessage(OFF_AIR);
    expect(own.text).toContain('part of incident');
    await press(/many failures at once/, 'Close');
    await stage.expectMessage(/CLOSED .*many failures at once/);
    const closed = await stage.expectMessage(CLOSED);
    expect(closed.text).toContain('Closed together with the incident.');
    expect(closed.text).toContain(GOES_ON);
    expect(closed.buttons).toEqual([]);
    await stage.seenThere(CLOSED);
    // That it is back is no news; what breaks again calls anew.
    stage.sandbox.push(MAIN);
    await stage.wait(20_000, 1000);
    expect(stage.cards(/RECOVERED/)).toEqual([]);
    stage.sandbox.cut({ ...MAIN, errcode: 12 });
    await stage.expectMessage(OFF_AIR);
  },
);
