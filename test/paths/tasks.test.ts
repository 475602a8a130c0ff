import { afterEach, describe, expect, it } from 'vitest';
import { demoScene } from '../../sandbox/demo-scene.ts';
import { createStage, PLATFORMS, type Stage } from './stage/stage.ts';

let stage: Stage | undefined;
afterEach(async () => {
  await stage?.stop();
  stage = undefined;
});

describe.each(PLATFORMS)('%s', (platform) => {
  it('records from now on, shows the task, and undo stops it', async () => {
    stage = await createStage(platform, demoScene);
    const { driver, clock } = stage;
    await driver.say('engineer', 'record now main 30m');
    let card = await stage.expectMessage(/Record push\.example\.com\/live\/main from now until/);
    expect(card.text).toMatch(/evening-archive/);
    expect(card.text).toMatch(/besides what a rule records/);
    expect(stage.writes()).toEqual([]);
    await driver.press('engineer', card, 'Confirm');
    card = await stage.expectUpdate(card, /Record .*: done in/);
    expect(card.text).toMatch(/records while it is pushed/);
    expect(stage.writes()).toEqual(['CreateRecordTask']);

    clock.advance(600);
    await driver.say('engineer', 'record task list main');
    expect((await stage.expectMessage(/Record tasks/)).text).toMatch(/evening-archive/);

    clock.advance(600);
    await driver.press('engineer', card, 'Undo: stop recording');
    await stage.expectUpdate(card, /Stop record task .*: done in/);
    expect(stage.writes()).toEqual(['CreateRecordTask', 'StopRecordTask']);
  });

  it('says in red what is lost when a task is stopped', async () => {
    stage = await createStage(platform, demoScene);
    const { driver, clock } = stage;
    await driver.say('engineer', 'record now main 30m');
    const card = await stage.expectMessage(/Record .* from now until/);
    await driver.press('engineer', card, 'Confirm');
    await stage.expectUpdate(card, /done in/);
    clock.advance(1000);
    await driver.say('engineer', '录制 任务 停止 main');
    const preview = await stage.expectMessage(/停止录制任务/);
    expect(preview.text).toMatch(/🔴 之后的内容不再由此任务录制，且无法补录/);
    expect(preview.text).toMatch(/无法撤销/);
    expect(stage.writes()).toEqual(['CreateRecordTask']);
  });

  it('plans pictures, and undo removes the task', async () => {
    stage = await createStage(platform, demoScene);
    const { driver, clock } = stage;
    await driver.say('engineer', 'snapshot task add main 30m 2h studio-stills');
    let card = await stage.expectMessage(/Take pictures of push\.example\.com\/live\/main from/);
    await driver.press('engineer', card, 'Confirm');
    card = await stage.expectUpdate(card, /Take pictures of .*: done in/);
    expect(card.text).toMatch(/waiting/);
    clock.advance(600);
    await driver.say('lead', 'snapshot task remove main');
    card = await stage.expectMessage(/Remove snapshot task/);
    expect(card.text).toMatch(/snapshot task add/);
    await driver.press('lead', card, 'Confirm');
    await stage.expectUpdate(card, /Remove snapshot task .*: done in/);
    expect(stage.writes()).toEqual(['CreateScreenshotTask', 'DeleteScreenshotTask']);
  });

  it('delays a stream, and lets it be seen at once again', async () => {
    stage = await createStage(platform, demoScene);
    const { driver, clock } = stage;
    await driver.say('engineer', 'delay set main 30s 2h');
    let card = await stage.expectMessage(/Delay push\.example\.com\/live\/main by 30 s/);
    expect(card.text).toMatch(/none → 30 s/);
    await driver.press('engineer', card, 'Confirm');
    card = await stage.expectUpdate(card, /Delay .*: done in/);
    clock.advance(600);
    await driver.press('engineer', card, 'Undo: remove the delay');
    await stage.expectUpdate(card, /Remove the delay of .*: done in/);
    expect(stage.writes()).toEqual(['AddDelayLiveStream', 'ResumeDelayLiveStream']);
  });

  it('mixes two streams into a new one, which undo ends', async () => {
    stage = await createStage(platform, demoScene);
    const { driver, clock } = stage;
    await driver.say('engineer', 'mix start evening main,sports evening_mix');
    let card = await stage.expectMessage(/Mix 2 streams into evening_mix/);
    await driver.press('engineer', card, 'Confirm');
    card = await stage.expectUpdate(card, /Mix 2 streams into evening_mix: done in/);
    clock.advance(600);
    await driver.say('engineer', 'mix list');
    expect((await stage.expectMessage(/Mixes/)).text).toMatch(/on air/);
    clock.advance(600);
    await driver.press('engineer', card, 'Undo: stop the mix');
    await stage.expectUpdate(card, /Stop the mix evening: done in/);
    expect(stage.writes()).toEqual(['CreateCommonMixStream', 'CancelCommonMixStream']);
  });

  it('ends a pad, and says what viewers see then', async () => {
    stage = await createStage(platform, demoScene);
    const { driver } = stage;
    await driver.say('engineer', '垫片 停止 interview');
    let card = await stage.expectMessage(/停止 push\.example\.com\/studio\/interview 的垫片/);
    expect(card.text).toMatch(/观众会看不到画面/);
    await driver.press('engineer', card, '确认');
    card = await stage.expectUpdate(card, /完成/);
    expect(stage.writes()).toEqual(['StopLivePadProcessor']);
  });
});
