import { afterEach, describe, expect, it } from 'vitest';
import { demoScene } from '../../sandbox/demo-scene.ts';
import { createStage, PLATFORMS, type Stage } from './stage/stage.ts';

let stage: Stage | undefined;
afterEach(async () => {
  await stage?.stop();
  stage = undefined;
});

describe.each(PLATFORMS)('%s', (platform) => {
  it('takes a picture of a stream, and shows it once the cloud has told of it', async () => {
    stage = await createStage(platform, demoScene, undefined, undefined, true);
    const { driver, clock, sandbox, slack, discord } = stage;
    sandbox.setCallback(stage.callbacks());
    await driver.say('engineer', 'snapshot now main');
    let card = await stage.expectMessage(/Take a picture of push\.example\.com\/live\/main/);
    expect(card.text).toMatch(/It takes about 1 min/);
    expect(card.text).not.toMatch(/cannot be shown here/);
    await driver.press('engineer', card, 'Confirm');
    card = await stage.expectUpdate(card, /Take a picture of .*: done in/);
    expect(stage.writes()).toEqual(['CreateScreenshotTask']);

    clock.advance(1000);
    await driver.press('engineer', card, 'Show');
    const early = await stage.expectMessage(/No picture of push\.example\.com\/live\/main yet/);
    expect(early.text).toMatch(/A task takes one now/);

    clock.advance(61_000);
    await sandbox.settled();
    await stage.moment();
    await driver.press('engineer', early, 'Look again');
    const shown = await stage.expectMessage(/Picture of push\.example\.com\/live\/main/);
    expect(shown.text).toMatch(/Taken/);
    expect(shown.text).not.toMatch(/could not/);
    if (slack) {
      await stage.until('the picture', () => slack.workspace.files.some(({ isShared }) => isShared));
      expect(slack.workspace.files.map(({ filename }) => filename)).toEqual(['snapshot.png']);
    }
    if (discord) expect(JSON.stringify(discord.messages(shown.channel))).toContain('snapshot.png');
  });

  it('takes none of a stream that is not on air', async () => {
    stage = await createStage(platform, demoScene);
    const { driver } = stage;
    await driver.say('engineer', '截图 立即 push.example.com/live/nothing');
    expect((await stage.expectMessage(/当前未推流/)).text).toMatch(/没有可截取的画面/);
    expect(stage.writes()).toEqual([]);
  });
});
