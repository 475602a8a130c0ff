import { afterEach, describe, expect, it } from 'vitest';
import { quiet } from '../../machine/quiet.ts';
import { demoScene } from '../../../sandbox/demo-scene.ts';
import { createDeskDriver } from '../stage/desk-driver.ts';
import { CHANNEL, type ChatDriver, type SeenMessage } from '../stage/driver.ts';
import { createStage, type Stage } from '../stage/stage.ts';

const MIRRORED = `policy: { confirmBy: permitted, verifyWithinSeconds: 2 }
channels:
  slack:${CHANNEL.slack}: { mirrors: ["discord:${CHANNEL.discord}"] }
`;
const FORBID = 'stream forbid push.example.com/live/news for:2h';
const ASKED = /Forbid .*news until .*\?/;
const DONE = /Forbid .*news until .*: done/;

let stage: Stage;
afterEach(() => stage.stop());

const newest = (driver: ChatDriver): SeenMessage | undefined =>
  driver.messages().findLast(({ onlyFor }) => onlyFor === undefined);
const now = (card: SeenMessage): SeenMessage | undefined =>
  stage.driver.messages().find(({ id }) => id === card.id);

async function mirrored(text: RegExp): Promise<SeenMessage> {
  const { others } = stage;
  if (!others) throw new Error('there is no second platform');
  let found: SeenMessage | undefined;
  await stage.until(`the mirror to show ${String(text)}`, () => {
    found = others.messages().findLast((message) => text.test(message.text));
    return found !== undefined;
  });
  return found as unknown as SeenMessage;
}

/** Time passes in which platforms are tried again, in steps that leave a busy machine time to answer. */
async function wait(seconds: number): Promise<void> {
  for (let at = 0; at < seconds; at += 0.5) {
    stage.clock.advance(500);
    await new Promise((resolve) => setTimeout(resolve, 10));
    await quiet();
  }
  await stage.moment();
}

describe('a card and its mirror', () => {
  it('pressed in the mirror while its own channel is slow: both tell the end, with its Undo', async () => {
    stage = await createStage('slack over http', demoScene, MIRRORED, 'discord over http');
    stage.slack?.fault({ method: 'chat.postMessage', kind: 'slow', ms: 2500 });
    void stage.driver.say('engineer', FORBID);
    const there = await mirrored(ASKED);
    await stage.others?.press('lead', there, 'Confirm');
    expect((await mirrored(DONE)).id).toBe(there.id);
    const here = await stage.expectMessage(DONE);
    expect(here.buttons).toContain('Undo: resume');
    expect((await mirrored(DONE)).buttons).toEqual(here.buttons);
    expect(stage.writes()).toEqual(['ForbidLiveStream']);
  });

  it('cancelled in the mirror before its own channel has it: no copy goes on asking', async () => {
    stage = await createStage('slack over http', demoScene, MIRRORED, 'discord over http');
    stage.slack?.fault({ method: 'chat.postMessage', kind: 'slow', ms: 2500 });
    void stage.driver.say('engineer', FORBID);
    await stage.others?.press('lead', await mirrored(ASKED), 'Cancel');
    await mirrored(/cancelled by lead/);
    expect((await stage.expectMessage(/cancelled by lead/)).buttons).toEqual([]);
  });

  it('whose mirror cannot be reached for an hour is told there when it can, and not twice', async () => {
    stage = await createStage('slack over http', demoScene, MIRRORED, 'discord over http');
    await stage.discord?.goDown();
    await stage.driver.say('engineer', FORBID);
    await stage.driver.press('engineer', await stage.expectMessage(ASKED), 'Confirm');
    await stage.expectMessage(DONE);
    stage.clock.advance(3_600_000);
    await stage.discord?.comeUp();
    await wait(60);
    // By then nothing can be undone any more; what was done is told all the same.
    expect((await mirrored(DONE)).buttons).toEqual(['Show']);
    expect(stage.others?.messages().filter(({ text }) => DONE.test(text))).toHaveLength(1);
  });
});

describe('a platform that goes away after the press', () => {
  it.each(['slack over http', 'discord over http'] as const)(
    'for longer than anybody waits (%s): the card tells the end when it is back',
    async (platform) => {
      stage = await createStage(platform, demoScene);
      await stage.driver.say('engineer', FORBID);
      const asked = await stage.expectMessage(ASKED);
      stage.sandbox.fault({ kind: 'slow', ms: 800, action: 'ForbidLiveStream' });
      await stage.driver.press('engineer', asked, 'Confirm');
      await stage.expectMessage(/news until .*: running/);
      await (stage.slack ?? stage.discord)?.goDown();
      await wait(100);
      await (stage.slack ?? stage.discord)?.comeUp();
      await wait(60);
      expect(now(asked)?.text).toMatch(DONE);
      expect(now(asked)?.buttons).toContain('Undo: resume');
    },
  );

  it('and with it the whole process: the next one tells the end', async () => {
    stage = await createStage('slack over http', demoScene);
    await stage.driver.say('engineer', FORBID);
    const asked = await stage.expectMessage(ASKED);
    stage.sandbox.fault({ kind: 'slow', ms: 800, action: 'ForbidLiveStream' });
    await stage.driver.press('engineer', asked, 'Confirm');
    await stage.expectMessage(/news until .*: running/);
    await stage.slack?.goDown();
    await stage.until('the call', () => stage.writes().length === 1);
    await wait(10);
    await stage.restart();
    await stage.slack?.comeUp();
    await wait(60);
    expect(now(asked)?.text).toMatch(DONE);
    expect(stage.writes()).toEqual(['ForbidLiveStream']);
  });
});

describe('a preview', () => {
  it.each(['slack over http', 'discord over http'] as const)(
    'whose answer was lost on its way (%s) is found, and follows its proposal',
    async (platform) => {
      stage = await createStage(platform, demoScene);
      stage.slack?.fault({ method: 'chat.postMessage', kind: 'drop-after-effect' });
      stage.discord?.fault({ route: 'create message', kind: 'drop-after-effect' });
      await stage.driver.say('engineer', FORBID);
      await wait(10);
      await wait(130);
      const cards = stage.driver.messages().filter(({ text }) => /Forbid .*news/.test(text));
      expect(cards.map(({ text }) => /not confirmed in time/.test(text))).toEqual([true]);
      expect(cards[0]?.buttons).toEqual([]);
    },
  );

  it('in a thread is found there', async () => {
    stage = await createStage('slack over http', demoScene);
    await stage.driver.say('engineer', 'stream show push.example.com/live/main');
    const shown = await stage.expectMessage(/live\/main/);
    const { slack } = stage;
    if (!slack) throw new Error('no Slack');
    // A card with replies: whoever presses on it is answered in its thread.
    const [own] = slack.messages(CHANNEL.slack).filter(({ ts }) => ts === shown.id);
    const inThread = { ...own!, threadTs: shown.id };
    slack.fault({ method: 'chat.postMessage', kind: 'drop-after-effect' });
    await slack.press(
      { mode: 'http', botOrigin: stage.origin() },
      'U0ENGINEER',
      inThread,
      'run:stream drop push.example.com/live/main',
    );
    await wait(140);
    const cards = slack.messages(CHANNEL.slack).filter(({ text }) => /Drop push/.test(text));
    expect(cards).toHaveLength(1);
    expect(cards[0]?.threadTs).toBe(shown.id);
    expect(cards[0]?.text).toMatch(/not confirmed in time/);
  });

  it('that its channel refuses is withdrawn, and the mirror says so', async () => {
    stage = await createStage('slack over http', demoScene, MIRRORED, 'discord over http');
    stage.slack?.workspace.closed.set(CHANNEL.slack, 'not_in_channel');
    await stage.driver.say('engineer', FORBID);
    const there = await mirrored(/withdrawn/);
    expect(there.buttons).toEqual([]);
    expect(newest(stage.driver)).toBeUndefined();
  });

  it('on the desk comes back after a restart, since the page begins empty', async () => {
    stage = await createStage('desk', demoScene);
    await stage.driver.say('engineer', 'monitor start prime-time-wall');
    await stage.expectMessage(/Start .*prime-time-wall\?/);
    await stage.restart();
    const page = createDeskDriver({ origin: stage.origin() });
    const shown = (text: RegExp) => page.messages().find((message) => text.test(message.text));
    await stage.until('the page to show it', () => shown(/Start .*prime-time-wall\?/) !== undefined);
    const again = shown(/Start .*prime-time-wall\?/);
    if (again) await page.press('engineer', again, 'Confirm');
    await stage.until('the end', () => shown(/Start .*prime-time-wall: done/) !== undefined);
    await page.stop();
    expect(stage.writes()).toEqual(['StartLiveStreamMonitor']);
  });
});
