/** What is next in a caster is chosen without a question, on every platform; what goes on air asks, as ever. */
import { afterEach, describe, expect, it } from 'vitest';
import { demoScene } from '../../../sandbox/demo-scene.ts';
import { createStage, PLATFORMS, type Stage } from '../stage/stage.ts';

let stage: Stage;
afterEach(() => stage.stop());

describe.each(PLATFORMS)('on %s', (platform) => {
  it('choosing what is next runs at once, and the take asks', async () => {
    stage = await createStage(platform, demoScene, 'policy: { confirmBy: another }');
    await stage.driver.say('producer', 'caster pvw evening-studio layout 3');
    const done = await stage.expectMessage(/Put layout 3 .*into PVW.*: done/);
    expect(done.buttons).not.toContain('Confirm');
    expect(done.buttons.some((label) => label.startsWith('Undo'))).toBe(true);
    expect(stage.writes()).toEqual(['CreateCasterPvw']);
    const told = (await stage.audit()).filter(({ command }) => command.startsWith('caster pvw'));
    expect(told.map(({ phase }) => phase)).toEqual(['proposed', 'before', 'done']);

    await stage.driver.say('producer', 'caster take evening-studio');
    const ask = await stage.expectMessage(/Take PVW to PGM.*\?/);
    expect(ask.buttons).toContain('Confirm');
    expect(ask.text).toContain('PGM runs since');
    await stage.driver.press('producer', ask, 'Confirm');
    await stage.moment();
    // Two people, as the policy says.
    expect(stage.writes()).toEqual(['CreateCasterPvw']);
    stage.clock.advance(60_000);
    await stage.driver.press('lead', ask, 'Confirm');
    const taken = await stage.expectUpdate(ask, /: done/);
    // Of the picture that is on air now, not of the one before.
    expect(taken.text).toMatch(/PGM since: [^\n]*just now/);
    expect(stage.writes()).toEqual(['CreateCasterPvw', 'CreateCasterPgm']);
  });
});

it('whoever may not change anything does not choose either, and nothing is called', async () => {
  stage = await createStage('desk', demoScene);
  await stage.driver.say('viewer', 'caster pvw evening-studio layout 3');
  await stage.expectMessage(/not permitted|may not|no role/i);
  expect(stage.writes()).toEqual([]);
});

it('what was chosen already is not chosen again', async () => {
  stage = await createStage('desk', demoScene);
  await stage.driver.say('producer', 'caster pvw evening-studio layout 3');
  await stage.expectMessage(/: done/);
  await stage.driver.say('producer', 'caster pvw evening-studio layout 3');
  await stage.expectMessage(/shows that already/);
  expect(stage.writes()).toEqual(['CreateCasterPvw']);
});

it('where PVW was off, it is told that it runs now and is billed', async () => {
  stage = await createStage('desk', demoScene);
  await stage.driver.say('producer', 'caster pvw spare-studio layout 1');
  await stage.expectMessage(/: done[^]*PVW was started, and is billed/);
});
