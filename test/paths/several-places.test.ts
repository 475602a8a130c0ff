import { afterEach, describe, expect, it } from 'vitest';
import { demoScene } from '../../src/sandbox/demo-scene.ts';
import { createDeskDriver } from './desk-driver.ts';
import type { ChatDriver } from './driver.ts';
import { createStage, type Stage } from './stage.ts';

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
