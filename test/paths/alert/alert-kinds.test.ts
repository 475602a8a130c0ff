import { afterEach, describe, expect, it } from 'vitest';
import { CALLBACK_TYPES } from '../../../sandbox/callback/kinds.ts';
import { demoScene } from '../../../sandbox/demo-scene.ts';
import { liveStream, sceneWith } from '../../../sandbox/scene.ts';
import { createAlertStage, type AlertStage } from './alert-stage.ts';

const BOTH = ['slack over http', 'discord over http'] as const;
const MAIN = { domain: 'push.example.com', app: 'live', stream: 'main' };
const SCENE = sceneWith({ streams: [liveStream('push.example.com/live/main')] });
const NOW = 'graceSeconds: 0';
const MINUTE_MS = 60_000;
const CARD = /^[^\n]{0,4}(CRITICAL|WARNING|INFO|RECOVERED|CLOSED) /;
const PULL = 'task-sports-backup';
const WALL = 'news-watch';

/** A pull task whose messages arrive here. */
const PULL_SCENE = sceneWith({
  streams: [liveStream('push.example.com/live/other')],
  pulls: demoScene.pulls,
});

interface Monitor {
  readonly MonitorName?: string;
  readonly OutputInfo?: { readonly OutputStreamName?: string };
}

let stage: AlertStage;
afterEach(() => stage.stop());

const titles = () => stage.cards(CARD).map(({ text }) => text.split('\n')[0] ?? '');

async function decided(count: number): Promise<void> {
  await stage.until('all to arrive', async () => (await stage.metric('airdesk_callbacks_total')) >= count);
  await stage.wait(3000);
}

describe('pull tasks', () => {
  it('a source breaks: card, restarted from the card, recovered', async () => {
    stage = await createAlertStage(BOTH, PULL_SCENE, NOW);
    stage.sandbox.pull({ task: PULL, broken: true });
    const card = await stage.expectMessage(
      /CRITICAL stadium-feed \(.*task-sports-backup\): pull task is failing/,
    );
    stage.sandbox.pull({ task: PULL, broken: false });
    await stage.driver.press('engineer', card, 'Restart pull task');
    const asked = await stage.expectMessage(/Restart pull task .*\?/);
    expect(stage.writes()).toEqual([]);
    await stage.driver.press('engineer', asked, 'Confirm');
    await stage.expectUpdate(asked, /: (done in|accepted)/);
    expect(stage.writes()).toEqual(['RestartLivePullStreamTask']);
    await stage.expectMessage(/RECOVERED .*task-sports-backup/);
    await stage.seenThere(/RECOVERED .*task-sports-backup/);
    await stage.wait(30_000);
    expect(titles().filter((title) => title.includes(PULL))).toHaveLength(1);
  });

  it('a message about a healthy task, or one that is not there, is asked about and is no alarm', async () => {
    stage = await createAlertStage(BOTH, PULL_SCENE, NOW);
    stage.sandbox.event({ type: 314, task: PULL });
    stage.sandbox.event({ type: 314, task: 'no-such-task' });
    await decided(2);
    expect(titles()).toEqual([]);
    expect(await stage.metric('airdesk_alerts_open')).toBe(0);
  });
});

describe('pull tasks that stop as they should', () => {
  it('ended as planned: no alarm', async () => {
    const pulls = demoScene.pulls.map((pull) => ({ ...pull, forMs: MINUTE_MS }));
    stage = await createAlertStage(BOTH, sceneWith({ pulls }), NOW);
    await stage.wait(3 * MINUTE_MS);
    expect(stage.cards(CARD).filter(({ text }) => /pull task/.test(text))).toEqual([]);
    expect(await stage.metric('airdesk_callbacks_total')).toBeGreaterThan(0);
  });
});

describe('monitors', () => {
  it('a finding of a monitor that runs is a card; of one that is not there, or rests, none', async () => {
    stage = await createAlertStage(BOTH, sceneWith({ ...demoScene, pulls: [] }), NOW);
    const { monitors } = stage.sandbox.state() as { monitors: readonly Monitor[] };
    const outputOf = (name: string) =>
      monitors.find(({ MonitorName }) => MonitorName === name)?.OutputInfo?.OutputStreamName ?? '';
    const [running, resting] = [outputOf(WALL), outputOf('prime-time-wall')];
    expect(running).not.toBe('');
    expect(resting).not.toBe('');
    stage.sandbox.event({ type: 328, stream: { ...MAIN, stream: 'nobody-knows-it' } });
    stage.sandbox.event({ type: 328, stream: { ...MAIN, stream: resting } });
    await stage.wait(5000);
    expect(titles()).toEqual([]);
    stage.sandbox.event({ type: 328, stream: { ...MAIN, stream: running } });
    await stage.expectMessage(/CRITICAL .*monitor sees a format problem/);
    expect(titles()).toHaveLength(1);
  });
});

describe('what the cloud tells of itself', () => {
  it.each([
    ['a picture to block is critical', { type: 317 }, /CRITICAL .*main: picture flagged by the review/],
    ['sound that is flagged', { type: 315 }, /main: sound flagged by the review/],
    ['a recording that fails', { type: 332 }, /CRITICAL .*main: recording failed/],
    ['a faulty recording', { type: 341 }, /main: recording has faults/],
    ['a quality check', { type: 343 }, /main: quality check found a fault/],
    ['a low score', { type: 344 }, /main: picture quality below the limit/],
  ] as const)('%s', async (_name, event, title) => {
    stage = await createAlertStage(BOTH, SCENE, NOW);
    stage.sandbox.event({ ...event, stream: MAIN });
    const card = await stage.expectMessage(title);
    expect(card.text).not.toMatch(/txSecret|[?&]sign=/);
    await stage.seenThere(title);
    // Told again it is no second card.
    stage.sandbox.event({ ...event, stream: MAIN });
    await decided(2);
    expect(titles()).toHaveLength(1);
  });

  it('a failed recording that begins anew has recovered', async () => {
    stage = await createAlertStage(BOTH, SCENE, NOW);
    stage.sandbox.event({ type: 332, stream: MAIN });
    await stage.expectMessage(/CRITICAL .*main: recording failed/);
    await stage.wait(2000);
    stage.sandbox.event({ type: 332, stream: MAIN, overrides: { record_event: 'record_start_succeeded' } });
    await stage.expectMessage(/RECOVERED .*main: recording failed/);
  });

  it('an unhealthy push goes on while it is told of, and has recovered when it is not', async () => {
    stage = await createAlertStage(BOTH, SCENE, NOW);
    for (let time = 0; time < 12; time += 1) {
      stage.sandbox.event({ type: 321, stream: MAIN });
      await stage.wait(10_000);
    }
    const card = stage.cards(/WARNING .*main: push is unhealthy/);
    expect(card).toHaveLength(1);
    await stage.wait(MINUTE_MS + 5000);
    await stage.expectMessage(/RECOVERED .*main: push is unhealthy/);
    await stage.seenThere(/RECOVERED .*main: push is unhealthy/);
    expect(titles()).toHaveLength(1);
  });

  it('everything else is kept, counted, and no alarm', async () => {
    stage = await createAlertStage(BOTH, SCENE, NOW);
    const alarming = [0, 314, 315, 317, 321, 328, 332, 341, 343, 344];
    const quiet = [...CALLBACK_TYPES.filter((type) => !alarming.includes(type)), 999, 4711];
    for (const type of quiet) stage.sandbox.event({ type, stream: MAIN });
    await decided(quiet.length);
    expect(titles()).toEqual([]);
    expect(await stage.metric('airdesk_callbacks_total')).toBe(quiet.length);
    expect(await stage.metric('airdesk_alerts_open')).toBe(0);
  });
});

describe('messages that come late, twice, in the wrong order, or never', () => {
  const late = () => Math.floor(stage.clock.now() / 1000) - 90;

  it('a late break of a stream that is live is no card', async () => {
    stage = await createAlertStage(BOTH, SCENE, NOW);
    stage.sandbox.event({ type: 0, stream: MAIN, t: late() });
    await decided(1);
    expect(titles()).toEqual([]);
  });

  it('a late break of a stream that is off is a card that says how it is known', async () => {
    stage = await createAlertStage(BOTH, SCENE, NOW);
    stage.sandbox.fault({ kind: 'lost-callback' });
    stage.sandbox.cut(MAIN);
    stage.sandbox.event({ type: 0, stream: MAIN, t: late() });
    const card = await stage.expectMessage(/CRITICAL .*main: off air/);
    expect(card.text).toMatch(/found by asking the cloud|message arrived late/);
  });

  it('twice is one card, one count', async () => {
    stage = await createAlertStage(BOTH, SCENE, NOW);
    stage.sandbox.fault({ kind: 'duplicate-callback', times: 2 });
    stage.sandbox.cut(MAIN);
    await stage.expectMessage(/CRITICAL .*main: off air/);
    await decided(2);
    stage.sandbox.push(MAIN);
    const card = await stage.expectMessage(/RECOVERED .*main: off air/);
    await decided(4);
    expect(titles()).toHaveLength(1);
    expect(card.text).not.toMatch(/Reported: /);
  });

  it('a break that is told after the push which followed it is no card', async () => {
    stage = await createAlertStage(BOTH, SCENE, 'graceSeconds: 5');
    stage.sandbox.fault({ kind: 'out-of-order-callback', ms: 60_000 });
    stage.sandbox.cut(MAIN);
    await stage.wait(1000);
    stage.sandbox.push(MAIN);
    await decided(2);
    await stage.wait(20_000);
    expect(titles()).toEqual([]);
    expect(await stage.metric('airdesk_alerts_open')).toBe(0);
  });

  it('a lost message of a push that began is found out by looking again', async () => {
    stage = await createAlertStage(BOTH, SCENE, NOW);
    stage.sandbox.cut(MAIN);
    await stage.expectMessage(/CRITICAL .*main: off air/);
    await stage.wait(5000);
    stage.sandbox.fault({ kind: 'lost-callback' });
    stage.sandbox.push(MAIN);
    await stage.wait(40_000);
    expect(titles()).toEqual([expect.stringMatching(/RECOVERED .*main: off air/)]);
    await stage.seenThere(/RECOVERED .*main: off air/);
  });
});
