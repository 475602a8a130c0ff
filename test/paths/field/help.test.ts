import { afterEach, describe, expect, it } from 'vitest';
import { demoScene } from '../../../sandbox/demo-scene.ts';
import { createStage, PLATFORMS, type Stage } from '../stage/stage.ts';

let stage: Stage | undefined;
afterEach(async () => {
  await stage?.stop();
  stage = undefined;
});

describe.each(PLATFORMS)('%s: help', (platform) => {
  it('leads by its buttons from a question to the page of a command, in the language of its pages', async () => {
    stage = await createStage(platform, demoScene);
    const { driver } = stage;
    await driver.say('viewer', 'help');
    const first = await stage.expectMessage(/What do you want to do\?/);
    await driver.press('viewer', first, '中文');
    const chinese = await stage.expectMessage(/想做什么？/);
    await driver.press('viewer', chinese, '切到备流');
    const second = await stage.expectMessage(/把备流切成主流播出/);
    await driver.press('viewer', second, '主备 切换');
    await stage.expectMessage(/英文写法[^]*backup switch/);
    expect(stage.writes()).toEqual([]);
  });

  it('takes a wish as it was typed', async () => {
    stage = await createStage(platform, demoScene);
    await stage.driver.say('viewer', '怎么切备播');
    const refused = await stage.expectMessage(/没有“怎么切备播”这个命令/);
    await stage.driver.press('viewer', refused, refused.buttons[0] ?? '');
    expect((await stage.expectMessage(/与“怎么切备播”有关的命令/)).text).toContain('主备 切换');
  });
});
