import { afterEach, describe, expect, it } from 'vitest';
import { demoScene } from '../../../sandbox/demo-scene.ts';
import { CHANNEL, userId, type SeenMessage } from '../stage/driver.ts';
import { createStage, PEOPLE_CONFIG, type Stage } from '../stage/stage.ts';

const yaml = (accounts: readonly string[], usual: string, more = ''): string =>
  `accounts:\n${accounts.map((name) => `  ${name}: { endpoint: CLOUD }\n`).join('')}defaultAccount: ${usual}\n${more}`;
const ONE = yaml(['sports'], 'sports');
const BOTH = yaml(['sports', 'news'], 'news');
const OTHER = yaml(['news'], 'news');

let stage: Stage;
afterEach(() => stage.stop());

const restart = (config: string): Promise<void> => stage.restart(PEOPLE_CONFIG + config);

async function ask(line: string, text: RegExp): Promise<SeenMessage> {
  await stage.driver.say('engineer', line);
  return stage.expectMessage(text);
}

const accounts = async (): Promise<(string | undefined)[]> =>
  (await stage.audit()).filter(({ phase }) => phase === 'proposed').map(({ account }) => account);

/** A button as an earlier version made it, pressed on a card that is there. */
async function pressOld(button: string): Promise<void> {
  const { slack } = stage;
  const message = slack?.messages(CHANNEL.slack).at(-1);
  if (!slack || !message) throw new Error('there is no card');
  await slack.press(
    { mode: 'http', botOrigin: stage.origin() },
    userId('slack', 'engineer'),
    message,
    button,
  );
}

describe('a button of a card', () => {
  it('that was made while there was one account stays on it when another becomes the usual one', async () => {
    stage = await createStage('slack over http', demoScene, ONE);
    const card = await ask('stream show push.example.com/live/main', /live\/main/);
    await restart(BOTH);
    await stage.driver.press('engineer', card, 'Drop…');
    expect((await stage.expectMessage(/Drop .*main\?/)).text).toContain('account sports');
    expect(await accounts()).toEqual(['sports']);
  });

  it('that looks stays on it, too', async () => {
    stage = await createStage('slack over http', demoScene, ONE);
    const asked = await ask('stream drop push.example.com/live/news', /Drop .*news\?/);
    await stage.driver.press('engineer', asked, 'Confirm');
    const done = await stage.expectUpdate(asked, /: done/);
    await restart(BOTH);
    await stage.driver.press('engineer', done, 'Show');
    expect((await stage.expectMessage(/live\/news[^?]*account/)).text).toContain('account sports');
  });

  it('and a choice on a panel stay on it', async () => {
    stage = await createStage('slack over http', demoScene, ONE);
    const panel = await ask('panel post', /Panel: /);
    const choice = panel.buttons.find((label) => /news · Drop/.test(label)) ?? panel.buttons[0] ?? '';
    await restart(BOTH);
    await stage.driver.press('engineer', panel, choice);
    await stage.until('the preview', async () => (await accounts()).length > 0);
    expect(await accounts()).toEqual(['sports']);
  });

  it('of an account that is gone does nothing, and says which it was and what to type', async () => {
    stage = await createStage('slack over http', demoScene, ONE);
    const card = await ask('stream show push.example.com/live/main', /live\/main/);
    await restart(OTHER);
    await stage.driver.press('engineer', card, 'Drop…');
    const refused = await stage.expectMessage(/Account "sports" is no longer configured/);
    expect(refused.text).toContain('/live stream drop push.example.com/live/main account:NAME');
    expect(refused.text).toContain('Accounts: news.');
    expect(await accounts()).toEqual([]);
    await ask('stream drop push.example.com/live/main account:news', /Drop .*main\?/);
  });

  it('does not act in a channel that was bound to another account meanwhile', async () => {
    stage = await createStage('slack over http', demoScene, ONE);
    const card = await ask('stream show push.example.com/live/main', /live\/main/);
    await restart(
      yaml(['sports', 'news'], 'sports', `channels:\n  slack:${CHANNEL.slack}: { account: news }\n`),
    );
    await stage.driver.press('engineer', card, 'Drop…');
    await stage.expectMessage(/This channel works on account "news" only/);
    expect(await accounts()).toEqual([]);
  });

  it('keeps an account with a long name', async () => {
    const long = `sports-${'a'.repeat(57)}`;
    stage = await createStage('slack over http', demoScene, yaml([long, 'news'], 'news'));
    const card = await ask(`stream show push.example.com/live/main account:${long}`, /live\/main/);
    await stage.driver.press('engineer', card, 'Drop…');
    await stage.expectMessage(/Drop .*main\?/);
    expect(await accounts()).toEqual([long]);
  });
});

describe('a button of an earlier version', () => {
  it('that names no account asks which, where there are several', async () => {
    stage = await createStage('slack over http', demoScene, BOTH);
    await ask('stream list', /live\/main/);
    await pressOld('run:stream drop push.example.com/live/main');
    const asks = await stage.expectMessage(/Which account\?/);
    expect(asks.text).toContain('/live stream drop push.example.com/live/main account:sports');
    expect(await accounts()).toEqual([]);
    await stage.driver.press('engineer', asks, 'stream drop push.example.com/live/main account:sports');
    await stage.expectMessage(/Drop .*main\?/);
    expect(await accounts()).toEqual(['sports']);
  });

  it('that names none works on the account of a bound channel, and on the only one', async () => {
    const bound = `channels:\n  slack:${CHANNEL.slack}: { account: sports }\n`;
    stage = await createStage('slack over http', demoScene, BOTH + bound);
    await ask('stream list', /live\/main/);
    await pressOld('run:stream drop push.example.com/live/main');
    await stage.expectMessage(/Drop .*main\?/);
    await restart(OTHER);
    await pressOld('run:stream drop push.example.com/live/news');
    await stage.expectMessage(/Drop .*news\?/);
    expect(await accounts()).toEqual(['sports', 'news']);
  });

  it('that names one keeps it, behind free text too, and says so when it is gone', async () => {
    stage = await createStage('slack over http', demoScene, BOTH);
    await ask('stream list', /live\/main/);
    const button = 'run:stream forbid push.example.com/live/main 2h rights account:sports';
    await pressOld(button);
    await stage.expectMessage(/Forbid .*main/);
    expect(await accounts()).toEqual(['sports']);
    await restart(OTHER);
    await pressOld(button);
    await stage.expectMessage(/Account "sports" is no longer configured/);
    expect(await accounts()).toEqual(['sports']);
  });
});

describe('a form', () => {
  async function open(line: string, config: string) {
    stage = await createStage('slack over http', demoScene, config);
    const { slack, driver } = stage;
    if (!slack) throw new Error('no Slack');
    await driver.say('engineer', line);
    await stage.until('the form', () => slack.workspace.views.length > 0);
    const view = slack.workspace.views.at(-1);
    if (!view) throw new Error('no form');
    return (values: Readonly<Record<string, string>>) =>
      slack.submit({ mode: 'http', botOrigin: stage.origin() }, view, values);
  }
  const values = { stream: 'push.example.com/live/news' };

  it('of an account that is gone does nothing on the one that is left', async () => {
    const send = await open('stream drop account:sports', BOTH);
    await restart(OTHER);
    await send(values);
    const refused = await stage.expectMessage(/Account "sports" is no longer configured/);
    expect(refused.text).toContain('/live stream drop account:NAME');
    expect(await accounts()).toEqual([]);
  });

  it('stays on its account when another becomes the usual one', async () => {
    const send = await open('stream drop', ONE);
    await restart(BOTH);
    await send(values);
    await stage.expectMessage(/Drop .*news\?/);
    expect(await accounts()).toEqual(['sports']);
  });

  it('does not act in a channel that was bound to another account meanwhile', async () => {
    const send = await open('stream drop', ONE);
    await restart(
      yaml(['sports', 'news'], 'sports', `channels:\n  slack:${CHANNEL.slack}: { account: news }\n`),
    );
    await send(values);
    await stage.expectMessage(/This channel works on account "news" only/);
    expect(await accounts()).toEqual([]);
  });

  it('offers what it refuses on its own account', async () => {
    const send = await open('stream drop account:sports', BOTH);
    await send({ stream: 'gala' });
    const refused = await stage.expectMessage(/2 streams are called "gala"/);
    expect(refused.text).toContain('account:sports');
    await stage.driver.press('engineer', refused, refused.buttons[0] ?? '');
    await stage.expectMessage(/Drop .*gala\?/);
    expect(await accounts()).toEqual(['sports']);
  });
});

describe('a preview', () => {
  it('of an account that is gone is not confirmed, and says so', async () => {
    stage = await createStage('slack over http', demoScene, BOTH);
    const card = await ask('stream drop push.example.com/live/news account:sports', /Drop .*news\?/);
    await restart(OTHER);
    await stage.driver.press('engineer', card, 'Confirm');
    await stage.expectMessage(/Account "sports" is no longer configured/);
    expect(stage.writes()).toEqual([]);
  });
});
