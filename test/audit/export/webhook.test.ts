/** The audit goes to a webhook, over real sockets: everything, in order, whatever the receiver does. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyExported } from '../../../src/audit/verify-exported.ts';
import { exportCheck } from '../../../src/audit/export/export-check.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../../fakes/collectors/webhook-receiver.ts';
import { LOOPBACK_CERTIFICATE } from '../../fakes/collectors/loopback-certificate.ts';
import { CERTIFICATE } from '../../sandbox/example-certificate.ts';
import { createExportWorld, numbersOf, SECRET, upTo, type ExportWorld } from './world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let world: ExportWorld;
let receiver: WebhookReceiver;
let secret: string;

const settings = (port = receiver.port) => ({
  webhook: { url: `http://127.0.0.1:${port}/airdesk?from=desk`, secretEnv: 'AUDIT_SECRET' },
});
const taken = () => numbersOf(receiver.lines);

beforeEach(async () => {
  secret = SECRET;
  world = await createExportWorld();
  receiver = await startWebhookReceiver(() => secret);
});
afterEach(async () => {
  await world.end();
  await receiver.stop();
  await world.remove();
});

describe('a webhook that takes everything', () => {
  it('gets each line as it stands in the file, in order, each in one request', async () => {
    await world.open(settings());
    await world.write(3);
    await world.until(() => receiver.lines.length === 3);
    await world.write(2);
    await world.until(() => receiver.lines.length === 5);
    expect(taken()).toEqual(upTo(5));
    // How many come together depends on the disk; no line comes in two requests, and none is left out.
    const ranges = receiver.requests.map(({ headers }) =>
      String(headers['airdesk-lines']).split('-').map(Number),
    );
    const numbers = ranges.flatMap(([from = 0, to = from]) =>
      Array.from({ length: to - from + 1 }, (_, at) => from + at),
    );
    expect(numbers).toEqual([1, 2, 3, 4, 5]);
    expect(receiver.requests[0]?.headers).toMatchObject({ 'content-type': 'application/x-ndjson' });
    expect(receiver.forged()).toBe(0);
    await world.until(() => world.exports().states()[0]?.waiting === 0);
    expect(world.exports().states()).toEqual([
      { name: 'webhook', waiting: 0, behindMs: 0, failure: undefined },
    ]);
    const file = join(world.folder, 'received.jsonl');
    await writeFile(file, receiver.requests.map(({ body }) => body).join(''));
    expect(await verifyExported(file)).toMatchObject({ misfit: undefined, lines: 5, repeats: 0, others: 0 });
  });

  it('gets what was there before it was configured, in bounded pieces', async () => {
    await world.open({});
    await world.write(1_200);
    await world.end();
    await world.open(settings());
    await world.until(() => receiver.lines.length === 1_200);
    expect(taken()).toEqual(upTo(1_200));
    for (const { body } of receiver.requests) {
      expect(body.split('\n').length - 1).toBeLessThanOrEqual(500);
      expect(body.length).toBeLessThanOrEqual(256 * 1024);
    }
  });

  it.each([
    ['of this machine, known here', 'loopback', LOOPBACK_CERTIFICATE, undefined],
    ['that nobody knows', 'loopback', undefined, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['of somebody else, known here', 'other', CERTIFICATE, 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ] as const)('over TLS with a certificate %s', async (_, tls, ca, why) => {
    await receiver.stop();
    receiver = await startWebhookReceiver(() => secret, { tls });
    const caFile = join(world.folder, 'ca.pem');
    if (ca !== undefined) await writeFile(caFile, ca);
    const url = `https://127.0.0.1:${receiver.port}/`;
    await world.open({ webhook: { url, secretEnv: 'S', ...(ca !== undefined && { caFile }) } });
    await world.write(1);
    await world.until(() => world.counted.outcomes.length > 0);
    expect(world.exports().states()[0]?.failure?.why).toBe(why);
    expect(receiver.lines).toHaveLength(why === undefined ? 1 : 0);
    expect(receiver.requests).toHaveLength(why === undefined ? 1 : 0);
  });
});

describe('a webhook that does not', () => {
  it.each([
    ['503', { status: 503 }, 'later'],
    ['429', { status: 429, headers: { 'retry-after': '120' } }, 'later'],
    ['a connection that breaks', 'reset', 'later'],
    ['no answer', 'hang', 'later'],
    ['401', { status: 401 }, 'refused'],
    ['404', { status: 404 }, 'refused'],
    ['a redirect', { status: 307, headers: { location: 'http://127.0.0.1:1/elsewhere' } }, 'refused'],
  ] as const)('answers %s: it is told, and the same lines come again', async (_, answer, kind) => {
    await world.open(settings());
    receiver.answer(answer);
    await world.write(2);
    await world.until(() => world.counted.outcomes.length > 0);
    expect(world.counted.outcomes).toEqual([kind]);
    const state = world.exports().states()[0];
    expect(state).toMatchObject({ waiting: 2, failure: { kind } });
    const { check } = exportCheck(world.exports().states);
    expect(await check()).toMatchObject({
      ok: true,
      why: expect.stringMatching(/^webhook: .*; 2 lines wait/),
    });
    expect(world.logged()).toContain('the audit could not be exported');
    await world.write(1);
    await world.until(() => receiver.lines.length === 3, 500);
    expect(taken()).toEqual(upTo(3));
    await world.until(() => world.exports().states()[0]?.waiting === 0);
    expect(await check()).toEqual({ ok: true });
    expect(world.logged()).toContain('the audit is exported again');
    expect(receiver.requests.every(({ headers }) => !String(headers.host).includes(':1/'))).toBe(true);
  });

  it('asks to wait: it is left alone for so long', async () => {
    await world.open(settings());
    receiver.answer({ status: 429, headers: { 'retry-after': '120' } });
    await world.write(1);
    // Until the answer has been read: from then on it is left alone.
    await world.until(() => world.counted.outcomes.length === 1, 1);
    await world.pass(115_000);
    expect(receiver.requests).toHaveLength(1);
    await world.until(() => taken().length > 0, 100);
    expect(taken()).toEqual([1]);
  });

  it('answers 503 again and again: ever more rarely; one that says no is asked less often still', async () => {
    await world.open(settings());
    receiver.always({ status: 503 });
    await world.write(1);
    await world.pass(10 * MINUTE);
    const asked = receiver.requests.length;
    expect(asked).toBeGreaterThan(8);
    expect(asked).toBeLessThan(25);
    receiver.always({ status: 403 });
    await world.pass(HOUR, 3_000);
    expect(receiver.requests.length - asked).toBeLessThan(22);
  });

  it('answers 413: it gets fewer at once, down to one, and more again when it takes them', async () => {
    await world.open({});
    await world.write(40);
    await world.end();
    receiver.answer({ status: 413 }, { status: 413 }, { status: 413 });
    await world.open(settings());
    await world.until(() => receiver.lines.length === 40);
    expect(taken()).toEqual(upTo(40));
    expect(receiver.requests.map(({ headers }) => headers['airdesk-lines'])).toEqual([
      '1-40',
      '1-20',
      '1-10',
      '1-5',
      '6-15',
      '16-35',
      '36-40',
    ]);
  });

  it('takes lines and its answer is lost: they come again, and can be told as repeats', async () => {
    await world.open(settings());
    receiver.answer('lost');
    await world.write(2);
    await world.until(() => receiver.lines.length === 4, 500);
    expect(taken()).toEqual([1, 2, 1, 2]);
    const file = join(world.folder, 'received.jsonl');
    await writeFile(file, receiver.lines.map((line) => `${line}\n`).join(''));
    expect(await verifyExported(file)).toMatchObject({ misfit: undefined, lines: 2, repeats: 2 });
  });

  it('is away for hours, over a restart: nothing is lost, and nothing is sent twice that was taken', async () => {
    await world.open(settings());
    await world.write(2);
    await world.until(() => receiver.lines.length === 2);
    const { port } = receiver;
    await receiver.stop();
    for (let hour = 0; hour < 3; hour += 1) {
      await world.write(300);
      await world.pass(HOUR, 5_000);
    }
    await world.end();
    await world.open(settings(port));
    await world.write(10);
    receiver = await startWebhookReceiver(() => secret, { port });
    await world.until(() => receiver.lines.length === 910, 500);
    expect(taken()).toEqual(upTo(912).slice(2));
  });

  it('is away while the place where it was is lost: it begins with what was known last', async () => {
    await world.open(settings());
    await world.write(2);
    await world.until(() => receiver.lines.length === 2);
    await world.pass(100, 50);
    world.isForgetful = true;
    await world.write(2);
    await world.until(() => receiver.lines.length === 4);
    await world.end();
    world.isForgetful = false;
    await world.open(settings());
    await world.until(() => receiver.lines.length === 6);
    expect(taken()).toEqual([1, 2, 3, 4, 3, 4]);
  });
});

describe('the signature', () => {
  it('is of the new secret and of the former one while it is exchanged', async () => {
    await world.open(settings());
    world.secrets = ['another-secret-0123456789', SECRET];
    await world.write(1);
    await world.until(() => receiver.lines.length === 1);
    secret = 'another-secret-0123456789';
    await world.write(1);
    await world.until(() => receiver.lines.length === 2);
    world.secrets = ['another-secret-0123456789'];
    secret = SECRET;
    await world.write(1);
    await world.until(() => receiver.forged() === 1);
    expect(JSON.stringify(receiver.requests)).not.toContain(SECRET);
    expect(world.logged()).not.toContain(SECRET);
  });
});

describe('whoever acts', () => {
  it('never waits for the receiver', async () => {
    await world.open(settings());
    receiver.always('hang');
    await world.write(1);
    await world.until(() => receiver.requests.length === 1);
    // No time passes by the clock: a write that waited for it would never end.
    await world.write(50);
    expect(world.exports().states()[0]?.waiting).toBe(51);
    receiver.always(undefined);
  });
});
