import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { demoScene } from '../../../sandbox/demo-scene.ts';
import { userId, type ChatDriver, type SeenMessage } from '../stage/driver.ts';
import { createOutliving, type Outliving } from './outliving.ts';
import { buildOwnProcess } from './own-process.ts';

const YAML = `people: { ada: { slack: ${userId('slack', 'engineer')}, roles: [engineer] } }
policy: { verifyWithinSeconds: 1 }
`;

/** Killed where it hurts most. The cloud and the channel outlive it. */
let program: string;
let outliving: Outliving;
let driver: ChatDriver;

beforeAll(async () => {
  program = await buildOwnProcess('kill');
});

beforeEach(async () => {
  outliving = await createOutliving(program, demoScene, YAML);
  await start();
  driver = outliving.driver();
});

afterEach(() => outliving.stop(), 60_000);

const start = () => outliving.airdesk.start();
const kill = () => outliving.airdesk.kill();
const writes = () => outliving.writes();
const audit = () => outliving.audit();

async function card(text: RegExp): Promise<SeenMessage> {
  let found: SeenMessage | undefined;
  await expect
    .poll(
      () =>
        (found = driver.messages().findLast((message) => text.test(message.text)))?.text ??
        driver.messages().at(-1)?.text,
      { timeout: 60_000 },
    )
    .toMatch(text);
  return found as SeenMessage;
}

describe('kill -9', () => {
  it('between the confirmation and the call: never sent, and the card says so', async () => {
    await driver.say('engineer', 'monitor start prime-time-wall');
    const asked = await card(/Start .*prime-time-wall\?/);
    const reads = outliving.sandbox.calls().length;
    outliving.sandbox.fault({ kind: 'slow', ms: 60_000, action: 'DescribeLiveStreamMonitorList', times: 9 });
    outliving.sandbox.fault({ kind: 'slow', ms: 60_000, action: 'DescribeLiveStreamMonitor', times: 9 });
    await driver.press('engineer', asked, 'Confirm');
    await expect.poll(() => outliving.sandbox.calls().length, { timeout: 60_000 }).toBeGreaterThan(reads);
    await kill();
    expect(writes()).toEqual([]);

    await start();
    await card(/Start .*prime-time-wall: interrupted[^]*Nothing was done/);
    expect(writes()).toEqual([]);
    await driver.press('engineer', asked, 'Confirm');
    await card(/interrupted before it ran/);
    expect(writes()).toEqual([]);
    expect((await audit()).map(({ phase, reason }) => reason ?? phase)).toContain('airdesk.interrupted');
  });

  it('between the call and its answer, the effect there: found done, not called again', async () => {
    await driver.say('engineer', 'monitor start prime-time-wall');
    const asked = await card(/Start .*prime-time-wall\?/);
    outliving.sandbox.fault({ kind: 'timeout-after-effect', action: 'StartLiveStreamMonitor' });
    await driver.press('engineer', asked, 'Confirm');
    await expect.poll(writes, { timeout: 60_000 }).toEqual(['StartLiveStreamMonitor']);
    await kill();

    await start();
    const done = await card(/Start .*prime-time-wall: done/);
    expect(done.id).toBe(asked.id);
    expect(done.text).toContain('State: running');
    await driver.press('engineer', asked, 'Confirm');
    await card(/Already confirmed by/);
    expect(writes()).toEqual(['StartLiveStreamMonitor']);
    expect((await audit()).map(({ phase }) => phase)).toEqual(expect.arrayContaining(['before', 'done']));
  });

  it('between the call and its answer, the effect not there: unknown, not called again', async () => {
    await driver.say('engineer', 'monitor start prime-time-wall');
    const asked = await card(/Start .*prime-time-wall\?/);
    outliving.sandbox.fault({ kind: 'slow', ms: 600_000, action: 'StartLiveStreamMonitor' });
    await driver.press('engineer', asked, 'Confirm');
    await expect.poll(writes, { timeout: 60_000 }).toEqual(['StartLiveStreamMonitor']);
    await kill();

    await start();
    const told = await card(/Start .*prime-time-wall: outcome unknown/);
    expect(told.id).toBe(asked.id);
    expect(writes()).toEqual(['StartLiveStreamMonitor']);
    // The target is free again: whoever looks and decides may ask anew.
    await driver.say('engineer', 'monitor start prime-time-wall');
    await card(/Start .*prime-time-wall\?/);
  });

  it('while a preview waits: it can still be confirmed afterwards, once', async () => {
    await driver.say('engineer', 'monitor start prime-time-wall');
    const asked = await card(/Start .*prime-time-wall\?/);
    await kill();
    await start();
    await driver.press('engineer', asked, 'Confirm');
    const done = await card(/Start .*prime-time-wall: done/);
    expect(done.id).toBe(asked.id);
    expect(writes()).toEqual(['StartLiveStreamMonitor']);
  });
});

describe('a second Airdesk on the same data', () => {
  it('says who has it, and ends', async () => {
    const second = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
      env: {
        PATH: process.env['PATH'],
        PORT: '0',
        AIRDESK_DATA: join(outliving.folder, 'data'),
        AIRDESK_CONFIG: join(outliving.folder, 'airdesk.yaml'),
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let told = '';
    second.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()));
    const [code] = (await once(second, 'exit')) as [number];
    expect(code).toBe(1);
    expect(told).toContain('Another Airdesk uses this data folder');
  });
});
