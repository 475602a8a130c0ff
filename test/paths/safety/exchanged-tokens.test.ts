/** Tokens of Slack and Discord are exchanged in their files during a show: nobody's command is lost, and a wrong one ends nothing. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { liveStream, sceneWith } from '../../../sandbox/scene.ts';
import { createFakeDiscord } from '../../fakes/discord/fake-discord.ts';
import { createFakeSlack } from '../../fakes/slack/fake-slack.ts';
import { createTestClock } from '../../fakes/test-clock.ts';
import { createAlertStage, type AlertStage } from '../alert/alert-stage.ts';
import type { Platform } from '../stage/stage.ts';

const MINUTE_MS = 60_000;
const SCENE = sceneWith({
  streams: ['s0', 's1', 's2', 's3'].map((name) => liveStream(`push.example.com/live/${name}`)),
});
const NEW = {
  DISCORD_TOKEN: ['MTAwMDAw', 'fake', 'AnotherBotToken'].join('.'),
  SLACK_BOT_TOKEN: ['xoxb', '1234', 'anotherBotToken'].join('-'),
  SLACK_APP_TOKEN: ['xapp', '1', 'A0AIRDESK', 'anotherAppToken'].join('-'),
};
type Name = keyof typeof NEW;

let stage: AlertStage;
let folder: string;
let old: Record<Name, string>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'airdesk-tokens-'));
  // What every fake begins with.
  const clock = createTestClock();
  const [discord, slack] = await Promise.all([createFakeDiscord({ clock }), createFakeSlack({ clock })]);
  old = { DISCORD_TOKEN: discord.token, SLACK_BOT_TOKEN: slack.botToken, SLACK_APP_TOKEN: slack.appToken };
  await Promise.all([discord.stop(), slack.stop()]);
});
afterEach(async () => {
  await stage.stop();
  await rm(folder, { recursive: true, force: true });
});

const put = (name: Name, value: string) => writeFile(join(folder, name), value);

/** Opens it with these secrets in files. */
async function open(platform: Platform, ...names: Name[]): Promise<void> {
  for (const name of names) await put(name, old[name]);
  const env = Object.fromEntries(
    names.flatMap((name) => [
      [name, ''],
      [`${name}_FILE`, join(folder, name)],
    ]),
  );
  const second = platform.startsWith('slack') ? 'discord over http' : 'slack over http';
  stage = await createAlertStage([platform, second], SCENE, 'closeMinutes: 60', '', { env });
}

/** Two looks at the files, and a moment. */
const looked = () => stage.wait(12_000, 500);

const asks = async () => (await stage.audit()).filter(({ command }) => command === 'whoami').length;

let cut = 0;
/** A stream goes off air: a card has to be posted with the bot token. */
async function alarm(): Promise<string> {
  const stream = `s${cut++ % 4}`;
  stage.sandbox.cut({ domain: 'push.example.com', app: 'live', stream, errcode: 12 });
  await stage.until(
    `a card of ${stream}`,
    () => stage.cards(new RegExp(`CRITICAL push.example.com/live/${stream}: off air`)).length > 0,
  );
  return stream;
}

const TOLD = /WARNING Airdesk: a new secret was not accepted/;

describe('the token of a gateway that is connected', () => {
  it('is exchanged without a command lost or done twice, and the connection of the former one ends', async () => {
    await open('discord over gateway', 'DISCORD_TOKEN');
    const { discord, driver } = stage;
    if (!discord) throw new Error('no Discord');
    discord.take(old.DISCORD_TOKEN, NEW.DISCORD_TOKEN);
    await put('DISCORD_TOKEN', NEW.DISCORD_TOKEN);
    let asked = 0;
    let wasBeside = false;
    for (let isOver = false; !isOver;) {
      await driver.say('engineer', 'whoami');
      asked += 1;
      await stage.wait(250);
      const as = discord.gateway.connectedAs();
      wasBeside ||= as.length === 2;
      isOver = as.length === 1 && as[0] === NEW.DISCORD_TOKEN;
      expect(asked).toBeLessThan(400);
    }
    expect(wasBeside).toBe(true);
    await driver.say('engineer', 'whoami');
    asked += 1;
    await stage.until('every ask in the audit', async () => (await asks()) === asked);
    await stage.moment();
    expect(await asks()).toBe(asked);
    const acknowledged = discord.calls.filter(({ route }) => route === 'callback');
    expect(acknowledged.map(({ status }) => status)).toEqual(Array.from({ length: asked }, () => 204));
    await alarm();
    expect(discord.usedLast('create message')).toBe(NEW.DISCORD_TOKEN);
    expect(discord.gateway.connections()).toBe(1);
    expect(await stage.ready()).toMatch(/^200/);
  });

  it('that was reset at Discord first: it is connected again with the new one, without a restart', async () => {
    await open('discord over gateway', 'DISCORD_TOKEN');
    const { discord, driver } = stage;
    if (!discord) throw new Error('no Discord');
    discord.take(NEW.DISCORD_TOKEN);
    await stage.until('it is told', async () => (await stage.ready()).startsWith('503'));
    expect(await stage.ready()).toContain('DISCORD_TOKEN');
    await put('DISCORD_TOKEN', NEW.DISCORD_TOKEN);
    await stage.until('it is back', async () => (await stage.ready()).startsWith('200'));
    expect(discord.gateway.connectedAs()).toEqual([NEW.DISCORD_TOKEN]);
    await driver.say('engineer', 'whoami');
    await stage.until('an answer', async () => (await asks()) === 1);
  });

  it.each(['one that Discord does not know', 'one of another application'] as const)(
    'is not exchanged for %s: it is told with a card, and goes on for as long as it takes',
    async (which) => {
      await open('discord over gateway', 'DISCORD_TOKEN');
      const { discord, driver } = stage;
      if (!discord) throw new Error('no Discord');
      const wrong = which.startsWith('one of') ? discord.foreignToken : 'MTAwMDAw.fake.nobodyKnowsThisOne';
      await put('DISCORD_TOKEN', wrong);
      await looked();
      await stage.until('a card', () => stage.cards(TOLD).length === 1);
      expect(stage.cards(TOLD)[0]?.text).toMatch(/variable: DISCORD_TOKEN/);
      expect(JSON.stringify(driver.messages())).not.toContain(wrong);
      expect(await stage.ready()).toMatch(/^200 .*DISCORD_TOKEN: a new secret was not accepted/);
      // Longer than a former secret is good for.
      await stage.wait(25 * MINUTE_MS, 5_000);
      expect(discord.gateway.connectedAs()).toEqual([old.DISCORD_TOKEN]);
      await driver.say('engineer', 'whoami');
      await stage.until('an answer', async () => (await asks()) === 1);
      await alarm();
      expect(discord.usedLast('create message')).toBe(old.DISCORD_TOKEN);
      discord.take(old.DISCORD_TOKEN, NEW.DISCORD_TOKEN);
      await put('DISCORD_TOKEN', NEW.DISCORD_TOKEN);
      await looked();
      await stage.until('it is over', () => stage.cards(/RECOVERED Airdesk: a new secret/).length === 1);
      expect(discord.gateway.connectedAs()).toContain(NEW.DISCORD_TOKEN);
    },
  );
});

describe('the tokens of Slack', () => {
  it('the bot token is exchanged; one that Slack does not know, or of another workspace, is told and ends nothing', async () => {
    await open('slack over http', 'SLACK_BOT_TOKEN');
    const { slack } = stage;
    if (!slack) throw new Error('no Slack');
    for (const wrong of ['xoxb-1234-nobodyKnowsThisOne', slack.foreignToken]) {
      await put('SLACK_BOT_TOKEN', wrong);
      await looked();
      await stage.until('a card', () => stage.cards(TOLD).length === 1);
      await stage.wait(25 * MINUTE_MS, 5_000);
      await alarm();
      expect(slack.usedLast('chat.postMessage')).toBe(old.SLACK_BOT_TOKEN);
    }
    slack.take({ bot: [old.SLACK_BOT_TOKEN, NEW.SLACK_BOT_TOKEN] });
    await put('SLACK_BOT_TOKEN', NEW.SLACK_BOT_TOKEN);
    await looked();
    await stage.until('it is over', () => stage.cards(/RECOVERED Airdesk: a new secret/).length === 1);
    await alarm();
    expect(slack.usedLast('chat.postMessage')).toBe(NEW.SLACK_BOT_TOKEN);
    // In a header, and in no body.
    expect(JSON.stringify(slack.calls)).not.toContain(NEW.SLACK_BOT_TOKEN);
  });

  it('the app token of Socket Mode is exchanged without an ask lost, and is not used any more then', async () => {
    await open('slack over socket', 'SLACK_APP_TOKEN');
    const { slack, driver } = stage;
    if (!slack) throw new Error('no Slack');
    await stage.until('two connections', () => slack.socket.connections() === 2);
    slack.take({ app: [old.SLACK_APP_TOKEN, NEW.SLACK_APP_TOKEN] });
    await put('SLACK_APP_TOKEN', NEW.SLACK_APP_TOKEN);
    let asked = 0;
    while (slack.socket.connections() < 4) {
      await driver.say('engineer', 'whoami');
      asked += 1;
      await stage.wait(250);
      expect(asked).toBeLessThan(400);
    }
    expect(slack.usedLast('apps.connections.open')).toBe(NEW.SLACK_APP_TOKEN);
    // Slack ends the former ones in its own time, as it does every few hours; by then the former token is gone.
    slack.take({ app: [NEW.SLACK_APP_TOKEN] });
    slack.socket.disconnect('refresh_requested', 0);
    slack.socket.disconnect('refresh_requested', 0);
    for (let k = 0; k < 10; k += 1) {
      await driver.say('engineer', 'whoami');
      asked += 1;
      await stage.wait(250);
    }
    await stage.until('every ask in the audit', async () => (await asks()) === asked);
    expect(slack.socket.connections()).toBe(2);
    expect(await stage.ready()).toMatch(/^200/);
  });

  it('the app token is not exchanged for one that Slack does not take, and the former one opens connections still', async () => {
    await open('slack over socket', 'SLACK_APP_TOKEN');
    const { slack, driver } = stage;
    if (!slack) throw new Error('no Slack');
    await put('SLACK_APP_TOKEN', 'xapp-1-A0AIRDESK-nobodyKnowsThisOne');
    await looked();
    await stage.until('a card', () => stage.cards(TOLD).length === 1);
    await stage.wait(15 * MINUTE_MS, 5_000);
    slack.socket.disconnect('refresh_requested');
    await stage.until('new connections', () => slack.socket.connections() === 2);
    await driver.say('engineer', 'whoami');
    await stage.until('an answer', async () => (await asks()) === 1);
  });
});
