import { afterEach, describe, expect, it } from 'vitest';
import { demoScene } from '../../sandbox/demo-scene.ts';
import { createStage, PLATFORMS, type Stage } from './stage/stage.ts';

let stage: Stage;
afterEach(() => stage.stop());

describe.each(['slack over http', 'slack over socket'] as const)(
  '%s: options that were not given',
  (platform) => {
    it('are asked for in a form, and what it sends is previewed like a typed line', async () => {
      stage = await createStage(platform, demoScene);
      const { slack } = stage;
      if (!slack) throw new Error('no Slack');
      await stage.driver.say('engineer', 'stream forbid');
      await stage.until('the form', () => slack.workspace.views.length > 0);
      const [view] = slack.workspace.views;
      if (!view) throw new Error('no form');
      const wire =
        platform === 'slack over http'
          ? ({ mode: 'http', botOrigin: stage.origin() } as const)
          : ({ mode: 'socket' } as const);
      await slack.submit(wire, view, { stream: 'prime', for: '2h', reason: 'rights dispute' });
      const card = await stage.expectMessage(/Forbid .*main.*\?/);
      expect(card.text).toContain('rights dispute');
      await stage.driver.press('engineer', card, 'Confirm');
      await stage.expectUpdate(card, /Forbid .*: done in/);
      expect(stage.writes()).toEqual(['ForbidLiveStream']);
    });
  },
);

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
