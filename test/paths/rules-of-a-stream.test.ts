import { afterEach, describe, expect, it } from 'vitest';
import { demoScene } from '../../sandbox/demo-scene.ts';
import { createStage, PLATFORMS, type Stage } from './stage/stage.ts';

let stage: Stage | undefined;
afterEach(async () => {
  await stage?.stop();
  stage = undefined;
});

describe.each(PLATFORMS)('%s', (platform) => {
  it('rule list has what holds for a stream, and says which list could not be read', async () => {
    stage = await createStage(platform, demoScene);
    const { driver, sandbox } = stage;
    await driver.say('viewer', 'rule list push.example.com/live/news');
    const card = await stage.expectMessage(/Rules of push\.example\.com\/live\/news/);
    expect(card.text).toMatch(/720p/);
    expect(card.text).toMatch(/station-logo/);
    stage.clock.advance(1000);
    sandbox.fault({
      kind: 'error',
      action: 'DescribeLiveRecordRules',
      code: 'UnauthorizedOperation',
      times: 9,
    });
    await driver.say('engineer', '规则 列表 push.example.com/live/news');
    const half = await stage.expectMessage(/push\.example\.com\/live\/news 的规则/);
    expect(half.text).toMatch(/\? 录制：密钥无权限/);
    expect(stage.writes()).toEqual([]);
  });
});
