import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { liveStream, sceneWith } from '../../../../sandbox/scene.ts';
import { createAlertStage, type AlertStage } from '../alert-stage.ts';

const MINUTE = 60_000;
const SCENE = sceneWith({ streams: [liveStream('push.example.com/live/main')] });
const CARD = /CRITICAL [^\n]*Airdesk itself is in trouble/;
const SECRET = 'a-check-that-nobody-else-may-ask';

let stage: AlertStage;
let watcher: Server;
let asked: string[];
beforeEach(async () => {
  asked = [];
  watcher = createServer((request, response) => {
    asked.push(`${request.method ?? ''} ${request.url ?? ''}`);
    response.end('OK');
  }).listen(0, '127.0.0.1');
  await once(watcher, 'listening');
});
afterEach(async () => {
  await stage.stop();
  watcher.closeAllConnections();
  watcher.close();
});

it('a platform that is away is told on the other one, and whoever watches from outside hears nothing meanwhile', async () => {
  const url = `http://127.0.0.1:${(watcher.address() as AddressInfo).port}/${SECRET}`;
  stage = await createAlertStage(['discord over http', 'slack over http'], SCENE, '', '', {
    env: { HEARTBEAT_URL: url },
  });
  await stage.until('a first ping', () => asked.length > 0);
  expect(asked[0]).toBe(`GET /${SECRET}`);
  await stage.wait(2 * MINUTE, 500);
  expect(asked.length).toBeGreaterThan(1);
  expect(await stage.metric('airdesk_platform_connected')).toBe(2);
  expect(await stage.metric('airdesk_disk_free_bytes')).toBeGreaterThan(0);
  expect(await stage.metric('airdesk_heartbeat_pings_total')).toBeGreaterThanOrEqual(asked.length);

  await stage.slack?.goDown('http-503');
  stage.sandbox.cut({ domain: 'push.example.com', app: 'live', stream: 'main', errcode: 12 });
  await stage.expectMessage(/CRITICAL .*main: off air/);
  await stage.wait(3 * MINUTE, 5000);
  const card = await stage.expectMessage(CARD);
  expect(card.text).toMatch(/a critical waits for, s: [67]\d/);
  expect(await stage.ready()).toContain('Airdesk itself is in trouble');
  const before = asked.length;
  await stage.wait(3 * MINUTE, 5000);
  expect(asked.length).toBe(before);

  await stage.slack?.comeUp();
  await stage.wait(2 * MINUTE, 5000);
  await stage.expectMessage(/RECOVERED [^\n]*Airdesk itself is in trouble/);
  await stage.wait(2 * MINUTE, 500);
  expect(asked.length).toBeGreaterThan(before);
  // The address is a secret: nobody reads it anywhere.
  expect(await stage.disk()).not.toContain(SECRET);
  expect(await stage.ready()).not.toContain(SECRET);
});
