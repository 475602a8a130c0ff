import { afterEach, describe, expect, it } from 'vitest';
import { demoScene } from '../../../sandbox/demo-scene.ts';
import { CHANNEL, type ChatDriver, type SeenMessage } from '../stage/driver.ts';
import { createStage, type Stage } from '../stage/stage.ts';

const THREAD = '200000000000000777';

const TWO = `
accounts:
  home: { endpoint: CLOUD }
  overseas: { endpoint: CLOUD }
defaultAccount: home
policy: { confirmBy: permitted, verifyWithinSeconds: 2 }
`;
const BOUND = `${TWO}channels:
  discord:${CHANNEL.discord}: { account: overseas, language: zh-CN }
`;

let stage: Stage;
afterEach(() => stage.stop());

async function seenIn(driver: ChatDriver, text: RegExp, channel?: string): Promise<SeenMessage> {
  let found: SeenMessage | undefined;
  await stage.until(`${driver.name} to show ${String(text)}`, () => {
    found = driver.messages(channel).findLast((message) => text.test(message.text));
    return found !== undefined;
  });
  return found as unknown as SeenMessage;
}

const now = (driver: ChatDriver, card: SeenMessage): SeenMessage =>
  driver.messages(card.channel).find(({ id }) => id === card.id) ?? card;

/** People talk in a thread or a forum post, of which Discord tells the channel it is in, or does not. */
function inThread(parent: string | undefined): void {
  stage.discord?.guild.inside.set(THREAD, parent);
}

const theAccounts = async (): Promise<(string | undefined)[]> =>
  (await stage.audit()).filter(({ phase }) => phase === 'proposed').map(({ account }) => account);

describe.each(['discord over http', 'discord over gateway'] as const)('%s: a thread', (platform) => {
  it('of a bound channel works on its account, from the preview to the call', async () => {
    stage = await createStage(platform, demoScene, BOUND);
    const { driver } = stage;
    inThread(CHANNEL.discord);
    await driver.say('engineer', 'stream drop push.example.com/live/main', THREAD);
    const asked = await seenIn(driver, /Drop .*main\?/, THREAD);
    expect(asked.text).toContain('account overseas');
    await driver.press('engineer', asked, 'Confirm');
    await seenIn(driver, /Drop .*: done/, THREAD);
    expect((await stage.audit()).map(({ phase, account }) => [phase, account])).toEqual([
      ['proposed', 'overseas'],
      ['before', 'overseas'],
      ['done', 'overseas'],
    ]);
  });

  it('of a bound channel is refused another account', async () => {
    stage = await createStage(platform, demoScene, BOUND);
    inThread(CHANNEL.discord);
    await stage.driver.say('engineer', 'stream drop push.example.com/live/main account:home', THREAD);
    await seenIn(stage.driver, /This channel works on account "overseas" only/, THREAD);
    expect(await theAccounts()).toEqual([]);
  });

  it('with an entry of its own goes by that', async () => {
    stage = await createStage(platform, demoScene, `${BOUND}  discord:${THREAD}: { account: home }\n`);
    inThread(CHANNEL.discord);
    await stage.driver.say('engineer', 'stream drop push.example.com/live/main', THREAD);
    const asked = await seenIn(stage.driver, /Drop .*main\?/, THREAD);
    expect(asked.text).toContain('account home');
  });

  it('of which Discord does not tell the channel: it asks which account, and never guesses', async () => {
    stage = await createStage(platform, demoScene, BOUND);
    const { driver } = stage;
    inThread(undefined);
    await driver.say('engineer', 'stream drop push.example.com/live/main', THREAD);
    const asks = await seenIn(driver, /Which account\?/, THREAD);
    expect(asks.text).toContain('/live stream drop stream:push.example.com/live/main account:home');
    expect(await theAccounts()).toEqual([]);
    const [, overseas = ''] = asks.buttons;
    expect(overseas).toContain('account:overseas');
    await driver.press('engineer', asks, overseas);
    expect((await seenIn(driver, /Drop .*main\?/, THREAD)).text).toContain('account overseas');
    await driver.say('engineer', 'stream drop push.example.com/live/news account:home', THREAD);
    expect((await seenIn(driver, /Drop .*news\?/, THREAD)).text).toContain('account home');
  });

  it('of which Discord does not tell the channel is like any other where there is one account', async () => {
    stage = await createStage(platform, demoScene);
    inThread(undefined);
    await stage.driver.say('engineer', 'stream drop push.example.com/live/main', THREAD);
    await seenIn(stage.driver, /Drop .*main\?/, THREAD);
  });
});

describe('a preview that is mirrored', () => {
  const MIRRORED = `${TWO}channels:
  slack:${CHANNEL.slack}: { account: home, mirrors: ["discord:${CHANNEL.discord}"] }
  discord:${CHANNEL.discord}: { account: overseas }
`;

  it.each(['Confirm', 'Cancel'])(
    'into a channel of another account takes no %s there; where it was asked it does',
    async (label) => {
      stage = await createStage('slack over http', demoScene, MIRRORED, 'discord over http');
      const { driver, others } = stage;
      if (!others) throw new Error('no Discord');
      await driver.say('engineer', 'stream drop push.example.com/live/news');
      const here = await stage.expectMessage(/Drop .*news\?/);
      const there = await seenIn(others, /Drop .*news\?/);
      await others.press('lead', there, label);
      await seenIn(others, /This channel works on account "overseas" only/);
      expect(now(driver, here).buttons).toEqual(['Confirm', 'Cancel']);
      expect(stage.writes()).toEqual([]);
      await driver.press('lead', here, label);
      await stage.expectUpdate(here, label === 'Confirm' ? /: done/ : /cancelled/);
    },
  );

  it('into a thread of such a channel takes none either', async () => {
    const config = MIRRORED.replace(`["discord:${CHANNEL.discord}"]`, `["discord:${THREAD}"]`);
    stage = await createStage('slack over http', demoScene, config, 'discord over http');
    const { driver, others } = stage;
    if (!others) throw new Error('no Discord');
    inThread(CHANNEL.discord);
    await driver.say('engineer', 'stream drop push.example.com/live/news');
    const there = await seenIn(others, /Drop .*news\?/, THREAD);
    await others.press('lead', there, 'Confirm');
    await seenIn(others, /This channel works on account "overseas" only/, THREAD);
    expect(stage.writes()).toEqual([]);
  });

  it('is undone from its own account only', async () => {
    stage = await createStage('slack over http', demoScene, MIRRORED, 'discord over http');
    const { driver, others } = stage;
    if (!others) throw new Error('no Discord');
    await driver.say('engineer', 'stream forbid push.example.com/live/news for:2h');
    const here = await stage.expectMessage(/Forbid .*news/);
    await driver.press('engineer', here, 'Confirm');
    await stage.expectUpdate(here, /: done/);
    const there = await seenIn(others, /: done/);
    const undo = there.buttons.find((label) => label.startsWith('Undo')) ?? 'Undo';
    stage.clock.advance(1000);
    await others.press('lead', there, undo);
    await seenIn(others, /This channel works on account "overseas" only/);
    expect(stage.writes()).toEqual(['ForbidLiveStream']);
  });

  it('goes from a thread to where its channel is mirrored', async () => {
    const config = `${TWO}channels:\n  discord:${CHANNEL.discord}: { mirrors: ["slack:${CHANNEL.slack}"] }\n`;
    stage = await createStage('discord over http', demoScene, config, 'slack over http');
    const { driver, others } = stage;
    if (!others) throw new Error('no Slack');
    inThread(CHANNEL.discord);
    await driver.say('engineer', 'stream drop push.example.com/live/news', THREAD);
    const there = await seenIn(others, /Drop .*news\?/);
    await others.press('lead', there, 'Confirm');
    await seenIn(driver, /: done/, THREAD);
  });
});

describe('the audit', () => {
  it('names the channel in which it was pressed', async () => {
    const config = `${TWO}channels:\n  slack:${CHANNEL.slack}: { mirrors: ["discord:${CHANNEL.discord}"] }\n`;
    stage = await createStage('slack over http', demoScene, config, 'discord over http');
    const { driver, others } = stage;
    if (!others) throw new Error('no Discord');
    await driver.say('engineer', 'stream drop push.example.com/live/news');
    const there = await seenIn(others, /Drop .*news\?/);
    await others.press('lead', there, 'Confirm');
    await seenIn(others, /: done/);
    await driver.say('engineer', 'stream drop push.example.com/live/main');
    await others.press('lead', await seenIn(others, /Drop .*main\?/), 'Cancel');
    await seenIn(others, /cancelled/);
    const where = (await stage.audit()).map(({ phase, platform, channelId }) => [
      phase,
      `${platform}:${channelId}`,
    ]);
    const [slack, discord] = [`slack:${CHANNEL.slack}`, `discord:${CHANNEL.discord}`];
    expect(where).toEqual([
      ['proposed', slack],
      ['before', discord],
      ['done', discord],
      ['proposed', slack],
      ['cancelled', discord],
    ]);
    await driver.say('lead', 'audit');
    expect((await stage.expectMessage(/Latest actions: 2/)).text).toContain(discord);
  });
});
