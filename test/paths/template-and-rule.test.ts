import { afterEach, describe, expect, it } from 'vitest';
import { demoScene } from '../../sandbox/demo-scene.ts';
import type { SeenMessage } from './stage/driver.ts';
import { createStage, PLATFORMS, type Stage } from './stage/stage.ts';

let stage: Stage | undefined;
afterEach(async () => {
  await stage?.stop();
  stage = undefined;
});

/** Types a line, confirms its preview, and resolves with the card of what came of it. */
async function done(on: Stage, line: string, asks: RegExp, ends: RegExp): Promise<SeenMessage> {
  await on.driver.say('lead', line);
  const card = await on.expectMessage(asks);
  on.clock.advance(600);
  await on.driver.press('lead', card, 'Confirm');
  const over = await on.expectUpdate(card, ends);
  on.clock.advance(600);
  return over;
}

const PLACE = 'push.example.com/live';

describe.each(PLATFORMS)('%s', (platform) => {
  it('makes a record template, uses it, gives the place another one, and takes that back', async () => {
    stage = await createStage(platform, demoScene);
    const { driver } = stage;
    await done(
      stage,
      'record template add short mp4 7d cut:10m',
      /Make the record template short/,
      /Make the record template short: done in/,
    );
    const bound = await done(
      stage,
      `record rule add ${PLACE} short`,
      /5 to 10 minutes later[\s\S]*On air there now/,
      /Use short .* for push\.example\.com\/live: done in/,
    );
    expect(bound.text).toMatch(/every stream/);
    const changed = await done(
      stage,
      `record rule set ${PLACE} evening-archive`,
      /Two steps[\s\S]*So far/,
      /Use evening-archive .* instead: done in/,
    );
    await driver.press('lead', changed, 'Undo: the former template');
    await stage.expectUpdate(changed, /Use short .* instead: done in/);
    expect(stage.writes()).toEqual([
      ...['CreateLiveRecordTemplate', 'CreateLiveRecordRule'],
      ...['DeleteLiveRecordRule', 'CreateLiveRecordRule', 'DeleteLiveRecordRule', 'CreateLiveRecordRule'],
    ]);
    await driver.say('lead', 'record rule list live');
    const list = await stage.expectMessage(/Record rules/);
    expect(list.text).toMatch(/short/);
  });

  it('removes no template that is in use, and says which line frees it', async () => {
    stage = await createStage(platform, demoScene);
    await stage.driver.say('lead', '录制 模板 删除 evening-archive');
    const refused = await stage.expectMessage(/正在使用中/);
    expect(refused.text).toMatch(/push\.example\.com\/studio 的规则/);
    expect(stage.writes()).toEqual([]);
  });
});

describe.each(PLATFORMS)('%s, a rule that gets another template', (platform) => {
  it('has its former one again where the cloud refuses the new one', async () => {
    stage = await createStage(platform, demoScene);
    await done(
      stage,
      'pad template add logo https://media.example.com/logo.png',
      /Make the pad template logo/,
      /done in/,
    );
    stage.sandbox.fault({ kind: 'error', action: 'CreateLivePadRule', code: 'InvalidParameterValue' });
    const card = await done(
      stage,
      'pad rule set push.example.com/studio logo',
      /Two steps/,
      /Use logo .* instead: failed/,
    );
    expect(card.text).toMatch(/Done and taken back: remove the former rule/);
    const { Rules } = await stage.console.call('DescribeLivePadRules', {});
    expect(Rules).toMatchObject([{ AppName: 'studio', TemplateId: 1370007 }]);
  });

  it('has none where that cannot be put back either: in red, with the lines that help', async () => {
    stage = await createStage(platform, demoScene);
    await done(
      stage,
      'pad template add logo https://media.example.com/logo.png',
      /Make the pad template logo/,
      /done in/,
    );
    const refused = { kind: 'error', action: 'CreateLivePadRule', code: 'InvalidParameterValue' } as const;
    stage.sandbox.fault({ ...refused, times: 2 });
    const card = await done(
      stage,
      'pad rule set push.example.com/studio logo',
      /Two steps/,
      /only partly done/,
    );
    expect(card.text).toMatch(/🔴 No pad rule exists for push\.example\.com\/studio now/);
    expect(card.text).toMatch(/Viewers see nothing when a push under it breaks/);
    await stage.driver.press('lead', card, 'pad rule add push.example.com/studio "id:1370007"');
    await stage.expectMessage(/Use back-soon .* for push\.example\.com\/studio/);
  });
});
