import { afterEach, describe, expect, it } from 'vitest';
import { demoScene } from '../../sandbox/demo-scene.ts';
import { createDeskDriver } from './stage/desk-driver.ts';
import { CHANNEL, type SeenMessage } from './stage/driver.ts';
import { createStage, PLATFORMS, type Platform, type Stage } from './stage/stage.ts';

let stage: Stage;
afterEach(() => stage.stop());

const PRIME = { domain: 'push.example.com', app: 'live', stream: 'main' };
const SPORTS = { domain: 'push.example.com', app: 'live', stream: 'sports' };
const WHAT = 'prime push.example.com/live/sports casters monitors';

async function panelOn(platform: Platform, line = `panel post ${WHAT}`): Promise<SeenMessage> {
  stage = await createStage(platform, demoScene, 'policy: { verifyWithinSeconds: 2, panelSeconds: 5 }');
  await stage.driver.say('engineer', line);
  await stage.expectMessage(/The panel is posted/);
  return stage.expectMessage(/^.{0,3}Panel: /);
}

/** The panel's message as it is now. */
function now(panel: SeenMessage): SeenMessage {
  const found = stage.driver.messages().find(({ id }) => id === panel.id);
  if (!found) throw new Error('the panel is gone');
  return found;
}

/** Lets so many seconds pass, with time for what happens in every other one. */
async function seconds(count: number): Promise<void> {
  for (let second = 0; second < count; second += 2) {
    stage.clock.advance(1700);
    await stage.moment();
  }
}

const panels = () =>
  stage.driver.messages().filter(({ text, onlyFor }) => /^.{0,3}Panel: /.test(text) && !onlyFor);

describe.each(PLATFORMS)('%s: a panel', (platform) => {
  it('shows state, since when, viewers, and what can be done', async () => {
    const panel = await panelOn(platform);
    expect(panel.onlyFor).toBeUndefined();
    expect(panel.text).toMatch(/Panel: 2 of 2 streams on air/);
    expect(panel.text).toMatch(/prime: ● on air since 17:00/);
    expect(panel.text).toMatch(
      /sports: ● on air since 18:00 · \d\.\d Mbit\/s, 2[45] fps at 20:00 · [\d,]+ viewers · 1 backup/,
    );
    expect(panel.text).toMatch(/Caster evening-studio: ● PGM layout 1 · PVW layout 2 · program since 20:00/);
    expect(panel.text).toMatch(/Caster spare-studio: ○ PGM off/);
    expect(panel.text).toMatch(/Monitor news-watch: ● running/);
    expect(panel.text).toMatch(/Checked 2026-03-01 20:00:\d\d UTC/);
    expect(panel.buttons.slice(0, 4)).toEqual([
      'Switch sports…',
      'Take evening-studio…',
      'Drop prime…',
      'Drop sports…',
    ]);
    expect(panel.buttons).toEqual(
      expect.arrayContaining(['prime · Forbid…', 'evening-studio · Stop PGM…', 'prime-time-wall · Start…']),
    );
    expect(new Set(panel.buttons).size).toBe(panel.buttons.length);
    expect(stage.writes()).toEqual([]);
  });

  it('follows what happens at the cloud', async () => {
    const panel = await panelOn(platform);
    stage.sandbox.cut({ ...PRIME, all: true });
    let after = await stage.expectUpdate(panel, /1 of 2 streams on air[^]*prime: ○ not pushed/);
    expect(after.buttons).not.toContain('Drop prime…');
    stage.sandbox.push(PRIME);
    stage.clock.advance(4000);
    after = await stage.expectUpdate(after, /2 of 2 streams on air[^]*prime: ● on air since 20:00/);
    expect(after.buttons).toContain('Drop prime…');
    expect(panels()).toHaveLength(1);
  });

  it('acts through the same guards: preview, Confirm, and the panel follows at once', async () => {
    const panel = await panelOn(platform);
    await driver().press('engineer', panel, 'Drop prime…');
    const ask = await stage.expectMessage(/Drop push\.example\.com\/live\/main\?/);
    expect(stage.writes()).toEqual([]);
    await driver().press('engineer', ask, 'Confirm');
    await stage.expectUpdate(ask, /Drop .*main: done in/);
    expect(stage.writes()).toEqual(['DropLiveStream']);
    await stage.expectUpdate(panel, /prime: ○ not pushed/);
    // The encoder of the scene comes back by itself.
    await stage.expectUpdate(now(panel), /prime: ● on air since 20:00/);
  });

  it('starts from its menus what is on no button', async () => {
    const panel = await panelOn(platform);
    await driver().press('engineer', panel, 'prime-time-wall · Start…');
    const ask = await stage.expectMessage(/Start monitor prime-time-wall\?/);
    await driver().press('engineer', ask, 'Confirm');
    await stage.expectUpdate(ask, /Start .*: done in/);
    const after = await stage.expectUpdate(panel, /Monitor prime-time-wall: ● running since 20:0\d/);
    expect(after.buttons).toContain('prime-time-wall · Stop…');
  });

  it('gives nobody what they may not do', async () => {
    const panel = await panelOn(platform);
    await driver().press('viewer', panel, 'Drop prime…');
    const told = await stage.expectMessage(/You may not use "stream drop"/);
    expect(told.onlyFor).toBeDefined();
    // On the desk, whoever is not known has no shared card to press on.
    const strangers = driver().press('stranger', panel, 'Take evening-studio…');
    if (platform === 'desk') await expect(strangers).rejects.toThrow('desk.foreign-message');
    else {
      await strangers;
      await stage.expectMessage(/You are not in airdesk.yaml/);
    }
    await driver().say('viewer', 'panel remove');
    await stage.expectMessage(/You may not use "panel remove"/);
    expect(stage.writes()).toEqual([]);
    expect(panels()).toHaveLength(1);
  });

  it('says that the state is not known while the cloud cannot be read, and recovers', async () => {
    const panel = await panelOn(platform);
    stage.sandbox.fault({
      kind: 'error',
      action: 'DescribeLiveStreamOnlineList',
      code: 'ResourceNotFound.FreezeService',
      times: 1,
    });
    stage.clock.advance(4000);
    const unknown = await stage.expectUpdate(panel, /prime: \? state not known since 20:00/);
    expect(unknown.text).toContain('ResourceNotFound.FreezeService');
    expect(unknown.text).not.toMatch(/prime: ●/);
    expect(unknown.text).toMatch(/Caster evening-studio: ●/);
    stage.clock.advance(9000);
    const again = await stage.expectUpdate(unknown, /prime: ● on air since 17:00/);
    expect(again.text).not.toContain('FreezeService');
  });

  it('is edited only when there is something new, and never in a hurry', async () => {
    const panel = await panelOn(platform);
    const { edits } = now(panel);
    const calls = stage.sandbox.calls().length;
    await seconds(30);
    expect(now(panel).edits).toBe(edits);
    // Six readings: a list each of streams, pushes, casters and monitors, and two scenes; once what comes in.
    expect(stage.sandbox.calls().length - calls).toBeLessThanOrEqual(6 * 6 + 1);

    const main = { ...SPORTS, source: '直推流' };
    for (let second = 0; second < 60; second += 2) {
      if (second % 4 === 0) stage.sandbox.cut({ ...main, all: true });
      else stage.sandbox.push(main);
      await driver().press('engineer', now(panel), 'prime · Details');
      await seconds(2);
    }
    expect(now(panel).edits - edits).toBeGreaterThan(3);
    expect(now(panel).edits - edits).toBeLessThanOrEqual(13);
  });

  it('goes on after a restart', async () => {
    await panelOn(platform);
    await stage.restart();
    // The desk's page loads anew, and its room is empty until the panel is there again.
    const again = platform === 'desk' ? createDeskDriver({ origin: stage.origin() }) : undefined;
    const messages = () => (again ?? driver()).messages().filter(({ text }) => /Panel: /.test(text));
    stage.sandbox.cut({ ...PRIME, all: true });
    stage.clock.advance(5000);
    await stage.until('the news', () => messages().some(({ text }) => /prime: ○ not pushed/.test(text)));
    expect(messages()).toHaveLength(1);
    const [panel] = messages();
    await (again ?? driver()).press('engineer', panel!, 'prime · Forbid…');
    await stage.until('the preview', () =>
      (again ?? driver()).messages().some(({ text }) => /Forbid .*main until/.test(text)),
    );
    await again?.stop();
  });

  it('stands once in a channel: a newer one takes its place', async () => {
    const panel = await panelOn(platform);
    await driver().say('lead', 'panel post prime');
    const old = await stage.expectUpdate(panel, /Panel moved/);
    expect(old.buttons).toEqual([]);
    await stage.until('one panel', () => panels().length === 1);
    const [newer] = panels();
    expect(newer!.text).toMatch(/Panel: 1 of 1 streams on air/);
    expect(newer!.text).not.toMatch(/Caster/);

    await driver().say('viewer', 'panel list');
    await stage.expectMessage(/Control panels[^]*1 stream[^]*kept up to date/);
    await driver().say('lead', 'panel remove');
    const removed = await stage.expectUpdate(newer!, /Panel removed by/);
    expect(removed.buttons).toEqual([]);
    await seconds(10);
    expect(now(removed).edits).toBe(removed.edits);
    await driver().say('lead', 'panel remove');
    await stage.expectMessage(/There is no panel in this channel/);
  });

  it('without a word shows the configured streams and all casters and monitors; in Chinese too', async () => {
    stage = await createStage(platform, demoScene);
    await driver().say('engineer', '面板 发布');
    const panel = await stage.expectMessage(/控制面板：1 路流，1 路推流中/);
    expect(panel.text).toMatch(/prime：? ?:? ?● 推流中（17:00 起）/);
    expect(panel.text).toMatch(/导播 spare-studio[^]*监播 prime-time-wall/);
    expect(panel.buttons).toEqual(expect.arrayContaining(['断开 prime…', 'prime · 禁推…']));
  });

  it.each([
    ['what means two things', 'panel post gala', /"gala" can be 2 things[^]*push\.example\.net\/live\/gala/],
    ['what is not there', 'panel post evening-studo', /No stream on air, caster or monitor is called/],
    [
      'more than there is room for',
      `panel post ${'a b c d e f g h i'
        .split(' ')
        .map((name) => `push.example.com/live/${name}`)
        .join(' ')}`,
      /more than a panel has room for/,
    ],
  ])('refuses %s', async (_, line, told) => {
    stage = await createStage(platform, demoScene);
    await driver().say('engineer', line);
    const refused = await stage.expectMessage(told);
    expect(refused.onlyFor).toBeDefined();
    expect(panels()).toEqual([]);
  });
});

describe('a panel in Slack', () => {
  it('is posted again once when its message was deleted, and says so', async () => {
    const panel = await panelOn('slack over http');
    const message = stage.slack!.messages('C0ONAIR').find(({ ts }) => ts === panel.id)!;
    message.deleted = true;
    await seconds(10);
    expect(panels()).toEqual([]);
    stage.sandbox.cut({ ...PRIME, all: true });
    await stage.until('the panel', () => panels().length === 1);
    await seconds(30);
    const [again] = panels();
    expect(again!.id).not.toBe(panel.id);
    expect(again!.text).toMatch(/prime: ○ not pushed/);
    expect(again!.text).toMatch(/posted again 2026-03-01 20:00:\d\d UTC: the message was gone/);
    expect(panels()).toHaveLength(1);

    await stage.restart();
    stage.sandbox.push(PRIME);
    await stage.expectUpdate(again!, /prime: ● on air/);
    expect(panels()).toHaveLength(1);
  });

  it('says what to do where Airdesk is no member', async () => {
    stage = await createStage('slack over http', demoScene);
    stage.slack!.workspace.closed.set('C0ONAIR', 'not_in_channel');
    await driver().say('engineer', 'panel post');
    await stage.expectMessage(/invite @Airdesk/);
    expect(panels()).toEqual([]);
  });
});

function driver() {
  return stage.driver;
}

describe('in Discord a panel is pinned', () => {
  it.each(['discord over gateway', 'discord over http'] as const)('%s', async (platform) => {
    stage = await createStage(platform, demoScene);
    await stage.driver.say('engineer', 'panel post prime');
    await stage.until('the pin', () =>
      (stage.discord?.messages(CHANNEL.discord) ?? []).some((message) => message.pinned),
    );
  });

  it('and where the bot may not pin, it stands all the same', async () => {
    stage = await createStage('discord over gateway', demoScene);
    stage.discord?.fault({ route: 'pin', kind: 'error', code: 50013, times: 5 });
    await stage.driver.say('engineer', 'panel post prime');
    await stage.expectMessage(/The panel is posted/);
    expect(stage.discord?.messages(CHANNEL.discord).some((message) => message.pinned)).toBe(false);
  });
});
