/** A stream that is called as another one looks says so wherever it is named. */
import { afterEach, expect, it } from 'vitest';
import { liveStream, sceneWith } from '../../../sandbox/scene.ts';
import { createStage, type Stage } from '../stage/stage.ts';

let stage: Stage;
afterEach(() => stage.stop());

it.each(['slack over http', 'discord over http'] as const)(
  'in a list and in a preview, on %s',
  async (platform) => {
    const scene = sceneWith({
      streams: [liveStream('push.example.com/live/main'), liveStream('push.example.com/live/m\u0430in')],
    });
    stage = await createStage(platform, scene);
    await stage.driver.say('engineer', 'stream list');
    await stage.expectMessage(/⚠ .*has characters that look like others \(U\+0430\)/);
    await stage.driver.say('engineer', 'stream drop push.example.com/live/m\u0430in');
    await stage.expectMessage(/Drop .*\?[^]*⚠ .*has characters that look like others/);
    await stage.driver.say('engineer', 'stream drop push.example.com/live/main');
    const card = await stage.expectMessage(/Drop push\.example\.com\/live\/main\?/);
    expect(card.text).not.toContain('⚠');
  },
);
