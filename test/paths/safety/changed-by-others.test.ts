import { afterEach, describe, expect, it } from 'vitest';
import { demoScene } from '../../../sandbox/demo-scene.ts';
import { createStage, type Stage } from '../stage/stage.ts';

let stage: Stage;
afterEach(() => stage.stop());

const MAIN = 'push.example.com/live/main';

/** Asks, confirms, and answers the card when it is done. */
async function doneBy(user: string, line: string, asked: RegExp, done: RegExp) {
  await stage.driver.say(user, line);
  const card = await stage.expectMessage(asked);
  await stage.driver.press(user, card, 'Confirm');
  const after = await stage.expectUpdate(card, done);
  stage.clock.advance(1000);
  return after;
}

describe('what somebody else did meanwhile', () => {
  it('a ban that was lifted and imposed anew is not lifted by the Undo of the first', async () => {
    stage = await createStage('desk', demoScene);
    const { driver } = stage;
    const first = await doneBy(
      'engineer',
      `stream forbid ${MAIN} for:2h`,
      /Forbid .*main/,
      /Forbid .*: done/,
    );
    await doneBy('lead', `stream resume ${MAIN}`, /Resume .*main\?/, /Resume .*: done/);
    await driver.say('lead', `stream forbid ${MAIN} for:7d reason:"rights claim"`);
    const again = await stage.expectMessage(/rights claim/);
    await driver.press('lead', again, 'Confirm');
    await stage.expectUpdate(again, /Forbid .*: done/);
    stage.clock.advance(1000);

    await driver.press('engineer', first, first.buttons.find((label) => label.startsWith('Undo')) ?? '');
    await stage.expectMessage(/It was changed again since/);
    expect(stage.writes()).toEqual(['ForbidLiveStream', 'ResumeLiveStream', 'ForbidLiveStream']);
  });

  it('a bare name that means another stream at the press asks again', async () => {
    stage = await createStage('desk', demoScene);
    const { driver, sandbox } = stage;
    const here = { domain: 'push.example.com', app: 'live', stream: 'solo' };
    const there = { domain: 'push2.example.com', app: 'live', stream: 'solo' };
    if (!sandbox.push(here).accepted) throw new Error('the push was refused');
    await driver.say('engineer', 'stream forbid solo for:2h');
    const card = await stage.expectMessage(/Forbid push\.example\.com\/live\/solo/);
    sandbox.cut(here);
    if (!sandbox.push(there).accepted) throw new Error('the push was refused');
    await driver.press('engineer', card, 'Confirm');
    await stage.expectUpdate(card, /Forbid push2\.example\.com\/live\/solo/);
    expect(stage.writes()).toEqual([]);
  });
});
