import { afterEach, describe, expect, it } from 'vitest';
import { typeLine } from '../../fakes/discord/type-line.ts';
import { demoScene } from '../../../sandbox/demo-scene.ts';
import { liveStream, sceneWith } from '../../../sandbox/scene.ts';
import { createAlertStage } from '../alert/alert-stage.ts';
import { CHANNEL, userId, type ChatDriver, type SeenMessage } from '../stage/driver.ts';
import { createStage, PEOPLE_CONFIG, type Stage } from '../stage/stage.ts';

const policy = (by: string): string => `policy: { confirmBy: ${by}, verifyWithinSeconds: 2 }\n`;
const MIRRORED = `channels:\n  slack:${CHANNEL.slack}: { mirrors: ["discord:${CHANNEL.discord}"] }\n`;
const RENAMED = PEOPLE_CONFIG.replace('  ada:', '  adalovelace:');
const WITHOUT_ADA = PEOPLE_CONFIG.replace(/.*ada:.*\n/, '');
const DEMOTED = PEOPLE_CONFIG.replace('roles: [engineer]', 'roles: [viewer]');

let stage: Stage;
afterEach(() => stage.stop());

async function seenIn(driver: ChatDriver | undefined, text: RegExp): Promise<SeenMessage> {
  if (!driver) throw new Error('no second platform');
  let found: SeenMessage | undefined;
  await stage.until(`${driver.name} to show ${String(text)}`, () => {
    found = driver.messages().findLast((message) => text.test(message.text));
    return found !== undefined;
  });
  return found as unknown as SeenMessage;
}

/** Asked in Slack by the engineer, and mirrored to Discord. */
async function asked(config: string, line = 'stream drop push.example.com/live/news'): Promise<SeenMessage> {
  stage = await createStage('slack over http', demoScene, config, 'discord over http');
  await stage.driver.say('engineer', line);
  const card = await stage.expectMessage(/news.*\?/);
  await stage.moment();
  return card;
}

describe('whoever asked, under another name in airdesk.yaml by now', () => {
  const another = policy('another') + MIRRORED;

  it('does not approve it from their other platform', async () => {
    await asked(another);
    await stage.restart(RENAMED + another);
    await stage.others?.press('engineer', await seenIn(stage.others, /Drop .*news\?/), 'Confirm');
    await seenIn(stage.others, /Somebody else has to confirm this/);
    expect(stage.writes()).toEqual([]);
  });

  it('is not taken for whoever has the old name now', async () => {
    const card = await asked(another);
    const swapped = RENAMED.replace('  lin:', '  ada:');
    await stage.restart(swapped + another);
    await stage.driver.press('lead', card, 'Confirm');
    await stage.expectUpdate(card, /: done/);
  });

  it('still confirms their own, from either platform, where only they may', async () => {
    const asker = policy('asker') + MIRRORED;
    await asked(asker);
    await stage.restart(RENAMED.replace('  lin:', '  ada:') + asker);
    const there = await seenIn(stage.others, /Drop .*news\?/);
    await stage.others?.press('lead', there, 'Confirm');
    await seenIn(stage.others, /Only \S+ can confirm this/);
    expect(stage.writes()).toEqual([]);
    await stage.others?.press('engineer', there, 'Confirm');
    await seenIn(stage.others, /: done/);
  });
});

describe('what somebody asked who may not any more', () => {
  const another = policy('another');

  it.each([
    ['was taken out of people', WITHOUT_ADA, /is no longer in airdesk\.yaml/],
    ['has roles that do not allow it', DEMOTED, /The roles of .* no longer allow it/],
  ])('and %s: is not run, and its card says why, for good', async (_, people, why) => {
    const card = await asked(another);
    await stage.restart(people + another);
    await stage.driver.press('lead', card, 'Confirm');
    const ended = await stage.expectUpdate(card, /not run: the person who asked may no longer do this/);
    expect(ended.text).toContain('Nothing was done.');
    expect(ended.text).toMatch(why);
    expect(ended.buttons).toEqual([]);
    const ends = async () => (await stage.audit()).filter(({ phase }) => phase === 'cancelled');
    await stage.until('its line in the audit', async () => (await ends()).length > 0);
    expect(await ends()).toMatchObject([{ reason: 'airdesk.asker-gone', person: 'lin' }]);
    await stage.restart(PEOPLE_CONFIG + another);
    await stage.driver.press('lead', card, 'Confirm');
    await stage.expectMessage(/This was cancelled/);
    expect(stage.writes()).toEqual([]);
  });

  it('ends whatever the policy says of who may confirm', async () => {
    const card = await asked(policy('asker'));
    await stage.restart(WITHOUT_ADA + policy('asker'));
    await stage.driver.press('lead', card, 'Confirm');
    await stage.expectUpdate(card, /not run: the person who asked may no longer do this/);
  });

  it('is undone all the same: an Undo is for emergencies', async () => {
    const card = await asked(another, 'stream forbid push.example.com/live/news for:2h');
    await stage.driver.press('lead', card, 'Confirm');
    await stage.expectUpdate(card, /: done/);
    await stage.restart(WITHOUT_ADA + another);
    const done = stage.driver.messages().find(({ id }) => id === card.id) ?? card;
    stage.clock.advance(1000);
    await stage.driver.press('lead', done, done.buttons.find((label) => label.startsWith('Undo')) ?? 'Undo');
    await stage.expectUpdate(done, /Resume .*: done/);
    expect(stage.writes()).toEqual(['ForbidLiveStream', 'ResumeLiveStream']);
  });
});

describe('somebody who is let in by a role of the platform only', () => {
  const ROLE = '500000000000000077';
  const PLAIN = `${policy('permitted')}platformRoles:\n  discord:${ROLE}: [engineer]\n`;
  const NO_ROLE = policy('permitted');
  const member = { id: userId('discord', 'stranger'), username: 'stranger', roles: ['1', ROLE] };

  async function preview(): Promise<SeenMessage> {
    stage = await createStage('discord over http', demoScene, PLAIN);
    const wire = { mode: 'http', botOrigin: stage.origin() } as const;
    const typed = typeLine('stream drop push.example.com/live/news');
    await stage.discord?.command(wire, member, CHANNEL.discord, typed);
    return stage.expectMessage(/Drop .*news\?/);
  }

  it('is confirmed by others while the role still gives roles here', async () => {
    const card = await preview();
    await stage.restart(PEOPLE_CONFIG + PLAIN);
    await stage.driver.press('lead', card, 'Confirm');
    await stage.expectUpdate(card, /: done/);
  });

  it('may not any more when it gives none', async () => {
    const card = await preview();
    await stage.restart(PEOPLE_CONFIG + NO_ROLE);
    await stage.driver.press('lead', card, 'Confirm');
    await stage.expectUpdate(card, /not run: the person who asked may no longer do this/);
    expect(stage.writes()).toEqual([]);
  });
});

describe('an alert', () => {
  it('that is assigned to somebody goes by the name that they have today', async () => {
    const scene = sceneWith({ streams: [liveStream('push.example.com/live/main')] });
    const alerts = await createAlertStage(['slack over http', 'discord over http'], scene, 'graceSeconds: 0');
    stage = alerts;
    alerts.sandbox.cut({ domain: 'push.example.com', app: 'live', stream: 'main' });
    await alerts.expectMessage(/main: off air/);
    const id = alerts.alertId(/main: off air/);
    await alerts.driver.say('engineer', `alert assign ${id} me`);
    await alerts.expectMessage(/Assigned to ada/);
    const channels = `alerts:\n  channels: ["slack:${CHANNEL.slack}", "discord:${CHANNEL.discord}"]\n  graceSeconds: 0\n`;
    // Somebody else goes by the old name now.
    await alerts.restart(RENAMED.replace('  lin:', '  ada:') + channels);
    await alerts.driver.say('viewer', `alert list adalovelace`);
    expect((await alerts.expectMessage(/Alerts: 1 critical/)).text).toContain('adalovelace');
    await alerts.driver.say('lead', `alert assign ${id} me`);
    await alerts.until('the card to name the lead', () =>
      alerts.cards(/main: off air/).some(({ text }) => /Assigned to: ada\b(?!love)/.test(text)),
    );
  });
});
