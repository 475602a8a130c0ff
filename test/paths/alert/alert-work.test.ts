import { afterEach, describe, expect, it } from 'vitest';
import { liveStream, sceneWith } from '../../../sandbox/scene.ts';
import { createAlertStage, type AlertStage } from './alert-stage.ts';
import { CHANNEL, userId } from '../stage/driver.ts';
import type { Platform } from '../stage/stage.ts';

const BOTH = ['slack over http', 'discord over http'] as const;
const WAYS: readonly (readonly [Platform, Platform])[] = [BOTH, ['discord over http', 'slack over http']];
const MAIN = { domain: 'push.example.com', app: 'live', stream: 'main' };
const SIDE = { ...MAIN, stream: 'side' };
const SCENE = sceneWith({
  streams: [liveStream('push.example.com/live/main'), liveStream('push.example.com/live/side')],
});
const OFF_AIR = /main: off air/;
const NOW = 'graceSeconds: 0';
const MINUTE_MS = 60_000;

let stage: AlertStage;
afterEach(() => stage.stop());

/** The card of the alert, not an answer that names it. */
const cardOf = (name: string) =>
  stage
    .cards(new RegExp(`^[^\\n]{0,4}(CRITICAL|WARNING|INFO|RECOVERED|CLOSED) [^\\n]*${name}: off air`))
    .filter(({ text }) => !/alert raised/.test(text));

describe.each(WAYS)('commands in %s', (...platforms) => {
  it('list, show, acknowledge, note, assign, mute, unmute and close do it, and say so on the card', async () => {
    stage = await createAlertStage(platforms, SCENE, NOW);
    const { driver } = stage;
    await driver.say('viewer', 'alert list');
    await stage.expectMessage(/No alerts/);
    stage.sandbox.cut(MAIN);
    let card = await stage.expectMessage(OFF_AIR);
    const id = stage.alertId(OFF_AIR);

    await driver.say('viewer', 'alert list');
    const list = await stage.expectMessage(/Alerts: 1 critical/);
    expect(list.text).toContain(id);
    await driver.say('viewer', `alert show ${id.slice(0, 4)}`);
    const shown = await stage.expectMessage(/alert raised: first report/);
    expect(shown.text).toMatch(/CRITICAL .*main: off air/);

    const does = async (line: string, answer: RegExp, onCard: RegExp) => {
      await driver.say('lead', line);
      await stage.expectMessage(answer);
      await stage.until(`the card to show ${String(onCard)}`, () =>
        onCard.test(cardOf('main')[0]?.text ?? ''),
      );
      await stage.seenThere(onCard);
    };
    await does(`alert ack ${id}`, /Acknowledged: .*main/, /acknowledged by/);
    await does(`alert assign ${id} bo`, /Assigned to bo/, /Assigned to: bo/);
    await does(`alert mute ${id} 2h`, /Muted until .*22:00/, /muted until .*22:00/i);
    await does(`alert unmute ${id}`, /No longer muted/, /Assigned to: bo/);
    await driver.say('lead', `alert note ${id} the encoder lost power, txSecret=abcdef0123456789`);
    await stage.expectMessage(/Noted/);
    await does(
      `alert close ${id} the planned test`,
      /Closed: /,
      /CLOSED [^]*closed by \w*lead[^]*Why: the planned test/i,
    );
    card = cardOf('main')[0] ?? card;
    expect(card.buttons).toEqual([]);
    expect(cardOf('main')).toHaveLength(1);

    await driver.say('viewer', `incident report ${id}`);
    const report = await stage.expectMessage(/# Report: /);
    const steps = [
      /alert raised/,
      /acknowledged it/,
      /assigned it: bo/,
      /muted it/,
      /unmuted it/,
      /noted: the encoder lost power/,
      /closed it: the planned test/,
    ].map((step) => report.text.search(step));
    expect(
      steps.every((at) => at > 0),
      report.text,
    ).toBe(true);
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect(report.text).not.toMatch(/abcdef0123456789/);
    for (const line of [
      `alert ack ${id}`,
      `alert mute ${id} 2h`,
      `alert close ${id}`,
      `alert note ${id} more`,
    ]) {
      await driver.say('lead', line);
      await stage.moment();
    }
    expect(stage.shown(/is closed/i).length).toBeGreaterThanOrEqual(4);
  });

  it('a mute of a pattern keeps a new alert quiet, and announces it when it ends while that lasts', async () => {
    stage = await createAlertStage(platforms, SCENE, NOW);
    const { driver } = stage;
    await driver.say('lead', 'mute add pattern:push.example.com/live/* until:10m why:encoder swap');
    const muted = await stage.expectMessage(/Muted: push\.example\.com\/live\/\*/);
    await driver.say('viewer', 'mute list');
    await stage.expectMessage(/Mutes: 1[^]*encoder swap/);
    stage.sandbox.cut(MAIN);
    stage.sandbox.cut(SIDE);
    await stage.wait(20_000);
    expect(cardOf('main')).toEqual([]);
    expect(await stage.metric('airdesk_alerts_open')).toBe(2);
    stage.sandbox.push(SIDE);
    await stage.wait(10 * MINUTE_MS, 500);
    expect(cardOf('main')).toHaveLength(1);
    expect(cardOf('side')).toEqual([]);
    expect(stage.cardsThere(/CRITICAL .*main: off air/)).toHaveLength(1);
    stage.sandbox.push(MAIN);
    await stage.expectMessage(/RECOVERED .*main: off air/);
    await stage.seenThere(/RECOVERED .*main: off air/);

    // Ended by hand, it announces at once.
    await driver.say('lead', 'mute add pattern:side until:2h why:test');
    const side = await stage.expectMessage(/Muted: .*side/);
    stage.sandbox.cut(SIDE);
    await stage.wait(5000);
    expect(cardOf('side')).toEqual([]);
    await driver.press('lead', side, 'End it');
    await stage.expectMessage(/No longer muted/);
    await stage.until('the card', () => cardOf('side').length === 1);
    expect(muted.text).toMatch(/Until/);
  });

  it('an acknowledgement runs out, says so, and can be given again', async () => {
    stage = await createAlertStage(platforms, SCENE, `${NOW}\nackMinutes: 5`);
    stage.sandbox.cut(MAIN);
    let card = await stage.expectMessage(OFF_AIR);
    await stage.driver.press('lead', card, 'Acknowledge');
    card = await stage.expectUpdate(card, /acknowledged by/);
    await stage.wait(5 * MINUTE_MS + 5000);
    card = cardOf('main')[0] ?? card;
    expect(card.text).toMatch(/the acknowledgement expired/);
    expect(card.text).not.toMatch(/· acknowledged by/);
    expect(card.buttons).toContain('Acknowledge');
    await stage.wait(30_000);
    expect(stage.driver.thread(card).join('\n')).toMatch(/acknowledgement expired while still failing/);
    await stage.driver.press('engineer', card, 'Acknowledge');
    await stage.expectUpdate(card, /· acknowledged by/);
  });

  it('who may not acknowledge is refused, visibly, by command and by button, and that is noted', async () => {
    stage = await createAlertStage(platforms, SCENE, NOW);
    stage.sandbox.cut(MAIN);
    const card = await stage.expectMessage(OFF_AIR);
    const id = stage.alertId(OFF_AIR);
    const presses: (readonly [string, string])[] = [
      ['viewer', 'Acknowledge'],
      ['viewer', 'Mute until recovered'],
      ['stranger', 'Acknowledge'],
      ['viewer', 'bo'],
    ];
    for (const [user, label] of presses) {
      const before = stage.shown(/./).length;
      await stage.driver.press(user, card, label);
      await stage.until(`${user} to be answered`, () => stage.shown(/./).length > before);
      const answer = stage.shown(/./).at(-1);
      expect(answer?.onlyFor).toBe(
        userId(stage.slack && platforms[0].startsWith('slack') ? 'slack' : 'discord', user),
      );
    }
    await stage.driver.say('viewer', `alert ack ${id}`);
    await stage.until('the refusal', () => stage.shown(/./).at(-1)?.onlyFor !== undefined);
    await stage.moment();
    expect(cardOf('main')[0]?.text).not.toMatch(/acknowledged by|muted|Assigned/);
    const refused = (await stage.audit()).filter(({ phase }) => phase === 'refused');
    const commands = refused.map(({ command }) => command).join('\n');
    for (const noted of ['alert:ack:', 'alert:muteup:', 'alert:assign:', 'alert ack'])
      expect(commands).toContain(noted);
    expect(refused.length).toBeGreaterThanOrEqual(5);
  });
});

describe('buttons that are not ours to follow', () => {
  it('unknown and forged ids do nothing and are answered', async () => {
    stage = await createAlertStage(BOTH, SCENE, NOW);
    stage.sandbox.cut(MAIN);
    const card = await stage.expectMessage(OFF_AIR);
    const id = stage.alertId(OFF_AIR);
    const real = stage.slack?.messages(CHANNEL.slack).find(({ ts }) => ts === card.id);
    if (!real || !stage.slack) throw new Error('no card');
    const forged = [
      'alert:ack:zzzzzzzz',
      'alert:ack:',
      'alert:explode:' + id,
      `alert:assign:${id}:nobody`,
      `alert:assign:${id}:__proto__`,
      `alert:constructor:${id}`,
      'alert:',
      `alert:mute15:${id}:extra:more`,
    ];
    for (const button of forged) {
      const before = stage.shown(/./).length;
      await stage.slack.press(
        { mode: 'http', botOrigin: stage.origin() },
        userId('slack', 'lead'),
        real,
        button,
      );
      await stage.moment();
      if (!button.includes('mute15'))
        expect(stage.shown(/./).length, `an answer to ${button}`).toBeGreaterThan(before);
    }
    expect(cardOf('main')[0]?.text).not.toMatch(/acknowledged by|Assigned to|CLOSED/);
  });

  it('a channel that is bound to one account does not work on the alert of another', async () => {
    const accounts = `accounts:
  main: { endpoint: CLOUD }
  overseas: { endpoint: CLOUD, region: ap-hongkong }
defaultAccount: main
channels:
  slack:${CHANNEL.slack}: { account: overseas }
`;
    stage = await createAlertStage(BOTH, SCENE, NOW, accounts);
    stage.sandbox.cut(MAIN);
    const card = await stage.expectMessage(OFF_AIR);
    const there = await stage.seenThere(OFF_AIR);
    await stage.driver.press('lead', card, 'Acknowledge');
    await stage.expectMessage(/works on account "overseas" only/);
    expect(cardOf('main')[0]?.text).not.toMatch(/acknowledged by/);
    await stage.second.press('lead', there, 'Acknowledge');
    await stage.expectUpdate(card, /acknowledged by/);
  });
});

describe('what airdesk.yaml says', () => {
  it('in maintenance nobody is told; what still lasts after it is', async () => {
    const from = '2026-03-01T19:00:00Z';
    const to = '2026-03-01T20:10:00Z';
    stage = await createAlertStage(
      BOTH,
      SCENE,
      `${NOW}\nmaintenance: [{ name: swap, match: { stream: main }, from: "${from}", to: "${to}" }]`,
    );
    stage.sandbox.cut(MAIN);
    await stage.wait(30_000);
    expect(cardOf('main')).toEqual([]);
    stage.sandbox.push(MAIN);
    await stage.wait(5000);
    stage.sandbox.cut(MAIN);
    await stage.wait(5 * MINUTE_MS, 500);
    expect(cardOf('main')).toEqual([]);
    await stage.wait(6 * MINUTE_MS, 500);
    expect(cardOf('main')).toHaveLength(1);
    stage.sandbox.push(MAIN);
    await stage.expectMessage(/RECOVERED .*main: off air/);
  });

  it('a rule has its runbook and a button, which goes through preview and confirmation', async () => {
    stage = await createAlertStage(
      BOTH,
      SCENE,
      `${NOW}
rules:
  - name: prime
    match: { stream: main }
    runbook:
      text: Call the gallery on line 4.
      buttons: [{ label: Forbid it, command: "stream forbid {stream} for:1h" }]`,
    );
    stage.sandbox.cut(MAIN);
    const card = await stage.expectMessage(OFF_AIR);
    expect(card.text).toMatch(/Do: Call the gallery on line 4\./);
    expect(card.text).toMatch(/rule prime/);
    await stage.driver.press('engineer', card, 'Forbid it');
    const asked = await stage.expectMessage(/Forbid .*main.*\?/);
    expect(stage.writes()).toEqual([]);
    await stage.driver.press('engineer', asked, 'Confirm');
    await stage.expectUpdate(asked, /: done in/);
    expect(stage.writes()).toEqual(['ForbidLiveStream']);
    // The alert tells of it.
    await stage.wait(40_000);
    expect(stage.driver.thread(card).join('\n')).toMatch(/ran: stream forbid .*done/);
  });

  it.each(WAYS)(
    'a stream whose name no button has room for can be acted on all the same, in %s',
    async (...platforms) => {
      const long = {
        domain: `${'d'.repeat(60)}.example.com`,
        app: 'live',
        stream: `final-${'s'.repeat(40)}`,
      };
      const streams = [liveStream(`${long.domain}/${long.app}/${long.stream}`)];
      stage = await createAlertStage(
        platforms,
        sceneWith({ streams }),
        `${NOW}
rules:
  - name: final
    match: { stream: 'final-*' }
    runbook: { text: Call the truck., buttons: [{ label: Forbid it, command: "stream forbid {stream} for:1h" }] }`,
      );
      stage.sandbox.cut(long);
      const card = await stage.expectMessage(/final-s+: off air/);
      expect(card.buttons).toEqual(expect.arrayContaining(['Look', 'Forbid it']));
      await stage.driver.press('engineer', card, 'Forbid it');
      const asked = await stage.expectMessage(/Forbid .*final-s+ until .*\?/);
      await stage.driver.press('engineer', asked, 'Confirm');
      await stage.expectUpdate(asked, /: done in/);
      expect(stage.writes()).toEqual(['ForbidLiveStream']);
    },
  );

  it('a Chinese channel reads its cards, threads and reports in Chinese', async () => {
    stage = await createAlertStage(
      ['discord over http', 'slack over http'],
      SCENE,
      NOW,
      `channels:\n  discord:${CHANNEL.discord}: { language: zh-CN }\n`,
    );
    stage.sandbox.cut(MAIN);
    let card = await stage.expectMessage(/【紧急】.*main：断流/);
    expect(card.buttons).toEqual(expect.arrayContaining(['认领', '屏蔽到恢复', '指派给我']));
    await stage.seenThere(/CRITICAL .*main: off air/);
    await stage.driver.press('lead', card, '认领');
    card = await stage.expectUpdate(card, /已认领/);
    await stage.driver.say('lead', `告警 备注 ${/^([2-9a-z]{8}) · /m.exec(card.text)?.[1] ?? ''} 编码器掉电`);
    await stage.expectMessage(/已备注/);
    stage.sandbox.push(MAIN);
    card = await stage.expectMessage(/【已恢复】.*main：断流/);
    await stage.wait(MINUTE_MS);
    expect(stage.driver.thread(card).join('\n')).toMatch(/触发告警[^]*已认领[^]*备注：编码器掉电[^]*已恢复/);
    expect(card.text.replaceAll(/push\.example\.com|live|main|rtmp|recv|deleteStream|UTC/g, '')).not.toMatch(
      /\b(off air|Since|Reason|Acknowledge|viewers)\b/,
    );
  });
});
