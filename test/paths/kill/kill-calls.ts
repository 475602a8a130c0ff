import { liveStream, sceneWith } from '../../../sandbox/scene.ts';
import { startPager } from '../../fakes/collectors/pager.ts';
import { startImpatientCloud } from '../../fakes/impatient-cloud.ts';
import { CHANNEL, userId } from '../stage/driver.ts';
import { nightOf, pause } from './night.ts';
import { createOutliving } from './outliving.ts';

const MAIN = { domain: 'push.example.com', app: 'live', stream: 'main' };
const TOKEN = 'callback-path-of-the-called';
const KEY = 'callback-key-of-the-called';
/** What is told twice is told within this after the end, ms. */
const AFTERWARDS_MS = 400;

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

const CARD = /^[^\n]{0,4}(?:CRITICAL|RECOVERED|CLOSED) [^\n]*main: off air/;
const CALL = /(?:Call: CRITICAL|Assigned to you: CRITICAL|Call answered ·)[^\n]*main: off air/;
const FIRST_CALL = /Call: CRITICAL[^\n]*main: off air/;
const HAND_OVER = /Hand-over · room: lin is on call/;

/** What became of a night in which the process was killed once. */
export interface KilledCalls {
  /** The steps in which files were changed, in order, where nothing was killed. */
  readonly steps: readonly string[];
  readonly killed: boolean;
  /** What must not be, each as a sentence. */
  readonly problems: readonly string[];
}

/**
 * A stream breaks and nobody comes: both people are called, then the pager. Somebody else is put on call and takes over; it is
 * acknowledged, given to somebody, and over. Meanwhile the process is killed at the write boundary with this number (none: 0) and
 * started again.
 */
export async function killCalls(program: string, killAt: number): Promise<KilledCalls> {
  const scene = sceneWith({ streams: [liveStream('push.example.com/live/main')] });
  const pager = await startPager();
  const outliving = await createOutliving(program, scene, config(pager.url), {
    ...{ LIVE_CALLBACK_TOKEN: TOKEN, LIVE_CALLBACK_KEY: KEY, PAGER_KEY: 'R0UTINGKEY0123456789abcdef' },
  });
  const { airdesk, sandbox } = outliving;
  const between = await startImpatientCloud();
  sandbox.setCallback({ url: between.url, key: KEY });
  const { showing, until, press, say } = nightOf(outliving);
  const told = (action: string): readonly string[] =>
    pager.taken.flatMap(({ body }) => (body['event_action'] === action ? [String(body['dedup_key'])] : []));
  const alertId = () => /^([2-9a-z]{8}) · /m.exec(showing(/main: off air/)[0]?.text ?? '')?.[1] ?? '';
  try {
    await airdesk.start(killAt);
    between.sendTo(`${airdesk.origin()}/callbacks/live/${TOKEN}`);
    sandbox.cut(MAIN);
    await until('both are called', () => showing(CALL).length >= 2);
    await until('the pager is called', () => told('trigger').length > 0);
    const id = alertId();
    await until(
      'a hand-over',
      () => showing(HAND_OVER).length > 0,
      say('engineer', 'oncall override room lin now 1h'),
    );
    // How soon cards are brought up to date depends on what the channel was sent in the minute before: whoever presses is told.
    await until(
      'somebody takes over',
      () => showing(/You are on duty for room|lin took over/).length > 0,
      press(HAND_OVER, 'Take over'),
    );
    await until('it is acknowledged', () => told('acknowledge').length > 0, press(FIRST_CALL, 'Acknowledge'));
    await until(
      'it is given to somebody, who is called',
      () => showing(CALL).length >= 3,
      say('lead', `alert assign id:${id} person:ada`),
    );
    sandbox.push(MAIN);
    await until('it is over', () => told('resolve').length > 0);
    await pause(AFTERWARDS_MS);
    const wrong = (what: string, found: number, most: number): string[] =>
      found >= 1 && found <= most ? [] : [`${found} ${what}`];
    return {
      steps: killAt === 0 ? await airdesk.steps() : [],
      killed: airdesk.starts() > 1,
      problems: [
        ...(showing(CALL).length === 3 ? [] : [`${showing(CALL).length} calls`]),
        ...wrong('hand-overs', showing(HAND_OVER).length, 1),
        ...wrong('cards', showing(CARD).length, 1),
        // A pager may be told twice of one thing, under one key, by which it knows it again.
        ...(['trigger', 'acknowledge', 'resolve'] as const).flatMap((action) =>
          wrong(`times ${action} at the pager`, told(action).length, action === 'trigger' ? 2 : 3),
        ),
        ...wrong('keys at the pager', new Set(pager.taken.map(({ body }) => body['dedup_key'])).size, 1),
      ],
    };
  } catch (error) {
    return {
      ...{ steps: [], killed: airdesk.starts() > 1 },
      problems: [error instanceof Error ? error.message : String(error)],
    };
  } finally {
    await Promise.all([outliving.stop(), between.stop(), pager.stop()]);
  }
}
