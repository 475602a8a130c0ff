import { afterEach, describe, expect, it } from 'vitest';
import { demoScene } from '../../sandbox/demo-scene.ts';
import { createStage, PLATFORMS, type Stage } from './stage/stage.ts';

let stage: Stage | undefined;
afterEach(async () => {
  await stage?.stop();
  stage = undefined;
});

describe.each(PLATFORMS)('%s: looks at three in the morning', (platform) => {
  it('stream health draws the push, and says so where the figures cannot be read', async () => {
    stage = await createStage(platform, demoScene);
    const { driver, sandbox } = stage;
    await driver.say('viewer', 'stream health push.example.com/live/main');
    const card = await stage.expectMessage(/Push of push\.example\.com\/live\/main/);
    expect(card.text).toMatch(/fps/);
    expect(card.text).toMatch(/Viewers are about 4 min behind/);
    sandbox.fault({ kind: 'error', action: 'DescribeStreamPushInfoList', code: 'InternalError', times: 9 });
    await driver.say('viewer', '流 质量 push.example.com/live/news');
    await stage.expectMessage(/InternalError/);
    expect(stage.writes()).toEqual([]);
  });

  it('stream health of all pushes has one row each, and a button to a stream', async () => {
    stage = await createStage(platform, demoScene);
    await stage.driver.say('viewer', 'stream health');
    const card = await stage.expectMessage(/push\.example\.com\/live\/sports/);
    expect(card.text).toMatch(/push\.example\.net\/live\/gala/);
  });

  it('domain check has a verdict, and no key in it', async () => {
    stage = await createStage(platform, demoScene);
    const { driver } = stage;
    const { PushAuthKeyInfo } = await stage.console.call('DescribeLivePushAuthKey', {
      DomainName: 'push.example.com',
    });
    await driver.say('engineer', 'domain check push.example.com');
    const card = await stage.expectMessage(
      /push\.example\.com: (?:all is well|\d+ things? to mend|nothing wrong)/,
    );
    expect(card.text).not.toContain(PushAuthKeyInfo.MasterAuthKey ?? 'no key');
    await driver.say('engineer', '域名 检查 nothing.example.com');
    await stage.expectMessage(/没有找到域名|没有域名/);
    expect(stage.writes()).toEqual([]);
  });

  it('error chart counts what viewers were refused, by the minute', async () => {
    stage = await createStage(platform, demoScene);
    await stage.driver.say('viewer', 'error chart');
    const card = await stage.expectMessage(/4xx/);
    expect(card.text).toMatch(/5xx/);
    expect(stage.writes()).toEqual([]);
  });

  it('pull extend gives a task a later end without touching its push, and undo the former one', async () => {
    stage = await createStage(platform, demoScene);
    const { driver, clock, console: cloud } = stage;
    const endNow = async () => {
      const { TaskInfos } = await cloud.call('DescribeLivePullStreamTasks', { TaskId: 'task-sports-backup' });
      return TaskInfos[0]?.EndTime;
    };
    const before = await endNow();
    await driver.say('engineer', 'pull extend stadium-feed 25d');
    const card = await stage.expectMessage(/Extend pull task stadium-feed/);
    expect(card.text).toMatch(/Only its end changes: the push goes on/);
    clock.advance(600);
    await driver.press('engineer', card, 'Confirm');
    const done = await stage.expectUpdate(card, /Extend pull task .*: done in/);
    expect(await endNow()).not.toBe(before);
    clock.advance(600);
    await driver.press('engineer', done, 'Undo: the former end');
    await stage.expectUpdate(done, /its former end: done in/);
    expect(await endNow()).toBe(before);
    expect(stage.writes()).toEqual(['ModifyLivePullStreamTask', 'ModifyLivePullStreamTask']);
  });
});
