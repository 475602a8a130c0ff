import { afterEach, describe, expect, it } from 'vitest';
import { liveStream, sceneWith } from '../../../sandbox/scene.ts';
import { createAlertStage, type AlertStage } from '../alert/alert-stage.ts';

const BOTH = ['slack over http', 'discord over http'] as const;
const MAIN = { domain: 'push.example.com', app: 'live', stream: 'main' };
const SCENE = sceneWith({ streams: [liveStream('push.example.com/live/main')] });
const UNHEALTHY = /WARNING .*live\/main: push is unhealthy/;
const CLOSED = /CLOSED .*live\/main: push is unhealthy/;

let stage: AlertStage;
afterEach(() => stage.stop());

const goesOn = async (ms: number) => {
  for (let passed = 0; passed < ms; passed += 10_000) {
    stage.sandbox.event({ type: 321, stream: MAIN });
    await stage.wait(10_000, 1000);
  }
};
const close = async () => {
  const [card] = stage.cards(UNHEALTHY);
  if (!card) throw new Error('no card');
  await stage.driver.press('lead', card, 'Close');
};

describe('closed while it is told again and again', () => {
  it('is the same for a minute: no second card, and whoever pressed is told and offered a mute', async () => {
    stage = await createAlertStage(BOTH, SCENE);
    await goesOn(10_000);
    await stage.expectMessage(UNHEALTHY);
    await close();
    const answer = await stage.expectMessage(/Alert \w+: closed/);
    expect(answer.text).toMatch(/still being reported after a minute, a new alert opens/);
    await goesOn(40_000);
    expect(stage.cards(UNHEALTHY)).toEqual([]);
    expect(stage.cards(CLOSED)).toHaveLength(1);
    await stage.driver.press('lead', answer, 'Mute 15 min');
    await stage.expectMessage(/Muted: push\.example\.com\/live\/main/);
    await goesOn(5 * 60_000);
    expect(stage.cards(UNHEALTHY)).toEqual([]);
  });

  it('goes on for more than a minute: one more card, not ten', async () => {
    stage = await createAlertStage(BOTH, SCENE);
    await goesOn(10_000);
    await stage.expectMessage(UNHEALTHY);
    await close();
    await stage.expectMessage(CLOSED);
    await goesOn(3 * 60_000);
    expect(stage.cards(UNHEALTHY)).toHaveLength(1);
    expect(stage.cards(CLOSED)).toHaveLength(1);
  });

  it('typed: the same answer', async () => {
    stage = await createAlertStage(BOTH, SCENE);
    await goesOn(10_000);
    await stage.expectMessage(UNHEALTHY);
    await stage.driver.say('lead', `alert close ${stage.alertId(UNHEALTHY)}`);
    const answer = await stage.expectMessage(/Closed: push\.example/);
    expect(answer.text).toMatch(/still being reported after a minute/);
    expect(answer.buttons).toContain('Mute 15 min');
  });

  it('a recording that was well in between fails anew', async () => {
    stage = await createAlertStage(BOTH, SCENE);
    const tell = (record_event: string) =>
      stage.sandbox.event({ type: 332, stream: MAIN, overrides: { record_event } });
    tell('record_error');
    const card = await stage.expectMessage(/CRITICAL .*recording failed/);
    await stage.driver.press('lead', card, 'Close');
    await stage.expectMessage(/CLOSED .*recording failed/);
    tell('record_start_succeeded');
    await stage.wait(10_000, 1000);
    tell('record_error');
    await stage.expectMessage(/CRITICAL .*recording failed/);
  });
});
