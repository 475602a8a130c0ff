import { afterEach, expect, it } from 'vitest';
import { liveStream, sceneWith } from '../../../sandbox/scene.ts';
import { createAlertStage, type AlertStage } from './alert-stage.ts';

const STREAM = { domain: 'push.example.com', app: 'live', stream: 'main' };
const SCENE = sceneWith({ streams: [liveStream('push.example.com/live/main')] });

let stage: AlertStage;
afterEach(() => stage.stop());

it('a stream that has recovered, and whose encoder reconnects minutes later: its card does not say that it is off air', async () => {
  stage = await createAlertStage(['slack over http', 'discord over http'], SCENE);
  stage.sandbox.cut({ ...STREAM, errcode: 12 });
  await stage.expectMessage(/CRITICAL .*main: off air/);
  stage.sandbox.push(STREAM);
  const over = await stage.expectMessage(/RECOVERED .*main: off air/);
  await stage.wait(120_000, 1000);
  stage.sandbox.cut({ ...STREAM, errcode: 3 });
  for (let quarter = 0; quarter < 5; quarter++) {
    await stage.wait(250);
    expect(stage.cards(/CRITICAL/)).toEqual([]);
    expect(stage.cardsThere(/CRITICAL/)).toEqual([]);
  }
  stage.sandbox.push(STREAM);
  await stage.wait(30_000, 500);
  const [card, ...more] = stage.cards(/main: off air/);
  expect(more).toEqual([]);
  expect(card?.text).toMatch(/RECOVERED/);
  expect(card?.text).not.toContain('Noticed');
  expect(/^Lasted: .*$/m.exec(card?.text ?? '')?.[0]).toBe(/^Lasted: .*$/m.exec(over.text)?.[0]);
  // What does not come back is told as ever.
  stage.sandbox.cut({ ...STREAM, errcode: 3 });
  await stage.expectMessage(/CRITICAL .*main: off air/);
});
