import { afterEach, describe, expect, it } from 'vitest';
import { demoScene } from '../../../sandbox/demo-scene.ts';
import { createStage, PLATFORMS, type Stage } from '../stage/stage.ts';

let stage: Stage;
afterEach(() => stage.stop());

/** The producer has every command by pattern, and no risk at all. */
const ROLES = `roles:
  viewer: { risks: [read] }
  engineer: { risks: [read, change, air] }
  producer: { commands: ['*', 'api *', 'pull *'] }
  lead: { risks: [read, change, air, destroy, secret] }
policy: { verifyWithinSeconds: 2, confirmBy: permitted }
`;

describe.each(PLATFORMS)(
  '%s: a pattern opens no door to what cannot be got back, nor to keys',
  (platform) => {
    const set = async () => {
      stage = await createStage(platform, demoScene, ROLES);
      return stage.driver;
    };

    it.each([
      ['pull remove stadium-feed', /You may not use "pull remove"[^]*lead/],
      ['api DeleteLivePullStreamTask TaskId=1 Operator=bo', /You may not use "api DeleteLivePullStreamTask"/],
      ['push-url prime', /You may not use "push-url"[^]*lead/],
      [
        'api DescribeLivePushAuthKey DomainName=push.example.com',
        /You may not use "api DescribeLivePushAuthKey"/,
      ],
    ])('typed: %s', async (line, told) => {
      const driver = await set();
      await driver.say('producer', line);
      await stage.expectMessage(told);
      expect(stage.writes()).toEqual([]);
    });

    it('confirming what a lead asked, and what whoami and help tell', async () => {
      const driver = await set();
      const task = { TaskId: 'task-sports-backup', Operator: 'lin', Status: 'pause' };
      await stage.console.call('ModifyLivePullStreamTask', task);
      await driver.say('lead', 'pull remove stadium-feed');
      const card = await stage.expectMessage(/(?:Remove|Delete) .*\?/);
      await driver.press('producer', card, 'Confirm');
      await stage.expectMessage(/pull remove/);
      await stage.moment();
      expect(stage.writes()).toEqual([]);

      await driver.say('producer', 'whoami');
      await stage.expectMessage(/You may not[^]*pull remove/);
      await driver.say('producer', 'help pull remove');
      await stage.expectMessage(/Who may[^]*lead/);
    });

    it('what viewers notice it does give', async () => {
      const driver = await set();
      await driver.say('producer', 'stream drop prime');
      const card = await stage.expectMessage(/Drop .*\?/);
      await driver.press('producer', card, 'Confirm');
      await stage.expectUpdate(card, /done in/);
      expect(stage.writes()).toEqual(['DropLiveStream']);
    });
  },
);
