import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoScene } from '../../sandbox/demo-scene.ts';
import { DEFAULT_SECRET_ID, DEFAULT_SECRET_KEY } from '../../sandbox/keys.ts';
import { createSandbox, type Sandbox } from '../../sandbox/sandbox.ts';
import { systemClock } from '../../src/clock.ts';
import type { Airdesk } from '../../src/start/airdesk.ts';
import { runProcess } from '../../src/start/run-process.ts';
import { startAirdesk } from '../../src/start/start-airdesk.ts';
import { createDeskDriver } from '../paths/stage/desk-driver.ts';

let folder: string;
let sandbox: Sandbox;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'airdesk-reload-'));
  sandbox = createSandbox({
    ...{ clock: systemClock, seed: 1, scene: demoScene },
    ...{ secretId: DEFAULT_SECRET_ID, secretKey: DEFAULT_SECRET_KEY },
  });
});
afterAll(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Who sits at the desk; what one of them may do changes. */
function peopleWith(role: string): string {
  const others = ['engineer', 'producer', 'lead'].map(
    (one) => `  ${one}: { desk: ${one}, roles: [${one}] }\n`,
  );
  return `people:\n  ada: { desk: viewer, roles: [${role}] }\n${others.join('')}`;
}

it(
  'takes another airdesk.yaml at SIGHUP as a whole, and one that is wrong not at all',
  { timeout: 180_000 },
  async () => {
    const { origin: cloud } = await sandbox.listen({ port: 0 });
    const config = join(folder, 'airdesk.yaml');
    const write = (text: string) => writeFileSync(config, text);
    write(peopleWith('viewer'));
    const env = {
      ...{ PORT: '0', LOG_LEVEL: 'error', AIRDESK_DATA: join(folder, 'data'), AIRDESK_CONFIG: config },
      ...{
        LIVE_ENDPOINT: cloud,
        TENCENTCLOUD_SECRET_ID: DEFAULT_SECRET_ID,
        TENCENTCLOUD_SECRET_KEY: DEFAULT_SECRET_KEY,
      },
    };
    const signals = new EventEmitter();
    const exits: number[] = [];
    const started: Airdesk[] = [];
    await runProcess(
      async () => {
        const one = await startAirdesk({ env });
        started.push(one);
        return one;
      },
      {
        on: (signal, listener) => signals.on(signal, listener),
        exit: (code) => exits.push(code),
        stdout: { write: () => undefined },
        stderr: { write: (_text, written) => written() },
      },
    );
    const answers = async (line: string, like: RegExp): Promise<void> => {
      const driver = createDeskDriver({ origin: started.at(-1)?.origin ?? '' });
      await driver.say('viewer', line);
      await expect
        .poll(() => driver.messages().some(({ text }) => like.test(text)), { timeout: 60_000 })
        .toBe(true);
      await driver.stop();
    };

    await answers('stream drop main', /You may not use "stream drop"/);
    write(peopleWith('enginer'));
    signals.emit('SIGHUP');
    expect(started).toHaveLength(1);
    await answers('stream list', /streams on air/);

    write(peopleWith('engineer'));
    signals.emit('SIGHUP');
    await expect.poll(() => started.length, { timeout: 60_000 }).toBe(2);
    await answers('stream drop main', /^Drop .*main\?/);
    // What was asked before is still in the audit.
    await answers('audit', /none of their roles allows it/);

    signals.emit('SIGTERM');
    await expect.poll(() => exits, { timeout: 60_000 }).toEqual([0]);
  },
);
