import { afterEach, describe, expect, it } from 'vitest';
import { demoScene } from '../../sandbox/demo-scene.ts';
import { createStage, PLATFORMS, type Stage } from './stage/stage.ts';

let stage: Stage | undefined;
afterEach(async () => {
  await stage?.stop();
  stage = undefined;
});

const QUICK = 'policy: { verifyWithinSeconds: 2 }';
const INPUTS = 'push.example.com/live/main,push.example.com/live/news';

async function called(on: Stage, name: string) {
  const { LiveStreamMonitors } = await on.console.call('DescribeLiveStreamMonitorList', {
    Index: 0,
    Count: 50,
  });
  return LiveStreamMonitors.find(({ MonitorName }) => MonitorName === name);
}

describe.each(PLATFORMS)('%s', (platform) => {
  it('makes a monitor that tells Airdesk, and undo removes it while it was never started', async () => {
    stage = await createStage(platform, demoScene, QUICK, undefined, true);
    const { driver, clock, callbacks } = stage;
    await driver.say('engineer', `monitor add evening ${INPUTS} size:1920x1080`);
    const card = await stage.expectMessage(/Add the monitor evening/);
    expect(card.text).toMatch(/1 {2}push\.example\.com\/live\/main/);
    expect(card.text).toMatch(/Callbacks go to\W+Airdesk/);
    expect(stage.writes()).toEqual([]);
    clock.advance(600);
    await driver.press('engineer', card, 'Confirm');
    const done = await stage.expectUpdate(card, /Add the monitor evening: done in/);
    expect(await called(stage, 'evening')).toMatchObject({
      ...{ Status: 0, CheckStreamBroken: 1, CheckStreamLowFrameRate: 1, AllowMonitorReport: 1 },
      OutputInfo: { OutputStreamWidth: 1920, OutputStreamHeight: 1080 },
      NotifyPolicy: { NotifyPolicyType: 1, CallbackUrl: callbacks().url },
    });
    // The address is known to the cloud alone.
    expect(await stage.disk()).not.toContain(new URL(callbacks().url).pathname);
    expect(
      driver
        .messages()
        .map(({ text }) => text)
        .join(),
    ).not.toContain(new URL(callbacks().url).pathname);
    clock.advance(600);
    await driver.press('engineer', done, 'Undo: remove evening');
    await stage.expectUpdate(done, /Remove monitor evening again: done in/);
    expect(await called(stage, 'evening')).toBeUndefined();
    expect(stage.writes()).toEqual(['CreateLiveStreamMonitor', 'DeleteLiveStreamMonitor']);
  });

  it('changes a monitor, tells what is no longer seen, keeps all else, and undo puts it back', async () => {
    stage = await createStage(platform, demoScene);
    const { driver, clock } = stage;
    const before = await called(stage, 'prime-time-wall');
    await driver.say('engineer', 'monitor set prime-time-wall push.example.com/live/main checks:lowfps');
    const card = await stage.expectMessage(/Change monitor prime-time-wall/);
    expect(card.text).toMatch(/🔴 No longer checked: broken streams/);
    expect(card.text).toMatch(/broken stream, low frame rate → low frame rate/);
    clock.advance(600);
    await driver.press('engineer', card, 'Confirm');
    const done = await stage.expectUpdate(card, /Change monitor prime-time-wall: done in/);
    const after = await called(stage, 'prime-time-wall');
    expect(after).toMatchObject({
      ...{ CheckStreamBroken: 0, CheckStreamLowFrameRate: 1, AllowMonitorReport: 1 },
      InputList: [{ InputStreamName: 'main', Description: 'Main' }],
      OutputInfo: before?.OutputInfo,
    });
    clock.advance(600);
    await driver.press('engineer', done, 'Undo: the former settings');
    await stage.expectUpdate(done, /Change monitor prime-time-wall: done in/);
    const again = await called(stage, 'prime-time-wall');
    expect(again).toEqual({ ...before, UpdateTime: again?.UpdateTime });
    expect(stage.writes()).toEqual(['ModifyLiveStreamMonitor', 'ModifyLiveStreamMonitor']);
  });

  it('changes none that runs, and says which line stops it', async () => {
    stage = await createStage(platform, demoScene);
    await stage.driver.say('engineer', '监播 修改 news-watch 检测:断流');
    const refused = await stage.expectMessage(/正在运行/);
    expect(refused.text).toMatch(/请先停止，修改后再启动/);
    expect(stage.writes()).toEqual([]);
  });

  it('is made once where the answer is lost, and overwrites nobody who was faster', async () => {
    stage = await createStage(platform, demoScene);
    const { driver, clock, sandbox } = stage;
    await driver.say('engineer', `monitor add evening ${INPUTS}`);
    const card = await stage.expectMessage(/Add the monitor evening/);
    clock.advance(600);
    sandbox.fault({ kind: 'timeout-after-effect', action: 'CreateLiveStreamMonitor' });
    await driver.press('engineer', card, 'Confirm');
    await stage.expectUpdate(card, /done/);
    expect(stage.writes()).toEqual(['CreateLiveStreamMonitor']);

    await driver.say('engineer', 'monitor set prime-time-wall checks:broken');
    const change = await stage.expectMessage(/Change monitor prime-time-wall/);
    clock.advance(600);
    const wall = await called(stage, 'prime-time-wall');
    await stage.console.call('ModifyLiveStreamMonitor', {
      ...{ MonitorId: wall?.MonitorId ?? '', AiFormatDiagnose: 1 },
    });
    await driver.press('engineer', change, 'Confirm');
    await stage.expectUpdate(change, /format/);
    expect(stage.writes()).toEqual(['CreateLiveStreamMonitor']);
  });
});
