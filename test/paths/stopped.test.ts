import { afterEach, describe, expect, it } from 'vitest';
import { demoScene } from '../../sandbox/demo-scene.ts';
import { createStage, PLATFORMS, type Stage } from './stage/stage.ts';

let stage: Stage;
afterEach(() => stage.stop());

describe.each(PLATFORMS)('%s: stopped in the middle of a command', (platform) => {
  it('finishes what runs before it ends, and the card tells how it went', async () => {
    stage = await createStage(platform, demoScene);
    const { driver, sandbox } = stage;
    await driver.say('engineer', 'stream drop prime');
    const asked = await stage.expectMessage(/Drop .*main\?/);
    sandbox.fault({ kind: 'slow', ms: 300, action: 'DropLiveStream' });
    await driver.press('engineer', asked, 'Confirm');
    await stage.until('the call', () => stage.writes().length === 1);
    await stage.restart();
    expect((await stage.audit()).map(({ phase }) => phase)).toEqual(['proposed', 'before', 'done']);
    expect(stage.writes()).toEqual(['DropLiveStream']);
    // What the desk shows is kept in memory, and is gone with the process.
    if (platform !== 'desk') await stage.expectUpdate(asked, /Drop .*: done in/);
  });
});
