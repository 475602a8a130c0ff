import { afterEach, describe, expect, it } from 'vitest';
import { demoScene } from '../../../sandbox/demo-scene.ts';
import { CHANNEL, type SeenMessage } from '../stage/driver.ts';
import { createStage, PEOPLE_CONFIG, type Stage } from '../stage/stage.ts';

const FORBID = 'stream forbid push.example.com/live/news for:2h';
const ASKED = /Forbid .*news until .*\?/;
const policy = (by: string): string => `policy: { confirmBy: ${by}, verifyWithinSeconds: 2 }\n`;
const MIRRORED = `${policy('permitted')}channels:
  slack:${CHANNEL.slack}: { mirrors: ["discord:${CHANNEL.discord}"] }
`;

let stage: Stage;
afterEach(() => stage.stop());

async function ask(user: string, line: string, text: RegExp): Promise<SeenMessage> {
  await stage.driver.say(user, line);
  return stage.expectMessage(text);
}
const now = (card: SeenMessage): SeenMessage =>
  stage.driver.messages().find(({ id }) => id === card.id) ?? card;

describe('where other tools went wrong', () => {
  it('a card pressed many times at once, by several people on two platforms, is one call', async () => {
    stage = await createStage('slack over http', demoScene, MIRRORED, 'discord over http');
    const card = await ask('engineer', FORBID, ASKED);
    const mirrored = () => stage.others?.messages().findLast(({ text }) => ASKED.test(text));
    await stage.until('the mirror', () => mirrored() !== undefined);
    const there = mirrored() ?? card;
    await Promise.all([
      ...['engineer', 'lead', 'engineer', 'lead'].map((user) => stage.driver.press(user, card, 'Confirm')),
      ...['lead', 'engineer'].map((user) => stage.others?.press(user, there, 'Confirm')),
    ]);
    await stage.expectUpdate(card, /: done/);
    await stage.moment();
    expect(stage.writes()).toEqual(['ForbidLiveStream']);
  });

  it('a late press on a preview that is over confirms nothing of the next one of the same line', async () => {
    stage = await createStage('slack over http', demoScene);
    const first = await ask('engineer', FORBID, ASKED);
    stage.clock.advance(121_000);
    await stage.expectUpdate(first, /not confirmed in time/);
    const second = await ask('engineer', FORBID, ASKED);
    expect(second.id).not.toBe(first.id);
    await stage.driver.press('engineer', first, 'Confirm').catch(() => undefined);
    await stage.moment();
    expect(stage.writes()).toEqual([]);
    expect(now(second).buttons).toContain('Confirm');
  });

  it('whoever may no longer use the command does not confirm it, and it goes on waiting for others', async () => {
    stage = await createStage('slack over http', demoScene, policy('another'));
    const card = await ask('engineer', FORBID, ASKED);
    await stage.restart(PEOPLE_CONFIG.replace('roles: [lead]', 'roles: [viewer]') + policy('another'));
    await stage.driver.press('lead', card, 'Confirm');
    await stage.expectMessage(/You may not use/);
    expect(stage.writes()).toEqual([]);
    expect(now(card).buttons).toContain('Confirm');
  });

  it('a press that the disk refused can be made again', async () => {
    const full = { now: false };
    const boundary = (step: string) => {
      if (full.now && step === 'store.wal.write') throw new Error('ENOSPC');
    };
    stage = await createStage('slack over http', demoScene, undefined, undefined, false, {}, { boundary });
    const card = await ask('engineer', FORBID, ASKED);
    full.now = true;
    await stage.driver.press('engineer', card, 'Confirm');
    await stage.expectMessage(/disk|store/i);
    await stage.moment();
    expect(stage.writes()).toEqual([]);
    expect(now(card).buttons).toContain('Confirm');
    full.now = false;
    await stage.driver.press('engineer', now(card), 'Confirm');
    await stage.expectUpdate(card, /: done/);
  });

  it('an edit that arrives late does not stand over the end', async () => {
    stage = await createStage('slack over http', demoScene);
    const card = await ask('engineer', FORBID, ASKED);
    stage.slack?.fault({ method: 'chat.update', kind: 'slow', ms: 2500 });
    await stage.driver.press('engineer', card, 'Confirm');
    await stage.expectMessage(/: done/);
    for (let second = 0; second < 10; second++) {
      stage.clock.advance(1000);
      await stage.moment();
    }
    expect(now(card).text).toMatch(/: done/);
    expect(now(card).buttons).toContain('Undo: resume');
  });
});
