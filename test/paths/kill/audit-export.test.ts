/** Killed while the audit is on its way to its receivers: they have every line in the end, and the chain that the data folder has. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { demoScene } from '../../../sandbox/demo-scene.ts';
import { verifyExported } from '../../../src/audit/verify-exported.ts';
import { startSyslogReceiver, type SyslogReceiver } from '../../fakes/collectors/syslog-receiver.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../../fakes/collectors/webhook-receiver.ts';
import { userId } from '../stage/driver.ts';
import { createOutliving, type Outliving } from './outliving.ts';
import { buildOwnProcess } from './own-process.ts';

const SECRET = 'a-secret-of-the-webhook-0123456789';

let program: string;
let outliving: Outliving;
let syslog: SyslogReceiver;
let webhook: WebhookReceiver;

beforeAll(async () => {
  program = await buildOwnProcess('audit-export');
});

beforeEach(async () => {
  syslog = await startSyslogReceiver();
  webhook = await startWebhookReceiver(() => SECRET);
  const yaml = `people: { ada: { slack: ${userId('slack', 'engineer')}, roles: [engineer] } }
audit:
  syslog: { host: 127.0.0.1, port: ${syslog.port}, transport: tcp }
  webhook: { url: 'http://127.0.0.1:${webhook.port}/', secretEnv: AUDIT_SECRET }
`;
  outliving = await createOutliving(program, demoScene, yaml, { AUDIT_SECRET: SECRET });
  await outliving.airdesk.start();
});

afterEach(async () => {
  await outliving.stop();
  await syslog.stop();
  await webhook.stop();
});

/** Lines of the chain in the data folder. */
async function onDisk(): Promise<string[]> {
  const text = await readFile(join(outliving.folder, 'data', 'audit.jsonl'), 'utf8');
  return text.split('\n').filter((line) => line.includes('"chain":"'));
}

async function ask(count: number): Promise<void> {
  for (let k = 0; k < count; k += 1) await outliving.driver().say('engineer', `stream show nowhere-${k}`);
}

const unique = (lines: readonly string[]) => [...new Set(lines)];
const bySyslog = () => unique(syslog.messages.map(({ text }) => text));
const byWebhook = () => unique(webhook.lines);

/** In the end both have what the data folder has, in its order, and the chain fits. */
async function expectWhole(): Promise<void> {
  // What was asked last may still be on its way to the disk.
  let known = 0;
  const isAllThere = async () => {
    const before = known;
    known = (await onDisk()).length;
    return known > 0 && known === before;
  };
  await expect.poll(isAllThere, { interval: 500, timeout: 60_000 }).toBe(true);
  const behind = async () => {
    const { length } = await onDisk();
    return [length - byWebhook().length, length - bySyslog().length];
  };
  await expect.poll(behind, { timeout: 60_000 }).toEqual([0, 0]);
  const disk = await onDisk();
  expect(byWebhook()).toEqual(disk);
  expect(bySyslog()).toEqual(disk);
  for (const [name, lines] of [
    ['webhook', webhook.lines],
    ['syslog', syslog.messages.map(({ text }) => `Mar  1 20:00:00 desk-1 airdesk: ${text}`)],
  ] as const) {
    const file = join(outliving.folder, `${name}.received`);
    await writeFile(file, lines.map((line) => `${line}\n`).join(''));
    expect(await verifyExported(file), name).toMatchObject({ misfit: undefined, lines: disk.length });
  }
  expect(webhook.forged()).toBe(0);
  expect(syslog.wrong).toEqual([]);
}

describe('kill -9', () => {
  it('while a receiver has lines and has not said so', async () => {
    webhook.answer('hang', 'lost');
    syslog.behave('never-closes');
    await ask(5);
    await expect.poll(() => webhook.requests.length, { timeout: 60_000 }).toBeGreaterThan(0);
    await expect.poll(() => syslog.messages.length, { timeout: 60_000 }).toBeGreaterThan(0);
    await outliving.airdesk.kill();
    syslog.behave('good');
    await outliving.airdesk.start();
    await ask(2);
    await expectWhole();
    expect(syslog.messages.length).toBeGreaterThan(bySyslog().length);
  });

  it('while both are away, and they come back after the start', async () => {
    await ask(2);
    await expect.poll(() => byWebhook().length, { timeout: 60_000 }).toBeGreaterThan(0);
    const { port } = webhook;
    const { port: syslogPort } = syslog;
    const before = webhook.lines;
    const beforeSyslog = syslog.messages;
    await Promise.all([webhook.stop(), syslog.stop()]);
    await ask(4);
    await outliving.airdesk.kill();
    await outliving.airdesk.start();
    await ask(4);
    await outliving.airdesk.kill();
    await outliving.airdesk.start();
    [webhook, syslog] = await Promise.all([
      startWebhookReceiver(() => SECRET, { port, lines: before }),
      startSyslogReceiver({ port: syslogPort, messages: beforeSyslog }),
    ]);
    await expectWhole();
  });

  it('again and again while it is written', async () => {
    for (let round = 0; round < 4; round += 1) {
      await ask(3);
      await new Promise((resolve) => setTimeout(resolve, 400 * round));
      await outliving.airdesk.kill();
      await outliving.airdesk.start();
    }
    await ask(1);
    await expectWhole();
  });
});
