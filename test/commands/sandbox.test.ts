import { afterEach, describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { isAct, isListed } from '../../src/command.ts';
import { createLiveClient, type LiveClient } from '../../src/live/client.ts';
import { demoScene } from '../../sandbox/demo-scene.ts';
import { createSandbox, type Sandbox } from '../../sandbox/sandbox.ts';
import { createTestClock, type TestClock } from '../fakes/test-clock.ts';
import { readActs } from './acts/act.ts';
import { createAsker, type Asker } from './asking.ts';

const secretId = 'AKIDexample';
const secretKey = 'example-key';

interface Stage {
  readonly clock: TestClock;
  readonly sandbox: Sandbox;
  readonly client: LiveClient;
  readonly asker: Asker;
  readonly writes: () => string[];
  readonly take: () => void;
}

let stage: Stage | undefined;
afterEach(async () => {
  await stage?.client.close();
  await stage?.sandbox.close();
  stage = undefined;
});

/** The stand-in cloud over real HTTP, our own client, and somebody who asks. */
async function open(): Promise<Stage> {
  const clock = createTestClock();
  const sandbox = createSandbox({ clock, seed: 3, secretId, secretKey, scene: demoScene });
  const { origin } = await sandbox.listen({ port: 0 });
  const client = createLiveClient({
    endpoint: origin,
    region: 'ap-guangzhou',
    credentials: async () => ({ secretId, secretKey }),
    clock,
    random: () => 0.5,
  });
  let seen = 0;
  const asker = createAsker(client, {
    now: () => clock.now(),
    endpoints: [{ account: 'main', token: 'token-of-main', key: 'key-of-main' }],
    callbackOrigin: 'https://airdesk.example.com',
  });
  stage = {
    clock,
    sandbox,
    client,
    asker,
    writes: () =>
      sandbox
        .calls()
        .slice(seen)
        // Asks whether a domain is known to be ours, and changes nothing.
        .filter(({ params }) => !JSON.stringify(params).includes('dbCheck'))
        .map((call) => call.action)
        .filter((action) => !action.startsWith('Describe')),
    take() {
      seen = sandbox.calls().length;
    },
  };
  return stage;
}

const MAIN = 'push.example.com/live/main';
const SPORTS = 'push.example.com/live/sports';

describe('every reading command answers', () => {
  it.each([
    ['stream list', /6 streams on air/],
    ['stream list gala', /2 streams on air/],
    [`stream show ${MAIN}`, new RegExp(MAIN)],
    ['stream show pirate', 'airdesk.not-found'],
    ['stream show gala', 'airdesk.ambiguous'],
    ['backup list', /Main and backup/],
    ['monitor list', /Monitors/],
    ['monitor show news-watch', /news-watch/],
    ['monitor report news-watch', /Report of monitor news-watch/],
    ['pull list', /Pull tasks/],
    ['pull show stadium-feed', /stadium-feed/],
    ['caster list', /Casters/],
    ['caster show evening-studio', /evening-studio/],
    ['caster show spare-studio', /spare-studio/],
    ['record task list', 'There are no record tasks at that time'],
    ['record task list from:30d', 'There are no record tasks at that time'],
    ['record usage from:3h', 'Recordings at once'],
    ['snapshot task list', 'There are no snapshot tasks at that time'],
    ['snapshot usage from:3d step:5min', 'Pictures taken'],
    ['transcode usage from:3h', 'Transcoded'],
    ['transcode history', /^Transcoded, 2026-/],
    ['timeshift list', 'Time shift'],
    ['timeshift show push.example.net/live/gala', /push\.example\.net\/live\/gala/],
    ['timeshift usage from:2d', 'Time shift'],
    ['enhance usage from:3h', /^Enhanced/],
    ['p2p show', 'Peer to peer'],
    ['pad list', 'Streams that show a pad'],
    ['delay list', 'No stream is delayed'],
    ['mix list', 'No mix was begun here'],
    ['help', /What do you want to do/],
    ['whoami', /You are ada/],
    ['audit', /Nothing has been recorded yet/],
  ] as const)('%s', async (line, expected) => {
    const { asker, writes } = await open();
    if (typeof expected === 'string' && expected.startsWith('airdesk.'))
      expect((await asker.refusal(line)).code).toBe(expected);
    else if (typeof expected === 'string') expect((await asker.look(line)).title).toBe(expected);
    else expect((await asker.look(line)).title).toMatch(expected);
    expect(writes()).toEqual([]);
  });
});

const acts = await readActs();

describe('every acting command previews, calls once, sees its effect, and is undone by one call', () => {
  it.each(acts)('$line', async ({ line, action, undo: undoAction, before = [] }) => {
    const opened = await open();
    const { asker, writes } = opened;
    for (const first of before) await asker.act(first);
    opened.take();
    opened.clock.advance(1000);
    await asker.preview(line);
    expect(writes()).toEqual([]);
    // Some lists may be read twice a second only.
    opened.clock.advance(1000);
    const { verified, undo } = await asker.act(line);
    expect(writes()).toEqual([action].flat());
    expect(verified.seen).toBe(true);
    expect(undo === undefined).toBe(undoAction === undefined);
    if (!undo) return;
    opened.take();
    opened.clock.advance(1000);
    const undone = await asker.undo(undo);
    expect(writes()).toEqual([undoAction].flat());
    expect(undone.verified.seen).toBe(true);
  });

  it('leaves none out', () => {
    const acting = commands
      .filter((command) => isAct(command) && isListed(command))
      .map((command) => command.name);
    expect(acting.filter((name) => !acts.some(({ line }) => line.startsWith(name)))).toEqual([]);
  });
});

describe('what may happen between the preview and the press', () => {
  it('an encoder that comes straight back after a drop counts as dropped', async () => {
    const { asker, clock, sandbox } = await open();
    const { context } = asker;
    const preview = await asker.preview(`stream drop ${MAIN}`);
    const drop = commands.find((command) => command.name === 'stream drop');
    if (!drop || !isAct(drop)) throw new Error('no drop');
    await drop.run?.(context, preview.plan, () => undefined);
    clock.advance(6000);
    expect(sandbox.calls().length).toBeGreaterThan(0);
    const verified = await drop.verify(context, preview.plan);
    expect(verified.seen).toBe(true);
    expect(JSON.stringify(verified.facts)).toContain('pushed again');
  });

  it('undo of a switch finds the former main by who pushes, not by the old sequence', async () => {
    const { asker, sandbox } = await open();
    const { undo } = await asker.act('backup switch sports');
    const where = { domain: 'push.example.com', app: 'live', stream: 'sports', source: '直推流' };
    sandbox.cut(where);
    const again = sandbox.push(where);
    if (!again.accepted) throw new Error('refused');
    expect((await asker.undo(undo!)).verified.seen).toBe(true);
    const call = sandbox.calls().findLast(({ action }) => action === 'SwitchBackupStream');
    expect(call?.params).toMatchObject({ UpstreamSequence: again.sequence });
  });

  it(`the state of ${SPORTS} changes when an upstream comes or goes, and not by itself`, async () => {
    const { asker, clock, sandbox } = await open();
    const first = await asker.preview('backup switch sports');
    clock.advance(30_000);
    expect((await asker.preview('backup switch sports')).state).toEqual(first.state);
    sandbox.push({ domain: 'push.example.com', app: 'live', stream: 'sports', source: '直推流' });
    const refusal = await asker.refusal('backup switch sports');
    expect(refusal.code).toBe('airdesk.ambiguous');
  });
});
