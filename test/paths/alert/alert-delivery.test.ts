import { afterEach, describe, expect, it } from 'vitest';
import { liveStream, sceneWith } from '../../../sandbox/scene.ts';
import { createAlertStage, type AlertStage } from './alert-stage.ts';
import { CHANNEL, userId, type SeenMessage } from '../stage/driver.ts';
import type { Platform } from '../stage/stage.ts';

const MAIN = { domain: 'push.example.com', app: 'live', stream: 'main' };
const SCENE = sceneWith({ streams: [liveStream('push.example.com/live/main')] });
const OFF_AIR = /main: off air/;
const NOW = 'graceSeconds: 0';
const MINUTE_MS = 60_000;

type Side = 'slack' | 'discord';
const WAYS: readonly (readonly [Side, readonly [Platform, Platform]])[] = [
  ['slack', ['slack over http', 'discord over http']],
  ['discord', ['discord over http', 'slack over http']],
];

let stage: AlertStage;
afterEach(() => stage.stop());

function remove(side: Side, card: SeenMessage): void {
  if (side === 'slack') stage.slack?.remove(CHANNEL.slack, card.id);
  else stage.discord?.remove(CHANNEL.discord, card.id);
}

function throwOut(side: Side): void {
  if (side === 'slack') stage.slack?.workspace.closed.set(CHANNEL.slack, 'not_in_channel');
  else stage.discord?.guild.closed.set(CHANNEL.discord, 50001);
}

function invite(side: Side): void {
  if (side === 'slack') stage.slack?.workspace.closed.delete(CHANNEL.slack);
  else stage.discord?.guild.closed.delete(CHANNEL.discord);
}

/** The next card arrives, but its answer is lost. */
function loseAnswer(side: Side): void {
  if (side === 'slack') stage.slack?.fault({ method: 'chat.postMessage', kind: 'drop-after-effect' });
  else stage.discord?.fault({ route: 'create message', kind: 'drop-after-effect' });
}

describe.each(WAYS)('in %s', (side, platforms) => {
  it('posts a deleted card again, as it stands now, and goes on with that one', async () => {
    stage = await createAlertStage(platforms, SCENE, NOW);
    stage.sandbox.cut(MAIN);
    const card = await stage.expectMessage(OFF_AIR);
    await stage.wait(5000);
    remove(side, card);
    await stage.second.press('lead', await stage.seenThere(OFF_AIR), 'Acknowledge');
    const again = await stage.expectMessage(/main: off air · acknowledged by/);
    expect(again.id).not.toBe(card.id);
    expect(stage.cards(OFF_AIR)).toHaveLength(1);
    await stage.driver.press('engineer', again, 'Mute until recovered');
    await stage.expectUpdate(again, /[Mm]uted until it recovers/);
    stage.sandbox.push(MAIN);
    await stage.expectMessage(/RECOVERED .*main: off air/);
    expect(stage.cards(OFF_AIR)).toHaveLength(1);
    expect(stage.cardsThere(OFF_AIR)).toHaveLength(1);
  });

  it('a channel without the bot is a dead letter that is seen, and gets its cards after the invitation', async () => {
    stage = await createAlertStage(platforms, SCENE, NOW);
    throwOut(side);
    stage.sandbox.cut(MAIN);
    await stage.seenThere(OFF_AIR);
    const told = await stage.seenThere(/CRITICAL .*cards cannot be delivered to this channel/);
    expect(told.text).toContain(CHANNEL[side]);
    await stage.wait(2000);
    expect(await stage.metric('airdesk_outbox_dead')).toBeGreaterThan(0);
    expect(await stage.ready()).toMatch(new RegExp(`^200 .*cannot be delivered: ${side}:${CHANNEL[side]}`));
    expect(stage.cards(OFF_AIR)).toEqual([]);

    invite(side);
    await stage.wait(11 * MINUTE_MS, 500);
    expect(stage.cards(/CRITICAL .*main: off air/)).toHaveLength(1);
    expect(stage.cardsThere(/RECOVERED .*cards cannot be delivered/)).toHaveLength(1);
    expect(await stage.metric('airdesk_outbox_dead')).toBe(0);
    expect(await stage.ready()).not.toMatch(/cannot be delivered/);
  });

  it('a lost answer makes no second card where the channel may be read', async () => {
    stage = await createAlertStage(platforms, SCENE, NOW);
    loseAnswer(side);
    stage.sandbox.cut(MAIN);
    const card = await stage.expectMessage(OFF_AIR);
    await stage.wait(MINUTE_MS);
    expect(stage.cards(OFF_AIR)).toHaveLength(1);
    // It was found again: it goes on living.
    stage.sandbox.push(MAIN);
    await stage.expectUpdate(card, /RECOVERED .*main: off air/);
    expect(stage.cards(OFF_AIR)).toHaveLength(1);
  });

  it('a lost answer makes one repeat at worst where the channel may not be read, and the newest lives', async () => {
    stage = await createAlertStage(platforms, SCENE, NOW);
    stage.slack?.workspace.scopes.delete('channels:history');
    stage.discord?.guild.unreadable.add(CHANNEL.discord);
    loseAnswer(side);
    stage.sandbox.cut(MAIN);
    await stage.expectMessage(OFF_AIR);
    await stage.wait(MINUTE_MS);
    expect(stage.cards(OFF_AIR).length).toBeLessThanOrEqual(2);
    stage.sandbox.push(MAIN);
    await stage.expectMessage(/RECOVERED .*main: off air/);
    await stage.wait(MINUTE_MS);
    expect(stage.cards(OFF_AIR).length).toBeLessThanOrEqual(2);
    expect(stage.cards(OFF_AIR).at(-1)?.text).toMatch(/RECOVERED/);
  });

  it('the thread under the card tells what happened, in order', async () => {
    stage = await createAlertStage(platforms, SCENE, NOW);
    stage.sandbox.cut(MAIN);
    let card = await stage.expectMessage(OFF_AIR);
    await stage.driver.press('lead', card, 'Acknowledge');
    card = await stage.expectUpdate(card, /acknowledged by/);
    await stage.driver.say('engineer', `alert note ${stage.alertId(OFF_AIR)} the encoder lost power`);
    await stage.expectMessage(/Noted/);
    stage.sandbox.push(MAIN);
    await stage.expectMessage(/RECOVERED .*main: off air/);
    await stage.wait(MINUTE_MS);
    const told = stage.driver.thread(card).join('\n');
    const steps = [/alert raised/, /acknowledged it/, /noted: the encoder lost power/, /recovered/];
    const places = steps.map((step) => told.search(step));
    expect(
      places.every((place) => place >= 0),
      told,
    ).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(told.match(/alert raised/g)).toHaveLength(1);
    const there = stage.second.thread(await stage.seenThere(/RECOVERED .*main: off air/)).join('\n');
    expect(there).toMatch(/the encoder lost power/);
  });

  it('calls the person of the rule, once, and nobody else', async () => {
    stage = await createAlertStage(
      platforms,
      SCENE,
      `${NOW}\nrules: [{ name: call-lin, match: { stream: main }, mention: [lin] }]`,
    );
    stage.sandbox.cut(MAIN);
    const card = await stage.expectMessage(OFF_AIR);
    expect(card.notified).toEqual([userId(side, 'lead')]);
    await stage.driver.press('engineer', card, 'Acknowledge');
    await stage.expectUpdate(card, /acknowledged by/);
    stage.sandbox.push(MAIN);
    await stage.expectMessage(/RECOVERED .*main: off air/);
    await stage.wait(MINUTE_MS);
    const all = stage.shown(/./).flatMap(({ notified }) => notified);
    expect(all).toEqual([userId(side, 'lead')]);
  });

  it('names of streams call nobody, in a card, a thread or a report', async () => {
    stage = await createAlertStage(platforms, SCENE, NOW);
    const lead = { slack: `<@${userId('slack', 'lead')}>`, discord: `<@${userId('discord', 'lead')}>` }[side];
    const hostile = [
      `<!channel> <!everyone> ${lead}`,
      `@everyone @here ${lead}`,
      `<!subteam^S0ONCALL> <@&300000000000000001> *_~\`${lead}`,
      `\u202E${lead}\n@everyone`,
    ];
    for (const name of hostile)
      stage.sandbox.event({
        type: 0,
        stream: { ...MAIN, stream: name },
        overrides: { errmsg: `@everyone <!here> ${lead}`, user_ip: lead },
      });
    await stage.until('all cards', () => stage.cards(/off air/).length >= hostile.length);
    await stage.driver.say('engineer', 'alert list');
    await stage.expectMessage(/Alerts: /);
    await stage.driver.say('engineer', `incident report ${stage.alertId(/off air/)}`);
    await stage.expectMessage(/Report: /);
    await stage.wait(MINUTE_MS);
    expect(stage.shown(/./).flatMap(({ notified }) => notified)).toEqual([]);
    const inThreads =
      side === 'slack'
        ? stage.slack?.workspace.messages.flatMap(({ notified }) => notified)
        : stage.discord?.guild.messages.flatMap(({ notified }) => notified);
    expect(inThreads).toEqual([]);
  });
});
