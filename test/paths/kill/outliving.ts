import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuditEntry } from '../../../src/observability/audit.ts';
import { createLiveClient } from '../../../src/live/client.ts';
import type { Live } from '../../../src/live/live.ts';
import { DEFAULT_SECRET_ID, DEFAULT_SECRET_KEY } from '../../../sandbox/keys.ts';
import { createSandbox, type Sandbox } from '../../../sandbox/sandbox.ts';
import type { Scene } from '../../../sandbox/scene.ts';
import { createPutOnClock } from '../../fakes/put-on-clock.ts';
import { createFakeSlack, type FakeSlack } from '../../fakes/slack/fake-slack.ts';
import type { ChatDriver } from '../stage/driver.ts';
import { createOwnProcess, type OwnProcess } from './own-process.ts';
import { createSlackDriver } from '../stage/slack-driver.ts';

/** What outlives an Airdesk that is killed, as in life: the cloud, the channel, its people, and its data. */
export interface Outliving {
  readonly airdesk: OwnProcess;
  readonly sandbox: Sandbox;
  readonly slack: FakeSlack;
  /** Somebody else at the cloud. */
  readonly console: Live;
  readonly folder: string;
  /** People in the channel, once it has been up. */
  driver(): ChatDriver;
  /** Calls of ours that changed something at the cloud, as `DropLiveStream`. */
  writes(): string[];
  /** Puts the clocks of all of them on. */
  putOn(ms: number): void;
  /** What the audit says; nothing before it is there. */
  audit(): Promise<AuditEntry[]>;
  stop(): Promise<void>;
}

/** Sets it up around a program of `buildOwnProcess`. `yaml`: airdesk.yaml; `env`: what it is told besides. */
export async function createOutliving(
  program: string,
  scene: Scene,
  yaml: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Outliving> {
  const folder = await mkdtemp(join(tmpdir(), 'airdesk-kill-'));
  const keys = { secretId: DEFAULT_SECRET_ID, secretKey: DEFAULT_SECRET_KEY };
  const clock = createPutOnClock();
  const sandbox = createSandbox({ clock, seed: 7, ...keys, scene });
  const cloud = await sandbox.listen({ port: 0 });
  const slack = await createFakeSlack({ clock });
  await writeFile(join(folder, 'airdesk.yaml'), yaml);
  const told = {
    PATH: process.env['PATH'],
    AIRDESK_CONFIG: join(folder, 'airdesk.yaml'),
    AIRDESK_DATA: join(folder, 'data'),
    LIVE_ENDPOINT: cloud.origin,
    TENCENTCLOUD_SECRET_ID: DEFAULT_SECRET_ID,
    TENCENTCLOUD_SECRET_KEY: DEFAULT_SECRET_KEY,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.apiUrl,
    ...env,
  };
  const consoleClient = createLiveClient({
    ...{ endpoint: cloud.origin, clock, random: () => 0.5, region: 'ap-guangzhou' },
    credentials: async () => keys,
  });
  const consoleCalls = new Set<string>();
  let driver: ChatDriver | undefined;
  const airdesk = createOwnProcess(program, told, (botOrigin) => {
    driver = createSlackDriver({ mode: 'http', fake: slack, botOrigin });
  });
  return {
    airdesk,
    sandbox,
    slack,
    console: {
      async call(action, params, options) {
        const answer = await consoleClient.call(action, params, options);
        consoleCalls.add(answer.RequestId);
        return answer;
      },
    },
    folder,
    driver() {
      if (!driver) throw new Error('Airdesk was never up');
      return driver;
    },
    writes: () =>
      sandbox
        .calls()
        .filter(({ requestId }) => !consoleCalls.has(requestId))
        .map(({ action }) => action)
        .filter((action) => !action.startsWith('Describe')),
    putOn(ms) {
      clock.putOn(ms);
      airdesk.putOn(ms);
    },
    async audit() {
      const text = await readFile(join(folder, 'data', 'audit.jsonl'), 'utf8').catch(() => '');
      const lines = text.split('\n').filter((line) => line !== '');
      return lines.map((line) => JSON.parse(line) as AuditEntry);
    },
    async stop() {
      await airdesk.kill();
      await consoleClient.close();
      await Promise.all([slack.stop(), sandbox.close()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
