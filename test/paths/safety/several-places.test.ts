import { afterEach, describe, expect, it } from 'vitest';
import { demoScene } from '../../../sandbox/demo-scene.ts';
import { createDeskDriver } from '../stage/desk-driver.ts';
import { CHANNEL, type ChatDriver, type SeenMessage } from '../stage/driver.ts';
import { createStage, type Stage } from '../stage/stage.ts';

const MIRRORED = 'channels:\n  slack:C0ONAIR: { mirrors: ["desk:desk"] }\n';

let stage: Stage;
let desk: ChatDriver | undefined;
afterEach(async () => {
  await desk?.stop();
  desk = undefined;
  await stage.stop();
});

async function seenOnTheDesk(text: RegExp) {
  desk ??= createDeskDriver({ origin: stage.origin() });
  const driver = desk;
  await stage.until(`the desk to show ${String(text)}`, () =>
    driver.messages().some((message) => text.test(message.text)),
  );
  const found = driver.messages().findLast((message) => text.test(message.text));
  if (!found) throw new Error('it is gone again');
  return { driver, message: found };
}

describe('a card that lives in a Slack channel and on the desk', () => {
  it('is asked in one, confirmed in the other, and ends the same in both', async () => {
    stage = await createStage('slack over http', demoScene, `${MIRRORED}policy: { confirmBy: permitted }\n`);
    await stage.driver.say('engineer', 'stream drop prime');
    const inSlack = await stage.expectMessage(/Drop .*main\?/);
    await stage.moment();
    const { driver, message } = await seenOnTheDesk(/Drop .*main\?/);
    expect(message.buttons).toEqual(['Confirm', 'Cancel']);
    await driver.press('lead', message, 'Confirm');
    const done = await stage.expectUpdate(inSlack, /Drop .*: done in/);
    const mirrored = await seenOnTheDesk(/Drop .*: done in/);
    expect(mirrored.message.id).toBe(message.id);
    const withoutMark = done.text.slice(done.text.indexOf('Drop'));
    expect(mirrored.message.text).toBe(withoutMark);
    expect(stage.writes()).toEqual(['DropLiveStream']);
  });

  it('is not approved by its asker through the other platform, but by somebody else', async () => {
    stage = await createStage('slack over http', demoScene, `${MIRRORED}policy: { confirmBy: another }\n`);
    await stage.driver.say('engineer', 'stream drop prime');
    const inSlack = await stage.expectMessage(/Drop .*main\?/);
    await stage.moment();
    await stage.driver.press('engineer', inSlack, 'Confirm');
    await stage.expectMessage(/Somebody else has to confirm this/);
    const { driver, message } = await seenOnTheDesk(/Drop .*main\?/);
    await driver.press('engineer', message, 'Confirm');
    await seenOnTheDesk(/Somebody else has to confirm this/);
    expect(stage.writes()).toEqual([]);
    await driver.press('lead', message, 'Confirm');
    await stage.expectUpdate(inSlack, /Drop .*: done in/);
    expect(stage.writes()).toEqual(['DropLiveStream']);
  });
});

describe.each(['discord over gateway', 'discord over http'] as const)(
  'a card in Slack and in %s at once',
  (discord) => {
    const BOTH = `
policy: { confirmBy: permitted }
channels:
  slack:${CHANNEL.slack}: { mirrors: ["discord:${CHANNEL.discord}"] }
  discord:${CHANNEL.discord}: { mirrors: ["slack:${CHANNEL.slack}"] }
`;

    /** What is said, without the mark of the platform before the title. */
    const words = (message: SeenMessage): string => message.text.replace(/^[^\p{L}]+/u, '');

    async function inDiscord(text: RegExp): Promise<SeenMessage> {
      const driver = stage.others;
      if (!driver) throw new Error('no Discord');
      let found: SeenMessage | undefined;
      await stage.until(`Discord to show ${String(text)}`, () => {
        found = driver.messages().findLast((message) => text.test(message.text));
        return found !== undefined;
      });
      return found as unknown as SeenMessage;
    }

    it('asked in Slack, confirmed in Discord, undone in Slack: the same card on both all the way', async () => {
      stage = await createStage('slack over http', demoScene, BOTH, discord);
      await stage.driver.say('engineer', 'stream forbid prime for:2h');
      const asked = await stage.expectMessage(/Forbid .*main/);
      await stage.moment();
      const mirrored = await inDiscord(/Forbid .*main/);
      expect(words(mirrored)).toBe(words(asked));
      expect(mirrored.buttons).toEqual(asked.buttons);

      await stage.others?.press('lead', mirrored, 'Confirm');
      const done = await stage.expectUpdate(asked, /Forbid .*: done in/);
      const doneThere = await inDiscord(/Forbid .*: done in/);
      await stage.moment();
      expect(doneThere.id).toBe(mirrored.id);
      expect(words(doneThere)).toBe(words(done));
      expect(doneThere.buttons).toEqual(done.buttons);

      const undo = done.buttons.find((label) => label.startsWith('Undo')) ?? 'Undo';
      // What comes up at once would be the second tap of a double tap, and is not counted.
      stage.clock.advance(600);
      await stage.driver.press('lead', done, undo);
      const undone = await stage.expectUpdate(done, /Resume .*: done in/);
      const undoneThere = await inDiscord(/Resume .*: done in/);
      expect(undoneThere.id).toBe(mirrored.id);
      expect(words(undoneThere)).toBe(words(undone));
      expect(stage.writes()).toEqual(['ForbidLiveStream', 'ResumeLiveStream']);
    });

    it('asked in Discord, confirmed at the same moment in both: run once', async () => {
      stage = await createStage('slack over http', demoScene, BOTH, discord);
      const { driver, others } = stage;
      await others?.say('engineer', 'stream drop prime');
      const there = await inDiscord(/Drop .*main\?/);
      await stage.moment();
      const here = await stage.expectMessage(/Drop .*main\?/);
      await Promise.all([driver.press('lead', here, 'Confirm'), others?.press('engineer', there, 'Confirm')]);
      await stage.expectUpdate(here, /Drop .*: done in/);
      await inDiscord(/Drop .*: done in/);
      await stage.moment();
      expect(stage.writes()).toEqual(['DropLiveStream']);
    });
  },
);
