import { afterEach, describe, expect, it } from 'vitest';
import { liveStream, sceneWith } from '../../../sandbox/scene.ts';
import { createAlertStage, type AlertStage } from '../alert/alert-stage.ts';

const MAIN = { domain: 'push.example.com', app: 'live', stream: 'main' };
const SCENE = sceneWith({ streams: [liveStream('push.example.com/live/main')] });
const SLACK_FIRST = ['slack over http', 'discord over http'] as const;
const DISCORD_FIRST = ['discord over http', 'slack over http'] as const;
const UNDELIVERED = /CRITICAL .*cards cannot be delivered to this channel/;

let stage: AlertStage;
afterEach(() => stage.stop());

const open = async (platforms: typeof SLACK_FIRST | typeof DISCORD_FIRST, channels = '') => {
  stage = await createAlertStage(platforms, SCENE, 'graceSeconds: 0', channels);
};
const isBare = (text: string) => {
  const secrets = [stage.slack?.botToken, stage.discord?.token, stage.slack?.signingSecret];
  for (const secret of secrets) expect(text).not.toContain(secret);
};

describe('a channel that takes no cards: the card says what helps there, and so does /readyz', () => {
  const words: readonly (readonly [string, RegExp, RegExp])[] = [
    [
      'not_in_channel',
      /Do: Airdesk is not in the channel. Type \/invite @Airdesk in it/,
      /\/invite @Airdesk/,
    ],
    ['is_archived', /Do: The channel is archived. Use another channel/, /archived. Use another/],
    ['a_word_of_tomorrow', /Do: Slack refused the message. Tell whoever runs Airdesk the code/, /the code/],
  ];
  it.each(words)('Slack: %s', async (error, advice, ready) => {
    await open(SLACK_FIRST);
    stage.slack?.fault({ method: 'chat.postMessage', kind: 'error', error, times: 10_000 });
    stage.sandbox.cut({ ...MAIN, errcode: 8 });
    await stage.wait(60_000, 500);
    const [card] = stage.cardsThere(UNDELIVERED);
    expect(card?.text).toMatch(advice);
    expect(card?.text).toContain(error);
    if (error !== 'not_in_channel') expect(card?.text).not.toMatch(/invite/i);
    expect(await stage.ready()).toMatch(ready);
    isBare(await stage.ready());
  });

  const codes: readonly (readonly [number, number, RegExp])[] = [
    [403, 50_001, /Do: Airdesk cannot see the channel/],
    [403, 50_013, /Do: Airdesk may not write in the channel/],
    [400, 160_005, /Do: The thread is locked. Have a moderator unlock it/],
    [403, 0, /Do: Discord does not let Airdesk do this/],
    [400, 99_999, /Do: Discord refused the message. Tell whoever runs Airdesk the code/],
  ];
  it.each(codes)('Discord: %i with code %i', async (status, code, advice) => {
    await open(DISCORD_FIRST);
    stage.discord?.fault({ route: 'create message', kind: 'error', status, code, times: 10_000 });
    stage.sandbox.cut({ ...MAIN, errcode: 8 });
    await stage.wait(60_000, 500);
    const [card] = stage.cardsThere(UNDELIVERED);
    expect(card?.text).toMatch(advice);
    expect(card?.text).not.toMatch(/invite/i);
    expect(card?.text).toContain(String(code === 0 ? status : code));
    isBare(await stage.ready());
  });

  it('in Chinese, where the channel that is told reads Chinese', async () => {
    await open(SLACK_FIRST, 'language: zh-CN');
    stage.slack?.fault({ method: 'chat.postMessage', kind: 'error', error: 'is_archived', times: 10_000 });
    stage.sandbox.cut({ ...MAIN, errcode: 8 });
    await stage.wait(60_000, 500);
    const [card] = stage.cardsThere(/无法向该频道投递卡片/);
    expect(card?.text).toMatch(/处置：该频道已归档，请改用其他频道/);
  });
});

describe('a platform that cannot be reached: /readyz says why', () => {
  it('Slack is away', async () => {
    await open(SLACK_FIRST);
    await stage.slack?.goDown();
    stage.sandbox.cut({ ...MAIN, errcode: 8 });
    await stage.wait(60_000, 500);
    expect(await stage.ready()).toMatch(
      /^200 .*cannot be reached: slack\. slack\.not-delivered: .*ECONNREFUSED.*network/,
    );
    await stage.slack?.comeUp();
    await stage.wait(60_000, 500);
    expect(await stage.ready()).not.toMatch(/ECONNREFUSED/);
  });

  it.each([
    ['token_revoked', /slack\.token_revoked: .*no longer accepts the bot.*SLACK_BOT_TOKEN/],
    ['message_limit_exceeded', /slack\.message_limit_exceeded: .*over its limit of messages/],
  ])('Slack: %s', async (error, why) => {
    await open(SLACK_FIRST);
    stage.slack?.fault({ method: 'chat.postMessage', kind: 'error', error, times: 10_000 });
    stage.sandbox.cut({ ...MAIN, errcode: 8 });
    await stage.wait(60_000, 500);
    expect(await stage.ready()).toMatch(why);
    isBare(await stage.ready());
  });

  it('Discord has blocked the address', async () => {
    await open(DISCORD_FIRST);
    stage.discord?.fault({ kind: 'http', status: 429, times: 10_000 });
    stage.sandbox.cut({ ...MAIN, errcode: 8 });
    await stage.wait(60_000, 500);
    expect(await stage.ready()).toMatch(/discord\.address-blocked: .*blocked this address/);
  });

  it.each(['slack', 'discord'] as const)('%s refuses the token at the start', async (side) => {
    await open(side === 'slack' ? SLACK_FIRST : DISCORD_FIRST);
    if (side === 'slack') stage.slack?.revokeTokens();
    else stage.discord?.revokeToken();
    await stage.restart();
    const ready = await stage.ready();
    expect(ready).toMatch(
      side === 'slack'
        ? /"slack":\{"ok":true,"why":"Slack no longer accepts the bot/
        : /"discord":\{"ok":false,"why":"not connected to Discord: Discord no longer accepts the bot token/,
    );
    isBare(ready);
    if (side === 'slack') stage.slack?.restoreTokens();
    else stage.discord?.restoreToken();
    await stage.wait(90_000, 1000);
    expect(await stage.ready()).toMatch(new RegExp(`"${side}":\\{"ok":true\\}`));
  });
});
