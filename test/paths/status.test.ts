import { afterEach, describe, expect, it } from 'vitest';
import { demoScene } from '../../sandbox/demo-scene.ts';
import { createStage, PLATFORMS, type Stage } from './stage/stage.ts';

let stage: Stage | undefined;
afterEach(async () => {
  await stage?.stop();
  stage = undefined;
});

describe.each(PLATFORMS)('%s', (platform) => {
  it('status has the whole account on one card, and its buttons lead on', async () => {
    stage = await createStage(platform, demoScene);
    const { driver } = stage;
    await driver.say('viewer', 'status');
    const card = await stage.expectMessage(/Status: nothing wrong is known/);
    expect(card.text).toMatch(/6 streams/);
    expect(card.text).toMatch(/1 of 1 running/);
    expect(card.text).toMatch(/1 with one ready: sports/);
    expect(card.text).toMatch(/1 of 2 with PGM: evening-studio/);
    expect(card.text).toMatch(/1 of 2 running: news-watch/);
    await driver.press('viewer', card, 'Pull tasks');
    await stage.expectMessage(/stadium-feed/);
    expect(stage.writes()).toEqual([]);
  });

  it('status shows the parts that answer where others are slow, refuse, or are cut off', async () => {
    stage = await createStage(platform, demoScene);
    const { sandbox, driver } = stage;
    await stage.console.call('ModifyLivePullStreamTask', {
      ...{
        TaskId: 'task-sports-backup',
        Operator: 'somebody',
        SourceUrls: ['rtmp://gone.example.com/live/x'],
      },
    });
    sandbox.fault({ kind: 'slow', action: 'DescribeCasterList', ms: 60_000, times: 9 });
    sandbox.fault({
      kind: 'error',
      action: 'DescribeBackupStreamList',
      code: 'UnauthorizedOperation',
      times: 9,
    });
    sandbox.fault({ kind: 'drop-connection', action: 'DescribeLiveStreamMonitorList', times: 9 });
    sandbox.fault({ kind: 'http-500', action: 'DescribeLiveDomainPlayInfoList', times: 9 });
    const asked = stage.clock.now();
    await driver.say('engineer', '状态');
    const card = await stage.expectMessage(/状态：未发现异常，3 部分未知/);
    expect(stage.clock.now() - asked).toBeLessThan(5000);
    expect(card.text).toMatch(/导播台.*未知：未及时应答/);
    expect(card.text).toMatch(/主备.*未知：密钥无权限/);
    expect(card.text).toMatch(/监播.*未知：无法连接云端/);
    expect(card.text).toMatch(/观众.*未知：云端故障/);
    expect(card.text).toMatch(/6 路/);
  });
});
