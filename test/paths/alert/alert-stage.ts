import { quiet } from '../../machine/quiet.ts';
import type { Scene } from '../../../sandbox/scene.ts';
import { CHANNEL, type ChatDriver, type SeenMessage } from '../stage/driver.ts';
import { createStage, type Machine, type Platform, type Stage } from '../stage/stage.ts';

/** A stage on which the cloud's callbacks reach Airdesk, and alerts reach two platforms. */
export interface AlertStage extends Stage {
  readonly second: ChatDriver;
  /** Waits until people on the second platform see this. */
  seenThere(text: RegExp): Promise<SeenMessage>;
  /** Cards in the first channel that show this now. */
  cards(text: RegExp): readonly SeenMessage[];
  /** The same on the second platform. */
  cardsThere(text: RegExp): readonly SeenMessage[];
  /** Lets time pass in small steps, so that everything that falls due has its turn. `stepMs`: how small, default 250, at most 4000. */
  wait(ms: number, stepMs?: number): Promise<void>;
  /** What /readyz says, as text. */
  ready(): Promise<string>;
  /** What was taken of what Airdesk wrote into the scripts' channel of a platform, threads included. */
  sent(platform: 'slack' | 'discord'): readonly Sent[];
  /** Everything on the first platform that shows this now, whoever sees it. */
  shown(text: RegExp): readonly SeenMessage[];
  /** The id of the newest alert whose card in the first channel shows this. */
  alertId(text: RegExp): string;
}

/** A request of the outbox that a platform took. */
export interface Sent {
  readonly kind: 'post' | 'edit' | 'thread';
  /** ms UTC. */
  readonly at: number;
}

/** The most of them within any minute. */
export function mostInAMinute(sent: readonly Sent[]): number {
  const times = sent.map(({ at }) => at).sort((a, b) => a - b);
  const within = times.map((from) => times.filter((at) => at >= from && at < from + 60_000).length);
  return Math.max(0, ...within);
}

/** How much time passes a step, ms. */
const STEP_MS = 250;
/** The cloud gives up a callback after five seconds: in a longer step it would run out of time before it is on its way. */
const PATIENT_MS = 4000;

/** The channel of a platform as airdesk.yaml names it. */
export function channelKey(platform: Platform): string {
  const name = platform.split(' ')[0] as keyof typeof CHANNEL;
  return `${name}:${CHANNEL[name]}`;
}

/**
 * Sets the stage. `alerts`: lines of the section `alerts` of airdesk.yaml, as `graceSeconds: 0`; `more`: further sections,
 * CLOUD in which stands for the sandbox's address. Every stream should be on air, unless the lines say what is watched.
 */
export async function createAlertStage(
  [first, second]: readonly [Platform, Platform],
  scene: Scene,
  alerts = '',
  more = '',
  machine: Machine = {},
): Promise<AlertStage> {
  const lines = [
    `channels: ["${channelKey(first)}", "${channelKey(second)}"]`,
    ...(/^watched:/m.test(alerts) ? [] : ['watched: [{ streams: ["*"] }]']),
    ...alerts.split('\n'),
  ];
  const config = `policy: { verifyWithinSeconds: 2 }\nalerts:\n${lines.map((line) => `  ${line}`).join('\n')}\n${more}\n`;
  const stage = await createStage(first, scene, config, second, true, {}, machine);
  const { sandbox, others, driver, clock } = stage;
  if (!others) throw new Error('there is no second platform');
  sandbox.setCallback(stage.callbacks());
  const showing = (on: ChatDriver, text: RegExp) =>
    on.messages().filter((message) => text.test(message.text));

  return {
    ...stage,
    second: others,
    cards: (text) => showing(driver, text),
    cardsThere: (text) => showing(others, text),
    async seenThere(text) {
      let found: SeenMessage | undefined;
      await stage.until(`the second platform to show ${String(text)}`, () => {
        found = showing(others, text).at(-1);
        return found !== undefined;
      });
      return found as unknown as SeenMessage;
    },
    ready: async () => {
      const response = await fetch(`${stage.origin()}/readyz`);
      return `${response.status} ${await response.text()}`;
    },
    sent: (platform) => (platform === 'slack' ? sentToSlack(stage) : sentToDiscord(stage)),
    shown: (text) => driver.messages().filter((message) => text.test(message.text)),
    alertId(text) {
      const ids = showing(driver, text).map((card) => /^([2-9a-z]{8}) · /m.exec(card.text)?.[1]);
      const id = ids.findLast((each) => each !== undefined);
      if (id === undefined) throw new Error(`No alert shows ${String(text)}`);
      return id;
    },
    async wait(ms, stepMs = STEP_MS) {
      const step = Math.min(stepMs, PATIENT_MS);
      for (let passed = 0; passed < ms; passed += step) {
        clock.advance(Math.min(step, ms - passed));
        // A busy machine is still at it: what waits for an answer must not run out of time meanwhile.
        await quiet();
      }
      await stage.moment();
    },
  };
}

function sentToSlack({ slack }: Stage): Sent[] {
  return (slack?.calls ?? []).flatMap(({ method, args, at, status }): Sent[] => {
    if (status !== 200 || args['channel'] !== CHANNEL.slack) return [];
    if (method === 'chat.update') return [{ kind: 'edit', at }];
    if (method !== 'chat.postMessage') return [];
    return [{ kind: args['thread_ts'] === undefined ? 'post' : 'thread', at }];
  });
}

function sentToDiscord({ discord }: Stage): Sent[] {
  return (discord?.calls ?? []).flatMap(({ route, params, at, status = 0 }): Sent[] => {
    if (status < 200 || status > 299) return [];
    if (route === 'edit message') return [{ kind: 'edit', at }];
    if (route !== 'create message') return [];
    return [{ kind: params['channel'] === CHANNEL.discord ? 'post' : 'thread', at }];
  });
}
