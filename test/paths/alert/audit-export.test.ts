import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { liveStream, sceneWith } from '../../../sandbox/scene.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../../fakes/collectors/webhook-receiver.ts';
import { createAlertStage, type AlertStage } from './alert-stage.ts';

const MINUTE_MS = 60_000;
const SECRET = 'a-secret-of-the-webhook-0123456789';
const SCENE = sceneWith({ streams: [liveStream('push.example.com/live/s0')] });

let stage: AlertStage;
let receiver: WebhookReceiver;
beforeEach(async () => {
  receiver = await startWebhookReceiver(() => SECRET);
  stage = await createAlertStage(
    ['slack over http', 'discord over http'],
    SCENE,
    'closeMinutes: 60',
    `audit: { webhook: { url: 'http://127.0.0.1:${receiver.port}/', secretEnv: AUDIT_SECRET } }`,
    { env: { AUDIT_SECRET: SECRET } },
  );
});
afterEach(async () => {
  await stage.stop();
  await receiver.stop();
});

/** Asks for something, and waits until it is in the audit. */
async function look(): Promise<void> {
  const before = (await stage.audit()).length;
  await stage.driver.say('engineer', 'stream list');
  await stage.until('a line of the audit', async () => (await stage.audit()).length > before);
}

const CARD = 'Airdesk: the audit export is behind';

describe('a receiver of the audit that is away', () => {
  it('is told after ten minutes, in /readyz at once, and is over when it has everything; nobody who asks waits for it', async () => {
    await look();
    await stage.until('a line taken', () => receiver.lines.length === 1);
    expect(await stage.ready()).toMatch(/^200 .*"audit-export":\{"ok":true\}/);

    receiver.always({ status: 503 });
    await look();
    await stage.until('a try', () => receiver.requests.length > 1);
    await stage.until('why it waits', async () =>
      /^200 .*webhook: HTTP 503; 1 line waits/.test(await stage.ready()),
    );
    await stage.wait(9 * MINUTE_MS, 2000);
    expect(stage.cards(new RegExp(CARD))).toHaveLength(0);
    await stage.wait(2 * MINUTE_MS, 2000);
    const [card] = stage.cards(new RegExp(`WARNING ${CARD}`));
    expect(card?.text).toMatch(/receiver: webhook; answered: HTTP 503/);
    expect(stage.cardsThere(new RegExp(`WARNING ${CARD}`))).toHaveLength(1);
    expect(await stage.ready()).toMatch(
      /^200 .*webhook: the audit export is behind\. Check that the receiver/,
    );
    expect(await stage.metric('airdesk_audit_export_waiting')).toBe(1);
    expect(await stage.metric('airdesk_audit_export_behind_seconds')).toBeGreaterThan(600);
    expect(await stage.metric('airdesk_blind')).toBe(1);

    receiver.always(undefined);
    await stage.wait(3 * MINUTE_MS, 2000);
    expect(stage.cards(new RegExp(`RECOVERED ${CARD}`))).toHaveLength(1);
    expect(receiver.lines).toHaveLength((await stage.audit()).length);
    expect(await stage.metric('airdesk_blind')).toBe(0);
    expect(await stage.metric('airdesk_audit_export_waiting')).toBe(0);
  });

  it('is told over a restart by how old the lines are, and not where a first export only has much to do', async () => {
    receiver.always({ status: 503 });
    await look();
    await stage.wait(8 * MINUTE_MS, 2000);
    await stage.restart();
    await stage.wait(3 * MINUTE_MS, 2000);
    expect(stage.cards(new RegExp(`WARNING ${CARD}`))).toHaveLength(1);
  });
});
