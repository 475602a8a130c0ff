import { afterEach, describe, expect, it } from 'vitest';
import { demoScene } from '../../../sandbox/demo-scene.ts';
import { liveStream, sceneWith } from '../../../sandbox/scene.ts';
import { createPayloads } from '../../fakes/slack/payloads.ts';
import { createAlertStage } from '../alert/alert-stage.ts';
import { CHANNEL, userId, type SeenMessage } from '../stage/driver.ts';
import { createStage, type Stage } from '../stage/stage.ts';

let stage: Stage;
afterEach(() => stage.stop());

type Payload = Readonly<Record<string, unknown>>;

/** What Slack sends, and sends once more when it has not heard that it arrived. */
async function deliver(payload: Payload): Promise<void> {
  await stage.slack?.deliver({ mode: 'http', botOrigin: stage.origin() }, payload);
  await stage.moment();
}

function payloads(): ReturnType<typeof createPayloads> {
  const { slack } = stage;
  if (!slack) throw new Error('no Slack');
  return createPayloads(slack.workspace, () => slack.apiUrl);
}

const typed = (line: string): Payload => payloads().slash(userId('slack', 'engineer'), CHANNEL.slack, line);
const shown = (text: RegExp): readonly SeenMessage[] =>
  stage.driver.messages().filter((message) => text.test(message.text));

describe('an ask that Slack delivers again after a restart', () => {
  it('does not mute a second time, and says so to the asker only', async () => {
    stage = await createStage('slack over http', demoScene);
    const ask = typed('mute add push.example.com/live/* 2h why:rehearsal');
    await deliver(ask);
    await stage.expectMessage(/Muted: /);
    await stage.restart();
    await deliver(ask);
    const told = await stage.expectMessage(/This was asked before Airdesk was restarted/);
    expect(told.onlyFor).toBe(userId('slack', 'engineer'));
    expect(told.buttons).toEqual(['mute list', 'audit']);
    await stage.driver.press('engineer', told, 'mute list');
    await stage.expectMessage(/Mutes: 1/);
  });

  it('does not do so either when it came a second time before the restart as well', async () => {
    stage = await createStage('slack over http', demoScene);
    const ask = typed('mute add push.example.com/live/* 2h why:rehearsal');
    await deliver(ask);
    await deliver(ask);
    expect(shown(/asked before/)).toHaveLength(0);
    await stage.restart();
    await deliver(ask);
    await deliver(ask);
    expect(shown(/asked before/)).toHaveLength(1);
  });

  it('does not post a panel anew', async () => {
    stage = await createStage('slack over http', demoScene);
    const ask = typed('panel post');
    await deliver(ask);
    await stage.expectMessage(/The panel is posted/);
    await stage.restart();
    await deliver(ask);
    await stage.expectMessage(/This was asked before Airdesk was restarted/);
    expect(shown(/Panel: /)).toHaveLength(1);
    expect(shown(/Panel moved/)).toHaveLength(0);
  });

  it('does not preview a second time; the first preview is still there to be confirmed', async () => {
    stage = await createStage('slack over http', demoScene);
    const ask = typed('stream drop push.example.com/live/news');
    await deliver(ask);
    const card = await stage.expectMessage(/Drop .*news\?/);
    await stage.restart();
    await deliver(ask);
    const told = await stage.expectMessage(/This was asked before Airdesk was restarted/);
    expect(told.buttons).toEqual(['stream list', 'audit']);
    expect(shown(/Drop .*news\?/)).toHaveLength(1);
    expect((await stage.audit()).filter(({ phase }) => phase === 'proposed')).toHaveLength(1);
    await stage.driver.press('engineer', card, 'Confirm');
    await stage.expectUpdate(card, /: done/);
  });

  it('that was sent by a form is not done a second time', async () => {
    stage = await createStage('slack over http', demoScene);
    await stage.driver.say('engineer', 'mute add');
    await stage.until('the form', () => stage.slack?.workspace.views.length === 1);
    const view = stage.slack?.workspace.views[0];
    if (!view) throw new Error('no form');
    const sent = payloads().submit(view, { pattern: 'push.example.com/live/*', until: '2h', why: 'test' });
    await deliver(sent);
    await stage.expectMessage(/Muted: /);
    await stage.restart();
    await deliver(sent);
    await stage.expectMessage(/This was asked before Airdesk was restarted/);
  });

  it('in Socket Mode, again and again: a note is one note and one line in the thread', async () => {
    const scene = sceneWith({ streams: [liveStream('push.example.com/live/main')] });
    const alerts = await createAlertStage(
      ['slack over socket', 'discord over http'],
      scene,
      'graceSeconds: 0',
    );
    stage = alerts;
    alerts.sandbox.cut({ domain: 'push.example.com', app: 'live', stream: 'main' });
    const card = await alerts.expectMessage(/main: off air/);
    const ask = typed(`alert note ${alerts.alertId(/main: off air/)} encoder swapped`);
    const send = async () => {
      await stage.slack?.deliver({ mode: 'socket' }, ask);
      await stage.moment();
    };
    await send();
    await stage.expectMessage(/Noted/);
    await stage.restart();
    await stage.until('the connection', () => (stage.slack?.socket.connections() ?? 0) > 0);
    await send();
    await stage.expectMessage(/This was asked before Airdesk was restarted/);
    await send();
    await alerts.wait(120_000, 1000);
    const lines = stage.driver.thread(card).join('\n');
    expect(lines.match(/encoder swapped/g)).toHaveLength(1);
    expect(shown(/Noted/)).toHaveLength(1);
  });

  it('that only looks is not answered again: whoever captured it gets nothing by it', async () => {
    stage = await createStage('slack over http', demoScene);
    const ask = typed('stream list');
    await deliver(ask);
    await stage.restart();
    await deliver(ask);
    await stage.expectMessage(/This was asked before Airdesk was restarted/);
    expect(shown(/live\/main/)).toHaveLength(1);
  });
});

describe('a press on an alert that Slack delivers again after a restart', () => {
  it('is one step in its history', async () => {
    const scene = sceneWith({ streams: [liveStream('push.example.com/live/main')] });
    const alerts = await createAlertStage(['slack over http', 'discord over http'], scene, 'graceSeconds: 0');
    stage = alerts;
    alerts.sandbox.cut({ domain: 'push.example.com', app: 'live', stream: 'main' });
    const card = await alerts.expectMessage(/main: off air/);
    const message = stage.slack?.messages(CHANNEL.slack).find(({ ts }) => ts === card.id);
    if (!message) throw new Error('no card');
    const id = alerts.alertId(/main: off air/);
    const press = payloads().press(userId('slack', 'engineer'), message, `alert:mute15:${id}`);
    await deliver(press);
    await stage.expectUpdate(card, /muted until/i);
    await stage.restart();
    await alerts.wait(120_000);
    await deliver(press);
    await stage.expectMessage(/This was asked before Airdesk was restarted/);
    await stage.driver.say('engineer', `alert show ${id}`);
    const shownNow = await stage.expectMessage(/alert raised/);
    expect(shownNow.text.match(/muted by|mutes? it|muted it/gi)).toHaveLength(1);
  });
});
