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

  it('shows first what the reader may use, and marks what they may not', async () => {
    stage = await createStage(platform, demoScene);
    const { driver } = stage;
    await driver.say('viewer', 'help');
    const first = await stage.expectMessage(/What do you want to do\?/);
    expect(first.text).toContain('stream show');
    expect(first.text).not.toMatch(/[▲△■]/u);
    await driver.say('viewer', 'help stream');
    const stream = await stage.expectMessage(/Commands: stream/);
    expect(stream.text).toMatch(/stream drop\u00a0▲\u00a0×/);
    expect(stream.text).toMatch(/stream show(?!\u00a0×)/);
    expect(stream.text).toContain('× you may not use it here');
    await driver.say('viewer', '帮助 流 断开');
    await stage.expectMessage(/谁可以用[^]*您在此无权使用/);
  });

  it('marks nothing for who may use everything', async () => {
    stage = await createStage(platform, demoScene);
    await stage.driver.say('lead', 'help all');
    expect((await stage.expectMessage(/All commands/)).text).not.toContain('×');
    await stage.driver.say('lead', 'help stream drop');
    expect((await stage.expectMessage(/Who may/)).text).not.toContain('you may not');
  });
});
