import { afterEach, describe, expect, it } from 'vitest';
import { demoScene } from '../../sandbox/demo-scene.ts';
import { createStage, PLATFORMS, type Stage } from './stage/stage.ts';

let stage: Stage | undefined;
afterEach(async () => {
  await stage?.stop();
  stage = undefined;
});

describe.each(PLATFORMS)('%s', (platform) => {
  it('says what goes off air before a domain is disabled, and undo enables it again', async () => {
    stage = await createStage(platform, demoScene);
    const { driver, clock } = stage;
    await driver.say('engineer', 'domain disable push.example.com');
    let card = await stage.expectMessage(/Disable push\.example\.com, with everything on it/);
    expect(card.text).toMatch(/🔴 \d+ streams go off air\./);
    expect(card.text).toContain('push.example.com/live/main');
    expect(stage.writes()).toEqual([]);
    await driver.press('engineer', card, 'Confirm');
    card = await stage.expectUpdate(card, /Disable .*: done in/);
    expect(stage.writes()).toEqual(['ForbidLiveDomain']);

    clock.advance(600);
    await driver.press('engineer', card, 'Undo: enable it');
    await stage.expectUpdate(card, /Enable push\.example\.com: done in/);
    expect(stage.writes()).toEqual(['ForbidLiveDomain', 'EnableLiveDomain']);
  });

  it('checks a domain, and the line that mends it is a button', async () => {
    stage = await createStage(platform, demoScene);
    const { driver } = stage;
    await driver.say('engineer', '证书 检查');
    const card = await stage.expectMessage(/证书：1 处需要处理/);
    expect(card.text).toMatch(/play\.example\.com：证书 .*即将到期/);
    expect(card.buttons).toEqual(['证书 修改 play.example.com']);
  });
});
