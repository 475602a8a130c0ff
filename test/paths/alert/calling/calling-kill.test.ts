import { beforeAll, describe, expect, it } from 'vitest';
import { liveStream, sceneWith } from '../../../../sandbox/scene.ts';
import { startPager } from '../../../fakes/collectors/pager.ts';
import { startImpatientCloud } from '../../../fakes/impatient-cloud.ts';
import { createOutliving } from '../../kill/outliving.ts';
import { buildOwnProcess } from '../../kill/own-process.ts';
import { sideBySide } from '../../kill/side-by-side.ts';
import { CHANNEL, userId, type SeenMessage } from '../../stage/driver.ts';

const MAIN = { domain: 'push.example.com', app: 'live', stream: 'main' };
const TOKEN = 'callback-path-of-the-called';
const KEY = 'callback-key-of-the-called';
/** Processes that are killed side by side. */
const SIDE_BY_SIDE = 4;
/** So many boundaries, spread over all of them; with KILL_CALLS=1 each. */
const SOME = 12;

let program: string;
beforeAll(async () => {
  program = await buildOwnProcess('calling-kill');
});

const config = (pager: string): string => `
people:
  ada: { slack: ${userId('slack', 'engineer')}, roles: [engineer] }
  lin: { slack: ${userId('slack', 'lead')}, roles: [lead] }
webhooks: { pager: { form: pagerduty, url: '${pager}', keyEnv: PAGER_KEY } }
oncall:
  rotations:
    room: { layers: [{ people: [ada] }], channel: "slack:${CHANNEL.slack}" }
alerts:
  channels: ["slack:${CHANNEL.slack}"]
  graceSeconds: 0
  closeMinutes: 0
  watched: [{ streams: ["*"] }]
  escalate: night
  escalation:
    night:
      levels:
        - { call: ['rotation:room'] }
        - { afterMinutes: 0.03, call: [lin] }
        - { afterMinutes: 0.03, call: ['webhook:pager'] }
`;

const CALL = /(?:Call: CRITICAL|Call answered ·)[^\n]*main: off air/;
const HAND_OVER = /Hand-over · room: lin is on call/;

interface Ran {
  /** The steps in which files were changed, in order. */
  readonly steps: readonly string[];
  readonly calls: readonly SeenMessage[];
  readonly handOvers: readonly SeenMessage[];
  /** Keys under which the pager was called. */
  readonly paged: readonly string[];
}

/**
 * A stream breaks and nobody comes: both people are called, then the pager. Somebody else is put on call and takes over; then it is
 * acknowledged. Meanwhile the process is killed at the write boundary with this number (none: 0) and started again.
 */
async function run(killAt: number): Promise<Ran> {
  const scene = sceneWith({ streams: [liveStream('push.example.com/live/main')] });
  const pager = await startPager();
  const outliving = await createOutliving(program, scene, config(pager.url), {
    ...{ LIVE_CALLBACK_TOKEN: TOKEN, LIVE_CALLBACK_KEY: KEY, PAGER_KEY: 'R0UTINGKEY0123456789abcdef' },
  });
  const { airdesk, sandbox } = outliving;
  const between = await startImpatientCloud();
  sandbox.setCallback({ url: between.url, key: KEY });
  const showing = (text: RegExp): readonly SeenMessage[] =>
    outliving
      .driver()
      .messages()
      .filter((message) => text.test(message.text));
  const until = (what: string, isSo: () => boolean) =>
    expect.poll(isSo, { timeout: 30_000, interval: 20, message: what }).toBe(true);
  /** Whoever sees nothing happen does it again. */
  const again = async (what: string, act: () => Promise<unknown>, isSo: () => boolean): Promise<void> => {
    for (let time = 0; time < 300 && !isSo(); time += 1) {
      if (time % 15 === 0) await act().catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await until(what, isSo);
  };
  const press = (who: 'lead', text: RegExp, button: string) => {
    const [message] = showing(text);
    return message ? outliving.driver().press(who, message, button) : Promise.resolve();
  };
  try {
    await airdesk.start(killAt);
    between.sendTo(`${airdesk.origin()}/callbacks/live/${TOKEN}`);
    sandbox.cut(MAIN);
    await until('both to be called', () => showing(CALL).length >= 2);
    await until('the pager to be called', () => pager.taken.length > 0);
    await again(
      'the hand-over',
      () => outliving.driver().say('engineer', 'oncall override room lin now 1h'),
      () => showing(HAND_OVER).length > 0,
    );
    await again(
      'somebody to take over',
      () => press('lead', HAND_OVER, 'Take over'),
      () => showing(/lin took it over/).length > 0,
    );
    await again(
      'it to be acknowledged',
      () => press('lead', CALL, 'Acknowledge'),
      () => showing(/main: off air[^]*cknowledged by/).length > 0,
    );
    // How soon old messages are brought up to date depends on what the channel was sent in the minute before.
    await until('the pager to hear of it', () =>
      pager.taken.some(({ body }) => body['event_action'] === 'acknowledge'),
    );
    const steps = killAt === 0 ? await airdesk.steps() : [];
    const triggers = pager.taken.filter(({ body }) => body['event_action'] === 'trigger');
    return {
      steps,
      calls: showing(CALL),
      handOvers: showing(HAND_OVER),
      paged: triggers.map(({ body }) => String(body['dedup_key'])),
    };
  } finally {
    await Promise.all([outliving.stop(), between.stop(), pager.stop()]);
  }
}

describe('kill -9 while people are called', { timeout: 1_200_000 }, () => {
  it('calls everybody once, level by level, and hands over once', async () => {
    const { steps, calls, handOvers, paged } = await run(0);
    expect([calls.length, handOvers.length, paged.length]).toEqual([2, 1, 1]);
    const all = steps.map((step, place) => ({ at: place + 1, step }));
    expect(all.length).toBeGreaterThan(40);
    const every = process.env['KILL_CALLS'] === '1' ? 1 : Math.ceil(all.length / SOME);
    const wrong: string[] = [];
    await sideBySide(
      all.filter(({ at }) => at % every === 0),
      SIDE_BY_SIDE,
      async ({ at, step }) => {
        const name = `${at} (${step})`;
        try {
          const ran = await run(at);
          if (ran.calls.length !== 2) wrong.push(`${name}: ${ran.calls.length} calls`);
          if (ran.handOvers.length !== 1) wrong.push(`${name}: ${ran.handOvers.length} hand-overs`);
          // A pager may be told twice of one thing, under one key, by which it knows it again.
          if (new Set(ran.paged).size !== 1 || ran.paged.length > 2)
            wrong.push(`${name}: paged ${ran.paged.join(' ')}`);
        } catch (error) {
          wrong.push(`${name}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
        }
      },
    );
    expect(wrong).toEqual([]);
  });
});
