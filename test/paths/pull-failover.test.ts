import { afterEach, describe, expect, it } from 'vitest';
import { demoScene } from '../../sandbox/demo-scene.ts';
import { createStage, PLATFORMS, type Stage } from './stage/stage.ts';

let stage: Stage | undefined;
afterEach(async () => {
  await stage?.stop();
  stage = undefined;
});

const SECOND = 'rtmp://second.example.com/live/feed';

/** A task that has a second source, and the preview of going over to it. */
async function asked(on: Stage) {
  await on.console.call('ModifyLivePullStreamTask', {
    ...{ TaskId: 'task-sports-backup', Operator: 'somebody' },
    ...{ BackupSourceType: 'PullLivePushLive', BackupSourceUrl: SECOND },
  });
  await on.driver.say('engineer', 'pull failover stadium-feed');
  const card = await on.expectMessage(/Pull stadium-feed from its backup source/);
  expect(on.writes()).toEqual([]);
  on.clock.advance(600);
  return card;
}

async function sources(on: Stage) {
  const { TaskInfos } = await on.console.call('DescribeLivePullStreamTasks', {
    TaskId: 'task-sports-backup',
  });
  return [TaskInfos[0]?.SourceUrls?.[0], TaskInfos[0]?.BackupSourceUrl];
}

describe.each(PLATFORMS)('%s', (platform) => {
  it('pull failover goes over to the backup source, and undo comes back', async () => {
    stage = await createStage(platform, demoScene);
    const card = await asked(stage);
    await stage.driver.press('engineer', card, 'Confirm');
    const done = await stage.expectUpdate(card, /from its backup source: done in/);
    expect(await sources(stage)).toEqual([SECOND, 'rtmp://stadium.example.com/live/feed']);
    stage.clock.advance(600);
    await stage.driver.press('engineer', done, 'Undo: the former source');
    await stage.expectUpdate(done, /done in/);
    expect(await sources(stage)).toEqual(['rtmp://stadium.example.com/live/feed', SECOND]);
  });

  it('pull failover is done once where the answer to its call is lost, and is seen all the same', async () => {
    stage = await createStage(platform, demoScene);
    const card = await asked(stage);
    stage.sandbox.fault({ kind: 'timeout-after-effect', action: 'ModifyLivePullStreamTask' });
    await stage.driver.press('engineer', card, 'Confirm');
    await stage.expectUpdate(card, /done in/);
    expect(stage.writes()).toEqual(['ModifyLivePullStreamTask']);
    expect((await sources(stage))[0]).toBe(SECOND);
  });

  it('pull failover says that it failed where the cloud refuses it, and the sources stay', async () => {
    stage = await createStage(platform, demoScene);
    const card = await asked(stage);
    stage.sandbox.fault({
      ...{ kind: 'error', action: 'ModifyLivePullStreamTask' },
      code: 'InvalidParameter.InvalidSourceUrl',
    });
    await stage.driver.press('engineer', card, 'Confirm');
    await stage.expectUpdate(card, /from its backup source: failed/);
    expect((await sources(stage))[0]).toBe('rtmp://stadium.example.com/live/feed');
  });

  it('pull failover is previewed anew where somebody changed the sources meanwhile', async () => {
    stage = await createStage(platform, demoScene);
    const card = await asked(stage);
    await stage.console.call('ModifyLivePullStreamTask', {
      ...{ TaskId: 'task-sports-backup', Operator: 'somebody' },
      BackupSourceUrl: 'rtmp://third.example.com/live/feed',
    });
    await stage.driver.press('engineer', card, 'Confirm');
    await stage.expectUpdate(card, /third\.example\.com/);
    expect(stage.writes()).toEqual([]);
  });
});
