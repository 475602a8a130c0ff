import { liveStream, sceneWith } from '../../../sandbox/scene.ts';
import { startImpatientCloud } from '../../fakes/impatient-cloud.ts';
import { CHANNEL, userId } from '../stage/driver.ts';
import type { KilledCalls } from './kill-calls.ts';
import { nightOf, pause } from './night.ts';
import { createOutliving } from './outliving.ts';

const MAIN = { domain: 'push.example.com', app: 'live', stream: 'main' };
const TOKEN = 'callback-path-of-the-called';
const KEY = 'callback-key-of-the-called';
/** What is told twice is told within this after the end, ms. */
const AFTERWARDS_MS = 600;
/** An acknowledgement, a mute and the patience with a hand-over are over after a minute. */
const OVER_MS = 61_000;

const CONFIG = `
people:
  ada: { slack: ${userId('slack', 'engineer')}, roles: [engineer] }
  lin: { slack: ${userId('slack', 'lead')}, roles: [lead] }
oncall:
  rotations:
    room: { layers: [{ people: [ada] }], channel: "slack:${CHANNEL.slack}", takeOverMinutes: 1 }
alerts:
  channels: ["slack:${CHANNEL.slack}"]
  graceSeconds: 0
  closeMinutes: 0
  ackMinutes: 1
  ackMinutesInShow: 1
  watched: [{ streams: ["*"] }]
  escalate: night
  escalation: { night: { levels: [{ call: [ada] }] } }
`;

const CARD = /^[^\n]{0,4}(?:CRITICAL|RECOVERED|CLOSED) [^\n]*main: off air/;
const OPEN = {
  call: /Call: CRITICAL[^\n]*main: off air/,
  expired: /Still failing: CRITICAL[^\n]*main: off air/,
  unmuted: /Mute over: CRITICAL[^\n]*main: off air/,
};
const ANSWERED = /Call answered ·[^\n]*main: off air/;
const HAND_OVER = /Hand-over · room: lin is on call/;
const LATE = /Not taken over · room/;
const SETTLED = /Hand-over · room: settled/;

/**
 * What people took on runs out: a stream breaks, somebody acknowledges it and does not mend it, somebody mutes it, and nobody
 * takes over in time. Meanwhile the process is killed at the write boundary with this number (none: 0) and started again; the
 * clocks of everything that outlives it are put on.
 */
export async function killEnds(program: string, killAt: number): Promise<KilledCalls> {
  const scene = sceneWith({ streams: [liveStream('push.example.com/live/main')] });
  const env = { LIVE_CALLBACK_TOKEN: TOKEN, LIVE_CALLBACK_KEY: KEY };
  const outliving = await createOutliving(program, scene, CONFIG, env);
  const { airdesk, sandbox } = outliving;
  const between = await startImpatientCloud();
  sandbox.setCallback({ url: between.url, key: KEY });
  const { showing, until, press, say } = nightOf(outliving);
  const open = (): number => Object.values(OPEN).flatMap(showing).length;
  const calls = (): number => open() + showing(ANSWERED).length;
  const early: string[] = [];
  /** What may not be there before its time has come. */
  const notYet = (what: string, text: RegExp): void => {
    if (showing(text).length > 0) early.push(`${what} before its time`);
    outliving.putOn(OVER_MS);
  };
  try {
    await airdesk.start(killAt);
    between.sendTo(`${airdesk.origin()}/callbacks/live/${TOKEN}`);
    sandbox.cut(MAIN);
    await until('somebody is called', () => showing(OPEN.call).length > 0);
    const id = /^([2-9a-z]{8}) · /m.exec(showing(OPEN.call)[0]?.text ?? '')?.[1] ?? '';
    await until('it is acknowledged', () => showing(ANSWERED).length > 0, press(OPEN.call, 'Acknowledge'));
    notYet('the acknowledgement is over', OPEN.expired);
    await until(
      'the acknowledgement is over, and somebody is called',
      () => showing(OPEN.expired).length > 0,
    );
    await until(
      'it is muted',
      () => showing(OPEN.expired).length === 0 && showing(ANSWERED).length >= 2,
      say('lead', `alert mute id:${id} until:1m`),
    );
    notYet('the mute is over', OPEN.unmuted);
    await until('the mute is over, and somebody is called', () => showing(OPEN.unmuted).length > 0);
    await until(
      'a hand-over',
      () => showing(HAND_OVER).length > 0,
      say('engineer', 'oncall override room lin now 1h'),
    );
    notYet('it is late', LATE);
    await until('nobody took over in time', () => showing(LATE).length > 0);
    await until('somebody does', () => showing(SETTLED).length > 0, press(HAND_OVER, 'Take over'));
    sandbox.push(MAIN);
    await until('it is over', () => showing(ANSWERED).length >= 3 && open() === 0);
    await pause(AFTERWARDS_MS);
    const wrong = (what: string, found: number, wanted: number): string[] =>
      found === wanted ? [] : [`${found} ${what}, not ${wanted}`];
    return {
      steps: killAt === 0 ? await airdesk.steps() : [],
      killed: airdesk.starts() > 1,
      problems: [
        ...early,
        ...wrong('calls', calls(), 3),
        ...wrong('hand-overs', showing(HAND_OVER).length, 1),
        ...wrong('late ones', showing(LATE).length + showing(SETTLED).length, 1),
        ...wrong('cards', showing(CARD).length, 1),
      ],
    };
  } catch (error) {
    return {
      ...{ steps: [], killed: airdesk.starts() > 1 },
      problems: [error instanceof Error ? error.message : String(error)],
    };
  } finally {
    await Promise.all([outliving.stop(), between.stop()]);
  }
}
