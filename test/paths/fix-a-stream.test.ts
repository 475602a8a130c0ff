import { afterEach, describe, expect, it } from 'vitest';
import { demoScene } from '../../sandbox/demo-scene.ts';
import type { SeenMessage } from './stage/driver.ts';
import { createStage, PLATFORMS, type Stage } from './stage/stage.ts';

let stage: Stage | undefined;
afterEach(async () => {
  await stage?.stop();
  stage = undefined;
});

/** Presses the button that takes back what was done, whatever it is called. */
async function pressUndo(user: string, card: SeenMessage): Promise<void> {
  const label = card.buttons.find((name) => name.startsWith('Undo'));
  // What comes up at once would be the second tap of a double tap, and is not counted.
  stage?.clock.advance(600);
  await stage?.driver.press(user, card, label ?? 'Undo');
}

const MAIN = 'push.example.com/live/main';
const SPORTS = 'push.example.com/live/sports';

describe.each(PLATFORMS)('%s', (platform) => {
  it('drops a stream: says beforehand that there is no undo, calls once, sees it gone', async () => {
    stage = await createStage(platform, demoScene);
    const { driver } = stage;
    await driver.say('engineer', `stream drop ${MAIN}`);
    let card = await stage.expectMessage(/Drop .*main\?/);
    expect(card.text).toMatch(/No undo.*encoder may push again/);
    expect(card.buttons).toEqual(['Confirm', 'Cancel']);
    expect(stage.writes()).toEqual([]);

    await driver.press('engineer', card, 'Confirm');
    card = await stage.expectUpdate(card, /Drop .*main: done in [\d.]+ (ms|s)/);
    expect(stage.writes()).toEqual(['DropLiveStream']);
    expect(card.buttons).toEqual(['Show']);
    expect((await stage.audit()).map((entry) => entry.phase)).toEqual(['proposed', 'before', 'done']);
  });

  it('forbids a stream, and undo resumes it', async () => {
    stage = await createStage(platform, demoScene);
    const { driver } = stage;
    await driver.say('engineer', `stream forbid ${MAIN} for:2h reason:"rights dispute"`);
    let card = await stage.expectMessage(/Forbid .*main/);
    await driver.press('engineer', card, 'Confirm');
    card = await stage.expectUpdate(card, /Forbid .*: done in/);
    expect(stage.writes()).toEqual(['ForbidLiveStream']);
    expect(stage.sandbox.push({ domain: 'push.example.com', app: 'live', stream: 'main' })).toMatchObject({
      accepted: false,
      errcode: 18,
    });

    await pressUndo('engineer', card);
    await stage.expectUpdate(card, /Resume .*main: done in/);
    expect(stage.writes()).toEqual(['ForbidLiveStream', 'ResumeLiveStream']);
    expect(stage.sandbox.push({ domain: 'push.example.com', app: 'live', stream: 'main' })).toMatchObject({
      accepted: true,
    });
  });

  it('switches to the backup, and undo switches back by the sequence that is current then', async () => {
    stage = await createStage(platform, demoScene);
    const { driver, sandbox } = stage;
    await driver.say('engineer', `backup switch ${SPORTS}`);
    let card = await stage.expectMessage(/Switch .*sports/);
    await driver.press('engineer', card, 'Confirm');
    card = await stage.expectUpdate(card, /Switch .*: done in/);
    expect(stage.writes()).toEqual(['SwitchBackupStream']);

    // The old main connects again meanwhile, and so gets another sequence.
    const where = { domain: 'push.example.com', app: 'live', stream: 'sports', source: '直推流' };
    sandbox.cut(where);
    const again = sandbox.push(where);
    if (!again.accepted) throw new Error('the push was refused');
    await pressUndo('engineer', card);
    await stage.expectUpdate(card, /: done in/);
    expect(stage.writes()).toEqual(['SwitchBackupStream', 'SwitchBackupStream']);
    const last = sandbox.calls().findLast((call) => call.action === 'SwitchBackupStream');
    expect(last?.params).toMatchObject({ UpstreamSequence: again.sequence });
  });

  it('takes preview to programme, and undo restores the programme that was there', async () => {
    stage = await createStage(platform, demoScene);
    const { driver, sandbox } = stage;
    await driver.say('producer', 'caster take evening-studio');
    let card = await stage.expectMessage(/Take .*evening-studio/);
    await driver.press('producer', card, 'Confirm');
    card = await stage.expectUpdate(card, /Take .*: done in/);
    expect(stage.writes()).toEqual(['CreateCasterPgm']);

    await pressUndo('producer', card);
    await stage.expectUpdate(card, /: done in/);
    expect(stage.writes()).toEqual(['CreateCasterPgm', 'CreateCasterPgm']);
    const restored = sandbox.calls().findLast((call) => call.action === 'CreateCasterPgm');
    expect(restored?.params).toMatchObject({
      PgmDisplayInfo: { LayoutIndex: 1, MarkPicIndexList: [1], MarkWordIndexList: [1] },
    });
  });

  it('starts a monitor, and undo stops it', async () => {
    stage = await createStage(platform, demoScene);
    const { driver } = stage;
    await driver.say('engineer', 'monitor start prime-time-wall');
    let card = await stage.expectMessage(/Start .*prime-time-wall/);
    await driver.press('engineer', card, 'Confirm');
    card = await stage.expectUpdate(card, /Start .*: done in/);
    await pressUndo('engineer', card);
    await stage.expectUpdate(card, /Stop .*: done in/);
    expect(stage.writes()).toEqual(['StartLiveStreamMonitor', 'StopLiveStreamMonitor']);
  });

  it('does the same in Chinese', async () => {
    stage = await createStage(platform, demoScene);
    const { driver } = stage;
    await driver.say('engineer', '流 断开 prime');
    const card = await stage.expectMessage(/断开 .*main？/);
    expect(card.buttons).toEqual(['确认', '取消']);
    await driver.press('engineer', card, '确认');
    await stage.expectUpdate(card, /已完成，用时/);
    expect(stage.writes()).toEqual(['DropLiveStream']);
  });
});
