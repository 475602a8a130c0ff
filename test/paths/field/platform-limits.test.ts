import { afterEach, describe, expect, it } from 'vitest';
import { liveStream, sceneWith } from '../../../sandbox/scene.ts';
import { createAlertStage, type AlertStage } from '../alert/alert-stage.ts';
import { CHANNEL } from '../stage/driver.ts';

const MAIN = { domain: 'push1.example.com', app: 'live', stream: 'main' };
const OTHER = { domain: 'push2.example.com', app: 'live', stream: 'main' };
const SCENE = sceneWith({
  streams: [MAIN, OTHER].map(({ domain, app, stream }) => liveStream(`${domain}/${app}/${stream}`)),
});
const ALONE = 'graceSeconds: 0\nincident: { members: 100 }';
const MINUTE_MS = 60_000;

let stage: AlertStage;
afterEach(() => stage.stop());

const about = ({ domain }: typeof MAIN) => new RegExp(`${domain}/live/main: off air`);

describe('Slack', () => {
  it.each(['message_limit_exceeded', 'team_added_to_org', 'org_login_required', 'a_word_of_tomorrow'])(
    '%s for 90 s: carried by Discord at once, and in Slack soon after it has passed',
    async (error) => {
      stage = await createAlertStage(['slack over http', 'discord over http'], SCENE, ALONE);
      stage.slack?.fault({ method: 'chat.postMessage', kind: 'error', error, times: 10_000 });
      const start = stage.clock.now();
      stage.sandbox.cut({ ...MAIN, errcode: 8 });
      await stage.wait(10_000);
      expect(stage.cards(about(MAIN))).toEqual([]);
      expect(stage.cardsThere(about(MAIN))).toHaveLength(1);
      await stage.wait(80_000);
      stage.slack?.clearFaults();
      await stage.wait(62_000);
      expect(stage.cards(about(MAIN))).toHaveLength(1);
      const tries = stage.slack?.calls.filter(({ method }) => method === 'chat.postMessage') ?? [];
      expect(tries.filter(({ at }) => at < start + 90_000).length).toBeLessThan(20);
    },
  );

  it('a workspace over its limit that is answered with 429 and the bare word is the same', async () => {
    stage = await createAlertStage(['slack over http', 'discord over http'], SCENE, ALONE);
    stage.slack?.fault({ method: 'chat.postMessage', kind: 'over-limit', times: 10_000 });
    stage.sandbox.cut({ ...MAIN, errcode: 8 });
    await stage.wait(40_000);
    const tries = stage.slack?.calls.filter(({ method }) => method === 'chat.postMessage') ?? [];
    expect(tries.length).toBeLessThan(8);
    expect(stage.cardsThere(about(MAIN))).toHaveLength(1);
    stage.slack?.clearFaults();
    await stage.wait(35_000);
    expect(stage.cards(about(MAIN))).toHaveLength(1);
  });

  it('edits closed after a minute: one more card for each thing that people must know', async () => {
    stage = await createAlertStage(['slack over http', 'discord over http'], SCENE, ALONE);
    if (stage.slack) stage.slack.workspace.editWindowMs = MINUTE_MS;
    stage.sandbox.cut({ ...MAIN, errcode: 8 });
    const card = await stage.expectMessage(about(MAIN));
    await stage.wait(5 * MINUTE_MS, 1000);
    await stage.driver.press('engineer', card, 'Acknowledge');
    await stage.wait(5000);
    expect(stage.cards(about(MAIN)).map(({ text }) => /acknowledged/i.test(text))).toEqual([false, true]);
    await stage.wait(25 * MINUTE_MS, 2000);
    expect(stage.cards(about(MAIN))).toHaveLength(2);
    stage.sandbox.push(MAIN);
    await stage.wait(2 * MINUTE_MS, 1000);
    expect(stage.cards(/RECOVERED/)).toHaveLength(1);
    await stage.wait(30 * MINUTE_MS, 5000);
    const posts = stage.sent('slack').filter(({ kind }) => kind === 'post');
    expect(posts).toHaveLength(3);
  });
});

describe('a panel that cannot be edited', () => {
  const panels = () => stage.driver.messages().filter(({ text }) => /Panel: /.test(text));
  const comesAndGoes = async (minutes: number) => {
    for (let minute = 0; minute < minutes; minute += 1) {
      if (minute % 2 === 0) stage.sandbox.cut({ ...MAIN, errcode: 8 });
      else stage.sandbox.push(MAIN);
      await stage.wait(MINUTE_MS, 5000);
    }
  };

  it('Slack, edits closed after a minute: it goes slow, and says so; no panel and no card a minute', async () => {
    stage = await createAlertStage(['slack over http', 'discord over http'], SCENE, ALONE);
    if (stage.slack) stage.slack.workspace.editWindowMs = MINUTE_MS;
    await stage.driver.say('engineer', 'panel post');
    await stage.expectMessage(/Panel: /);
    await stage.wait(2 * MINUTE_MS, 5000);
    await comesAndGoes(35);
    expect(panels().length).toBeLessThanOrEqual(2);
    expect(stage.cards(about(MAIN)).length).toBeLessThanOrEqual(6);
    expect(panels().at(-1)?.text).toMatch(/Older than 5 min: no longer kept up to date/);
  });

  it('Discord, 30046: it is posted again about hourly, and a new critical does not wait for it', async () => {
    stage = await createAlertStage(['discord over http', 'slack over http'], SCENE, ALONE);
    await stage.driver.say('engineer', 'panel post');
    await stage.expectMessage(/Panel: /);
    await stage.wait(70 * MINUTE_MS, 10_000);
    if (stage.discord) stage.discord.guild.oldEditsRefusedFor = 600;
    const cutAt = stage.clock.now();
    stage.sandbox.cut({ ...OTHER, errcode: 8 });
    await stage.expectMessage(about(OTHER));
    expect(stage.clock.now() - cutAt).toBeLessThan(10_000);
    await comesAndGoes(20);
    // The client of Discord waits in real time, of which little has passed.
    await stage.until('the panel again', () => panels().length > 1);
    expect(panels()).toHaveLength(2);
    expect(panels().at(-1)?.text).toMatch(/posted again .*could not be edited/);
  });
});

describe('Discord', () => {
  it('30046 on an old card holds up that card alone, and it is replaced by a fresh one', async () => {
    stage = await createAlertStage(['discord over http', 'slack over http'], SCENE, ALONE);
    stage.sandbox.cut({ ...MAIN, errcode: 8 });
    await stage.expectMessage(about(MAIN));
    await stage.wait(70 * MINUTE_MS, 5000);
    if (stage.discord) stage.discord.guild.oldEditsRefusedFor = 600;
    stage.sandbox.push(MAIN);
    await stage.wait(2000);
    const cutAt = stage.clock.now();
    stage.sandbox.cut({ ...OTHER, errcode: 8 });
    await stage.expectMessage(about(OTHER));
    expect(stage.clock.now() - cutAt).toBeLessThan(10_000);
    await stage.wait(3 * MINUTE_MS, 1000);
    expect(stage.cards(/push1\S+.*RECOVERED|RECOVERED.*push1/s).length).toBe(1);
    expect(await stage.ready()).toMatch(/^200/);
    expect(stage.cardsThere(/cannot be reached/)).toEqual([]);
  });

  it('whoever presses on a card that cannot be edited is answered at once, on it or beside it', async () => {
    stage = await createAlertStage(['discord over http', 'slack over http'], SCENE, ALONE);
    stage.sandbox.cut({ ...MAIN, errcode: 8 });
    const card = await stage.expectMessage(about(MAIN));
    await stage.wait(70 * MINUTE_MS, 5000);
    if (stage.discord) stage.discord.guild.oldEditsRefusedFor = 600;
    const pressedAt = stage.clock.now();
    await stage.driver.press('engineer', card, 'Acknowledge');
    const told = await stage.expectMessage(/acknowledged/i);
    expect(stage.clock.now() - pressedAt).toBeLessThan(5000);
    expect(told.text).toMatch(/acknowledged/i);
  });

  it('a critical whose answer was lost and that was deleted meanwhile is there again at once', async () => {
    stage = await createAlertStage(['discord over http', 'slack over http'], SCENE, ALONE);
    stage.discord?.fault({ route: 'create message', kind: 'drop-after-effect' });
    stage.sandbox.cut({ ...MAIN, errcode: 8 });
    await stage.until('the lost message', () => stage.cards(about(MAIN)).length === 1);
    const [lost] = stage.cards(about(MAIN));
    stage.discord?.remove(CHANNEL.discord, lost?.id ?? '');
    await stage.wait(20_000);
    expect(stage.cards(about(MAIN))).toHaveLength(1);
    expect(await stage.ready()).not.toMatch(/10008/);
  });

  it('alerts in a thread: folded, it is opened by a line; locked, it is told elsewhere', async () => {
    stage = await createAlertStage(['discord over http', 'slack over http'], SCENE, ALONE);
    stage.sandbox.cut({ ...MAIN, errcode: 8 });
    await stage.expectMessage(about(MAIN));
    await stage.wait(5000);
    stage.discord?.guild.folded.set(CHANNEL.discord, 'folded');
    stage.sandbox.push(MAIN);
    await stage.wait(30_000);
    const texts = stage.cards(about(MAIN)).map(({ text }) => text);
    expect(texts).toHaveLength(2);
    for (const text of texts) expect(text).toMatch(/RECOVERED/);
    expect(stage.discord?.guild.folded.size).toBe(0);
    stage.discord?.guild.folded.set(CHANNEL.discord, 'locked');
    stage.sandbox.cut({ ...OTHER, errcode: 8 });
    await stage.wait(10_000);
    expect(stage.cardsThere(about(OTHER))).toHaveLength(1);
    expect(stage.cardsThere(/cannot be delivered to this channel/).length).toBeGreaterThanOrEqual(1);
    expect(await stage.ready()).toMatch(/160005|50083/);
  });

  it('an address that is blocked without a word is asked ever more rarely, and Slack carries criticals', async () => {
    stage = await createAlertStage(['discord over http', 'slack over http'], SCENE, ALONE);
    stage.discord?.fault({ kind: 'http', status: 429, times: 10_000 });
    stage.sandbox.cut({ ...MAIN, errcode: 8 });
    await stage.wait(60_000);
    const tries = stage.discord?.calls.filter(({ route }) => route === 'create message') ?? [];
    expect(tries.length).toBeLessThan(9);
    expect(stage.cardsThere(about(MAIN))).toHaveLength(1);
    stage.discord?.clearFaults();
    await stage.wait(35_000);
    expect(stage.cards(about(MAIN))).toHaveLength(1);
  });
});
