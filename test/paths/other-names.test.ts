import { afterEach, describe, expect, it } from 'vitest';
import { demoScene } from '../../sandbox/demo-scene.ts';
import { createStage, PLATFORMS, type Stage } from './stage/stage.ts';

let stage: Stage;
afterEach(() => stage.stop());

describe.each(PLATFORMS)('%s: what has another name today', (platform) => {
  it('is offered as one press, which previews as if it had been typed', async () => {
    stage = await createStage(platform, demoScene);
    const { driver } = stage;
    await driver.say(
      'engineer',
      'Live_Channel_SetStatus channel_id=main status=2 domain=push.example.com path=live',
    );
    const offer = await stage.expectMessage(
      /was switched off[^]*stream drop stream:push\.example\.com\/live\/main/,
    );
    expect(offer.onlyFor).toBeDefined();
    await driver.press('engineer', offer, 'stream drop stream:push.example.com/live/main');
    await stage.expectMessage(/Drop push\.example\.com\/live\/main\?/);
    expect(stage.writes()).toEqual([]);
  });

  it('is never run from other words where it acts, and answered at once where it looks', async () => {
    stage = await createStage(platform, demoScene);
    const { driver } = stage;
    await driver.say('engineer', '断流 prime');
    await stage.expectMessage(/未执行任何操作。您是否要执行：[^]*流 断开 prime/);
    await driver.say('engineer', 'stream info prime');
    await stage.expectMessage(/push\.example\.com\/live\/main[^]*(?:on air|pushed)/i);
    await driver.say('engineer', 'help create record template');
    await stage.expectMessage(/record template add/);
    expect(stage.writes()).toEqual([]);
  });
});
