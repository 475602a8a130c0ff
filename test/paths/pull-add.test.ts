import { afterEach, describe, expect, it } from 'vitest';
import { demoScene } from '../../sandbox/demo-scene.ts';
import { createStage, PLATFORMS, type Stage } from './stage/stage.ts';

let stage: Stage | undefined;
afterEach(async () => {
  await stage?.stop();
  stage = undefined;
});

const FEED = 'rtmp://second.example.com/live/feed';
const QUICK = 'policy: { verifyWithinSeconds: 2 }';

async function tasks(on: Stage) {
  const { TaskInfos } = await on.console.call('DescribeLivePullStreamTasks', { PageNum: 1, PageSize: 20 });
  return TaskInfos.filter(({ TaskId }) => TaskId !== 'task-sports-backup');
}

describe.each(PLATFORMS)('%s', (platform) => {
  it('pulls a source to a stream, tells Airdesk of it, and undo ends both push and task', async () => {
    stage = await createStage(platform, demoScene, QUICK, undefined, true);
    const { driver, clock, callbacks } = stage;
    await driver.say('engineer', `pull add push.example.com/live/second ${FEED} 2h name:second`);
    const card = await stage.expectMessage(/Pull a source and push it to push\.example\.com\/live\/second/);
    expect(card.text).toMatch(/It starts pushing at once/);
    expect(card.text).toMatch(/Callbacks go to\W+airdesk/i);
    expect(stage.writes()).toEqual([]);
    clock.advance(600);
    await driver.press('engineer', card, 'Confirm');
    const done = await stage.expectUpdate(card, /: done in/);
    expect(await tasks(stage)).toMatchObject([
      { SourceUrls: [FEED], Comment: 'second', StreamName: 'second', CallbackUrl: callbacks().url },
    ]);
    expect(await stage.disk()).not.toContain(new URL(callbacks().url).pathname);
    clock.advance(600);
    await driver.press('engineer', done, 'Undo: remove it');
    await stage.expectUpdate(done, /Remove pull task second again: done in/);
    expect(await tasks(stage)).toEqual([]);
    expect(stage.writes()).toEqual(['CreateLivePullStreamTask', 'DeleteLivePullStreamTask']);
  });

  it('warns in red where the stream is on air by another push', async () => {
    stage = await createStage(platform, demoScene);
    await stage.driver.say('engineer', `拉流 添加 push.example.com/live/news ${FEED} 2h`);
    const card = await stage.expectMessage(/拉取源并推到 push\.example\.com\/live\/news/);
    expect(card.text).toMatch(/🔴 该流正由其他推流在播/);
    expect(card.text).toMatch(/推流端直推/);
    expect(stage.writes()).toEqual([]);
  });

  it('takes no key, shows none and keeps none', async () => {
    stage = await createStage(platform, demoScene);
    const { driver } = stage;
    const source = 'rtmp://ada:hush-hush-9@source.example.com/live/feed?token=hush-hush-7';
    await driver.say('engineer', `pull add push.example.com/live/second ${source} 2h`);
    const refused = await stage.expectMessage(/has parameters or a login, which can be a key/);
    expect(refused.text).not.toMatch(/hush/);
    await stage.until('the audit', async () => (await (stage as Stage).audit()).length > 0);
    expect(await stage.disk()).not.toMatch(/hush/);
    expect(stage.writes()).toEqual([]);
  });

  it('makes one task where the answer is lost, and says so', async () => {
    stage = await createStage(platform, demoScene);
    const { driver, clock, sandbox } = stage;
    await driver.say('engineer', `pull add push.example.com/live/second ${FEED} 2h`);
    const card = await stage.expectMessage(/push it to push\.example\.com\/live\/second/);
    clock.advance(600);
    sandbox.fault({ kind: 'timeout-after-effect', action: 'CreateLivePullStreamTask' });
    await driver.press('engineer', card, 'Confirm');
    const done = await stage.expectUpdate(card, /done/);
    expect(done.text).toMatch(/the effect is visible/);
    expect(stage.writes()).toEqual(['CreateLivePullStreamTask']);
    expect(await tasks(stage)).toHaveLength(1);
  });
});
