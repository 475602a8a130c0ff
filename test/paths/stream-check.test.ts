import { afterEach, describe, expect, it } from 'vitest';
import { demoScene } from '../../sandbox/demo-scene.ts';
import { createStage, PLATFORMS, type Stage } from './stage/stage.ts';

let stage: Stage | undefined;
afterEach(async () => {
  await stage?.stop();
  stage = undefined;
});

const SPORTS = 'push.example.com/live/sports';

describe.each(PLATFORMS)('%s', (platform) => {
  it('stream check finds a ban, and its button lifts it', async () => {
    stage = await createStage(platform, demoScene);
    const { driver } = stage;
    await driver.say('viewer', `stream check ${SPORTS}`);
    const well = await stage.expectMessage(/sports: on air/);
    expect(well.text).toMatch(/1 backup ready/);
    expect(well.text).toMatch(/pull task stadium-feed runs/);
    stage.clock.advance(1000);
    await stage.console.call('ForbidLiveStream', {
      ...{ DomainName: 'push.example.com', AppName: 'live', StreamName: 'sports' },
    });
    stage.clock.advance(1000);
    await driver.say('engineer', `stream check ${SPORTS}`);
    const card = await stage.expectMessage(/sports: forbidden/);
    await driver.press('engineer', card, 'Resume…');
    await stage.expectMessage(/Resume push\.example\.com\/live\/sports/);
    expect(stage.writes()).toEqual([]);
  });

  it('stream check gives its verdict where half of the cloud is slow, refuses, or is cut off', async () => {
    stage = await createStage(platform, demoScene);
    const { driver, sandbox, clock } = stage;
    const asked = clock.now();
    sandbox.fault({ kind: 'slow', action: 'DescribeLiveStreamEventList', ms: 60_000, times: 9 });
    sandbox.fault({ kind: 'error', action: 'DescribeLiveDomain', code: 'UnauthorizedOperation', times: 9 });
    sandbox.fault({ kind: 'drop-connection', action: 'DescribeLivePullStreamTasks', times: 9 });
    sandbox.fault({ kind: 'http-500', action: 'DescribeLiveStreamState', times: 9 });
    await driver.say('engineer', `流 检查 ${SPORTS}`);
    const card = await stage.expectMessage(/sports：推流中/);
    expect(clock.now() - asked).toBeLessThan(6000);
    expect(card.text).toMatch(/\? 状态：云端故障/);
    expect(card.text).toMatch(/\? 上次推流：未及时应答/);
    expect(card.text).toMatch(/\? 拉流转推任务：无法连接云端/);
    expect(card.text).toMatch(/\? 推流域名：密钥无权限/);
    expect(card.text).toMatch(/1 路备流就绪/);
  });
});
