import '../../machine/loaded.ts';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_SECRET_ID, DEFAULT_SECRET_KEY } from '../../../sandbox/keys.ts';
import { createSandbox, type Sandbox } from '../../../sandbox/sandbox.ts';
import { liveStream, sceneWith } from '../../../sandbox/scene.ts';
import { PLATFORMS } from '../../../src/start/platforms.ts';
import { startAirdesk } from '../../../src/start/start-airdesk.ts';
import { createTestClock } from '../../fakes/test-clock.ts';
import { quiet } from '../../machine/quiet.ts';
import { toyPlatform } from './platform.ts';
import { ToyRoom, type ToyMessage } from './room.ts';

const TOKEN = 'callback-path-of-the-toy';
const SIGNED_WITH = 'callback-key-of-the-toy';
const TOY_KEY = 'toykey-of-the-test';

/** Airdesk with a platform more than there are, a cloud, and people on the toy. */
export interface ToyStage {
  readonly room: ToyRoom;
  readonly sandbox: Sandbox;
  readonly origin: string;
  /** `key`: what the ask is sent with. Resolves with the status of the answer. */
  say(by: string, line: string, more?: { teams?: readonly string[]; key?: string }): Promise<number>;
  press(by: string, message: ToyMessage, label: string): Promise<number>;
  /** Waits until the newest message that shows this is there. */
  seen(text: RegExp): Promise<ToyMessage>;
  audit(): Promise<string>;
  stop(): Promise<void>;
}

/** All that people read of a message. */
export function textOf({ card }: ToyMessage): string {
  const facts = (card.facts ?? []).map(({ label, value }) => `${label}: ${value}`);
  const rows = (card.table?.rows ?? []).map((row) => row.join(' '));
  return [card.title, ...(card.lines ?? []), ...facts, ...rows, card.footer ?? ''].join('\n');
}

/** Sets the stage with this airdesk.yaml. */
export async function createToyStage(yaml: string): Promise<ToyStage> {
  const clock = createTestClock();
  const folder = await mkdtemp(join(tmpdir(), 'airdesk-toy-'));
  const keys = { secretId: DEFAULT_SECRET_ID, secretKey: DEFAULT_SECRET_KEY };
  const scene = sceneWith({
    streams: ['main', 'spare'].map((name) => liveStream(`push.example.com/live/${name}`)),
  });
  const sandbox = createSandbox({ clock, seed: 7, ...keys, scene });
  const cloud = await sandbox.listen({ port: 0 });
  const config = join(folder, 'airdesk.yaml');
  await writeFile(config, yaml);
  await writeFile(join(folder, 'toy-key'), `${TOY_KEY}\n`);
  const room = new ToyRoom();
  const airdesk = await startAirdesk({
    clock,
    platforms: [...PLATFORMS, toyPlatform(room)],
    env: {
      PORT: '0',
      LOG_LEVEL: 'error',
      AIRDESK_CONFIG: config,
      AIRDESK_DATA: join(folder, 'data'),
      LIVE_ENDPOINT: cloud.origin,
      TENCENTCLOUD_SECRET_ID: keys.secretId,
      TENCENTCLOUD_SECRET_KEY: keys.secretKey,
      LIVE_CALLBACK_TOKEN: TOKEN,
      LIVE_CALLBACK_KEY: SIGNED_WITH,
      TOY_KEY_FILE: join(folder, 'toy-key'),
    },
  });
  sandbox.setCallback({ url: `${airdesk.origin}/callbacks/live/${TOKEN}`, key: SIGNED_WITH });
  let asks = 0;

  async function ask(body: object, key = TOY_KEY): Promise<number> {
    const { status } = await fetch(`${airdesk.origin}/toy/asks`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-toy-key': key },
      body: JSON.stringify({ id: `${(asks += 1)}`, channel: 'control', ...body }),
    });
    return status;
  }

  async function until<T>(what: string, find: () => T | undefined): Promise<T> {
    for (let step = 0; step < 4000; step++) {
      const found = find();
      if (found !== undefined) return found;
      clock.advance(10);
      await new Promise((resolve) => setTimeout(resolve, 1));
      await quiet();
    }
    throw new Error(`Waited in vain for ${what}:\n${room.messages.map(textOf).join('\n---\n')}`);
  }

  return {
    room,
    sandbox,
    origin: airdesk.origin,
    say: (by, line, { key, ...more } = {}) => ask({ by, line, ...more }, key),
    press(by, message, label) {
      const button = message.card.buttons?.find((each) => each.label.includes(label))?.id;
      return ask({ by, press: { message: message.id, button } });
    },
    seen: (text) => until(String(text), () => room.messages.findLast((each) => text.test(textOf(each)))),
    audit: () => readFile(join(folder, 'data', 'audit.jsonl'), 'utf8'),
    async stop() {
      let isOver = false;
      const closing = airdesk.close().finally(() => (isOver = true));
      await until('the end', () => (isOver ? true : undefined));
      await closing;
      await sandbox.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
