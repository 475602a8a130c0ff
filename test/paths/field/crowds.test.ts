import { afterEach, describe, expect, it } from 'vitest';
import { liveStream, sceneWith } from '../../../sandbox/scene.ts';
import { createAlertStage, type AlertStage } from '../alert/alert-stage.ts';

const BOTH = ['slack over http', 'discord over http'] as const;
const NAMES = ['main', 't1', 't2', 't3', 't4', 't5'];
const SCENE = sceneWith({ streams: NAMES.map((name) => liveStream(`push.example.com/live/${name}`)) });
const FINAL = `rules:
  - name: final
    match: { type: [stream.down], stream: main }
    mention: [lin]
    runbook: { text: 'Call the truck' }`;

let stage: AlertStage;
afterEach(() => stage.stop());

const cut = async (names: readonly string[]) => {
  for (const stream of names) {
    stage.sandbox.cut({ domain: 'push.example.com', app: 'live', stream, errcode: 12 });
    await stage.wait(800, 200);
  }
};

describe('an incident', () => {
  it.each([
    ['first', ['main', 't1', 't2', 't3', 't4']],
    ['last', ['t1', 't2', 't3', 't4', 'main']],
  ])('calls whom its strictest part names, and carries that runbook: main fails %s', async (_when, names) => {
    stage = await createAlertStage(BOTH, SCENE, FINAL);
    await cut(names);
    const card = await stage.expectMessage(/CRITICAL domain push\.example\.com: many failures at once/);
    await stage.wait(20_000, 500);
    const called = stage.cards(/CRITICAL/).flatMap(({ notified }) => notified);
    expect(called).toHaveLength(1);
    const [now] = stage.cards(/many failures at once/);
    expect(now?.id).toBe(card.id);
    expect(now?.text).toMatch(/Call the truck/);
  });

  it.each(['Mute until recovered', 'Acknowledge'])(
    'after %s, what fails has its own card and people',
    async (label) => {
      stage = await createAlertStage(BOTH, SCENE, FINAL);
      await cut(['t1', 't2', 't3', 't4', 't5']);
      const card = await stage.expectMessage(/CRITICAL domain push\.example\.com: many failures at once/);
      await stage.driver.press('lead', card, label);
      await stage.wait(60_000, 1000);
      await cut(['main']);
      const own = await stage.expectMessage(/CRITICAL push\.example\.com\/live\/main: off air/);
      expect(own.notified).toHaveLength(1);
    },
  );
});
