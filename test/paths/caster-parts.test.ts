import { afterEach, describe, expect, it } from 'vitest';
import { demoScene } from '../../sandbox/demo-scene.ts';
import { createStage, PLATFORMS, type Stage } from './stage/stage.ts';

let stage: Stage | undefined;
afterEach(async () => {
  await stage?.stop();
  stage = undefined;
});

/** The id that the sandbox gives the first caster of the scene. */
const STUDIO = 63501;

describe.each(PLATFORMS)('%s: parts of a caster', (platform) => {
  it('changes words that are on air after saying so, and undo puts the former words back', async () => {
    stage = await createStage(platform, demoScene);
    const { driver, clock, console } = stage;
    const words = async () =>
      (await console.call('DescribeCasterMarkWordInfos', { CasterId: STUDIO })).MarkWordInfos[0]
        ?.MarkWordText;
    await driver.say('engineer', 'caster text set evening-studio 1 "LIVE: final"');
    let card = await stage.expectMessage(/Change text 1 of evening-studio/);
    expect(card.text).toMatch(/It is in PGM: viewers read it at once/);
    expect(card.text).toMatch(/LIVE → LIVE: final/);
    expect(stage.writes()).toEqual([]);
    expect(await words()).toBe('LIVE');
    await driver.press('engineer', card, 'Confirm');
    card = await stage.expectUpdate(card, /Change text 1 of .*: done in/);
    expect(await words()).toBe('LIVE: final');
    clock.advance(600);
    await driver.press('engineer', card, 'Undo: the former values');
    await stage.expectUpdate(card, /: done in/);
    expect(await words()).toBe('LIVE');
  });

  it('shows the preview anew where somebody else has changed the part meanwhile', async () => {
    stage = await createStage(platform, demoScene);
    const { driver, clock, console } = stage;
    await driver.say('engineer', 'caster text set evening-studio 1 "LIVE: final"');
    const card = await stage.expectMessage(/Change text 1 of evening-studio/);
    await console.call('ModifyCasterMarkWordInfo', {
      CasterId: STUDIO,
      MarkWordInfo: { MarkWordIndex: 1, MarkWordText: 'REPLAY' },
    });
    clock.advance(600);
    await driver.press('engineer', card, 'Confirm');
    const anew = await stage.expectUpdate(card, /REPLAY → LIVE: final/);
    expect(anew.text).not.toMatch(/done in/);
    expect(stage.writes()).toEqual([]);
  });

  it('removes no input that is on air, and says what uses it', async () => {
    stage = await createStage(platform, demoScene);
    const { driver } = stage;
    await driver.say('engineer', '导播 输入 删除 evening-studio 1');
    const refused = await stage.expectMessage(/输入 1 正在使用中/);
    expect(refused.text).toMatch(/请先切到其他画面/);
    expect(stage.writes()).toEqual([]);
  });

  it('adds an input under the next free number, and undo removes it', async () => {
    stage = await createStage(platform, demoScene);
    const { driver, clock, console } = stage;
    const numbers = async () =>
      (await console.call('DescribeCasterInputInfos', { CasterId: STUDIO })).InputInfos.map((input) =>
        Number(input.InputIndex),
      );
    await driver.say('engineer', 'caster input add evening-studio live rtmp://play.example.com/live/news');
    let card = await stage.expectMessage(/Add input 5 to evening-studio/);
    expect(card.text).toMatch(/Viewers notice nothing/);
    await driver.press('engineer', card, 'Confirm');
    card = await stage.expectUpdate(card, /Add input 5 to .*: done in/);
    expect(await numbers()).toEqual([1, 2, 3, 4, 5]);
    clock.advance(600);
    await driver.press('engineer', card, 'Undo: remove input 5');
    await stage.expectUpdate(card, /Remove input 5 of .*: done in/);
    expect(await numbers()).toEqual([1, 2, 3, 4]);
  });
});

describe.each(PLATFORMS)('%s: a caster before and during the show', (platform) => {
  it('changes the sound of PGM after saying that it would be silent, and undo gives it back', async () => {
    stage = await createStage(platform, demoScene);
    const { driver, clock, console } = stage;
    const heard = async () =>
      (await console.call('DescribeCasterDisplayInfo', { CasterId: STUDIO })).PgmDisplayInfo.AudioIndexList;
    await driver.say('engineer', 'caster sound evening-studio 4');
    let card = await stage.expectMessage(/Let PGM of evening-studio .* be heard from input 4/);
    expect(card.text).toMatch(/Nothing will be heard: silence/);
    expect(card.text).toMatch(/Viewers hear it at once/);
    expect(await heard()).toEqual([]);
    await driver.press('engineer', card, 'Confirm');
    card = await stage.expectUpdate(card, /be heard from .*: done in/);
    expect(await heard()).toEqual([4]);
    expect(stage.writes()).toEqual(['CreateCasterPgm']);
    clock.advance(600);
    await driver.press('engineer', card, 'Undo: former PGM');
    await stage.expectUpdate(card, /back into PGM .*: done in/);
    expect(await heard()).toEqual([]);
  });

  it('says what is missing before the show', async () => {
    stage = await createStage(platform, demoScene);
    const { driver, sandbox } = stage;
    await driver.say('viewer', 'caster check spare-studio');
    let card = await stage.expectMessage(/spare-studio \(63502\): all is well/);
    expect(card.text).toMatch(/input 1 \(News desk\) is pushed into/);
    sandbox.cut({ domain: 'push.example.com', app: 'live', stream: 'news', source: '直推流' });
    await driver.say('viewer', '导播 检查 spare-studio');
    card = await stage.expectMessage(/1 处需要处理/);
    expect(card.text).toMatch(/输入 1（News desk）没有推流/);
    expect(stage.writes()).toEqual([]);
  });

  it('gives an address to push into an input to the asker only', async () => {
    stage = await createStage(platform, demoScene);
    const { driver } = stage;
    await driver.say('lead', 'caster push-url spare-studio 1');
    const card = await stage.expectMessage(/Push into input 1 of spare-studio/);
    expect(card.onlyFor).toBeDefined();
    expect(card.text).toMatch(/caster_63502_input_1/);
    await driver.press('lead', card, 'Hide');
    await stage.until('the address is hidden', () =>
      driver.messages().every(({ text }) => !text.includes('caster_63502_input_1')),
    );
  });
});
