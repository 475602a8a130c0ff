import { afterEach, describe, expect, it } from 'vitest';
import { liveStream, sceneWith } from '../../../../sandbox/scene.ts';
import type { Platform } from '../../stage/stage.ts';
import { channelKey, createAlertStage, type AlertStage } from '../alert-stage.ts';

const BOTH = ['slack over http', 'discord over http'] as const;
const WAYS: readonly (readonly [Platform, Platform])[] = [BOTH, ['discord over http', 'slack over http']];
const MAIN = { domain: 'push.example.com', app: 'live', stream: 'main' };
const PUSHED = { sinceMs: 3_600_000 };
const SCENE = sceneWith({
  streams: [
    liveStream('push.example.com/live/main'),
    liveStream('push.example.com/live/sports', PUSHED, PUSHED),
  ],
  casters: [
    {
      ...{ params: { CasterName: 'studio' }, id: 7001, pgm: { LayoutIndex: 1 } },
      inputs: [{ InputIndex: 1, InputUrl: 'rtmp://play.example.com/live/main', InputType: 1 }],
      layouts: [{ LayoutIndex: 1, LayoutTemplateId: 1, InputIndexList: '1' }],
    },
  ],
});
const MINUTE = 60_000;

const ALERTS = `graceSeconds: 0
escalate: duty
escalation:
  duty:
    levels: [{ call: ['rotation:room'] }]`;

/** It is 20:00: ada has the duty, and at 20:30 lin. */
function rotation(platform: Platform, more = ''): string {
  return `oncall:
  rotations:
    room:
      layers: [{ people: [ada, lin], handover: '20:30', start: 2026-02-28 }]
      channel: '${channelKey(platform)}'
      takeOverMinutes: 10
${more}`;
}

let stage: AlertStage;
afterEach(() => stage.stop());

const CARD = /Hand-over · room: lin is on call/;
const WAITING = /You are on call from now on\. Until you take over, ada is called as well/;
const LATE = /Not taken over · room/;

describe.each(WAYS)('a hand-over, in %s', (...platforms) => {
  it('calls whoever comes, with what is open; one press takes it over, once, and over restarts', async () => {
    stage = await createAlertStage(platforms, SCENE, ALERTS, rotation(platforms[0]));
    await stage.driver.say('lead', 'mute add pattern:test* until:2h why:tests');
    await stage.expectMessage(/Muted: /);
    stage.sandbox.cut({ ...MAIN, errcode: 12 });
    await stage.expectMessage(/CRITICAL .*main: off air/);
    expect(stage.cards(CARD)).toEqual([]);
    await stage.wait(MINUTE, 5000);
    const sports = { PushDomainName: 'push.example.com', AppName: 'live', StreamName: 'sports' };
    const { StreamInfoList } = await stage.console.call('DescribeBackupStreamList', { StreamName: 'sports' });
    const UpstreamSequence = StreamInfoList[0]?.BackupList?.find(({ MasterFlag }) => MasterFlag === 0)
      ?.UpstreamSequence as string;
    await stage.console.call('SwitchBackupStream', { ...sports, UpstreamSequence });
    await stage.wait(28 * MINUTE, 10_000);
    expect(stage.cards(CARD)).toEqual([]);
    await stage.wait(MINUTE, 5000);
    const card = await stage.expectMessage(CARD);
    expect(card.text).toMatch(WAITING);
    expect(card.text).toMatch(/Open alerts: 1[^]*CRITICAL [^\n]*main: off air/);
    expect(card.text).toMatch(/Muted: 1[^]*test\*/);
    expect(card.text).toMatch(
      /Shows running: 1\ncaster studio \(7001\)\nStreams on backup: 1\n[^\n]*sports since 20:01/,
    );
    expect(card.buttons).toEqual(expect.arrayContaining(['Take over', 'Show room', 'Alerts']));
    await stage.restart();
    await stage.wait(MINUTE, 5000);
    expect(stage.cards(CARD)).toHaveLength(1);

    await stage.driver.press('engineer', card, 'Take over');
    await stage.until('ada to be refused', () => stage.shown(/You are not on call in room/).length > 0);
    await stage.driver.press('lead', card, 'Take over');
    const taken = await stage.expectUpdate(card, /lin took over at 2026-03-01 20:3\d/);
    expect(taken.buttons).toEqual(['Show room']);
    await stage.restart();
    await stage.wait(15 * MINUTE, 5000);
    expect(stage.cards(CARD)).toHaveLength(1);
    expect(stage.cards(LATE)).toEqual([]);
    await stage.driver.say('lead', '值班 接手 room');
    await stage.until('what it was before', () => stage.shown(/已接手 room/).length > 0);
  });

  it('that nobody takes over is told, and whoever had the duty is called until somebody does', async () => {
    stage = await createAlertStage(platforms, SCENE, ALERTS, rotation(platforms[0]));
    await stage.wait(30 * MINUTE, 10_000);
    await stage.expectMessage(CARD);
    await stage.wait(10 * MINUTE, 5000);
    const late = await stage.expectMessage(LATE);
    expect(late.text).toMatch(/lin is on call but has not taken over for 10 min\. ada is called as well/);
    await stage.restart();
    await stage.wait(11 * MINUTE, 10_000);
    expect(stage.cards(LATE)).toHaveLength(1);
    stage.sandbox.cut({ ...MAIN, errcode: 12 });
    await stage.expectMessage(/CRITICAL [^]*Called: (?:lin, ada|lin、ada)/);
    await stage.driver.press('lead', late, 'Take over');
    await stage.expectUpdate(late, /lin took over/);
    await stage.until('the first card to say so too', () => stage.cards(/Until you take over/).length === 0);
  });

  it('by hand needs no button, and is told; its end calls whoever comes back', async () => {
    stage = await createAlertStage(platforms, SCENE, ALERTS, rotation(platforms[0]));
    await stage.driver.say('lead', 'oncall take room for:10m');
    const card = await stage.expectMessage(CARD);
    expect(card.text).toMatch(/lin took over/);
    expect(card.buttons).not.toContain('Take over');
    await stage.wait(10 * MINUTE, 5000);
    await stage.expectMessage(
      /Hand-over · room: ada is on call[^]*Until you take over, lin is called as well/,
    );
  });
});

describe('holes', () => {
  it('are told at the start and once a day, over restarts, and that they are filled', async () => {
    const HOLES = /room: gaps in the next seven days/;
    const layers = "[{ people: [ada], during: ['Sun', 'Tue-Fri'] }]";
    const file = (needed: string): string =>
      `oncall:\n  rotations:\n    room:\n      layers: ${layers}\n      needed: ['${needed}']\n      channel: '${channelKey(BOTH[0])}'\n`;
    stage = await createAlertStage(BOTH, SCENE, ALERTS, file('Sun-Fri'));
    const told = await stage.expectMessage(HOLES);
    expect(told.text).toMatch(/2026-03-02 00:00 UTC – 2026-03-03 00:00 UTC/);
    await stage.restart();
    await stage.wait(23 * 60 * MINUTE, 10 * MINUTE);
    expect(stage.cards(HOLES)).toHaveLength(1);
    // Nobody is on call since midnight, though somebody has to be.
    expect(stage.cards(/Hand-over · room: nobody is on call/)).toHaveLength(1);
    await stage.wait(61 * MINUTE, 10 * MINUTE);
    expect(stage.cards(HOLES)).toHaveLength(2);
    await stage.driver.say('lead', 'oncall override room ada now 8d');
    await stage.until('both to be brought up to date', () => stage.cards(HOLES).length < 2);
    await stage.expectMessage(/room: somebody is on call for the next seven days/);
  });
});
