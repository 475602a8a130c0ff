import { afterEach, expect, it } from 'vitest';
import { liveStream, sceneWith } from '../../../sandbox/scene.ts';
import { formatInZone } from '../../../src/text/time.ts';
import { createAlertStage, type AlertStage } from './alert-stage.ts';

const STREAM = { domain: 'push.example.com', app: 'live', stream: 'main' };
const SCENE = sceneWith({ streams: [liveStream('push.example.com/live/main')] });

let stage: AlertStage;
afterEach(() => stage.stop());

it('a stream that was back while Airdesk was not running is told to be back since then', async () => {
  stage = await createAlertStage(['slack over http', 'discord over http'], SCENE, 'graceSeconds: 0');
  stage.sandbox.cut({ ...STREAM, errcode: 12 });
  await stage.wait(10_000);
  expect(stage.cards(/CRITICAL push\.example\.com\/live\/main: off air/)).toHaveLength(1);
  stage.sandbox.setCallback({ ...stage.callbacks(), url: 'http://127.0.0.1:9/lost' });
  await stage.wait(40_000);
  stage.sandbox.push(STREAM);
  const back = formatInZone(stage.clock.now(), 'UTC');
  await stage.wait(9 * 60_000, 1000);
  await stage.restart();
  await stage.wait(120_000, 500);
  const [card] = stage.cards(/RECOVERED push\.example\.com\/live\/main/);
  expect(card?.text).toMatch(/lasted 50 s/);
  expect(card?.text).toContain(`Recovered: ${back}`);
});
