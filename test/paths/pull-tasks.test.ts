import { afterEach, describe, expect, it } from 'vitest';
import { demoScene } from '../../sandbox/demo-scene.ts';
import { createStage, PLATFORMS, type Stage } from './stage/stage.ts';

let stage: Stage | undefined;
afterEach(async () => {
  await stage?.stop();
  stage = undefined;
});

describe.each(PLATFORMS)('%s', (platform) => {
  it('stops a pull task, and undo starts it again', async () => {
    stage = await createStage(platform, demoScene);
    const { driver, clock } = stage;
    await driver.say('engineer', 'pull stop stadium-feed');
    let card = await stage.expectMessage(/Stop pull task stadium-feed/);
    expect(card.text).toMatch(/Viewers lose the picture/);
    expect(stage.writes()).toEqual([]);
    await driver.press('engineer', card, 'Confirm');
    card = await stage.expectUpdate(card, /Stop pull task .*: done in/);
    expect(stage.writes()).toEqual(['ModifyLivePullStreamTask']);

    clock.advance(600);
    await driver.press('engineer', card, 'Undo: start it');
    await stage.expectUpdate(card, /Start pull task .*: done in/);
    expect(stage.writes()).toEqual(['ModifyLivePullStreamTask', 'ModifyLivePullStreamTask']);
  });

  it('removes no pull task that pushes, and says which line stops it', async () => {
    stage = await createStage(platform, demoScene);
    const { driver } = stage;
    await driver.say('lead', '拉流 删除 stadium-feed');
    const refused = await stage.expectMessage(/正在推流/);
    expect(refused.text).toMatch(/请先停止任务/);
    expect(stage.writes()).toEqual([]);
  });
});
