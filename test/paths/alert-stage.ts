import type { Scene } from '../../src/sandbox/scene.ts';
import { CHANNEL, type ChatDriver, type SeenMessage } from './driver.ts';
import { createStage, type Platform, type Stage } from './stage.ts';

/** A stage on which the cloud's callbacks reach Airdesk, and alerts reach two platforms. */
export interface AlertStage extends Stage {
  readonly second: ChatDriver;
  /** Waits until people on the second platform see this. */
  seenThere(text: RegExp): Promise<SeenMessage>;
  /** Cards in the first channel that show this now. */
  cards(text: RegExp): readonly SeenMessage[];
  /** The same on the second platform. */
  cardsThere(text: RegExp): readonly SeenMessage[];
  /** Lets time pass in small steps, so that everything that falls due has its turn. */
  wait(ms: number): Promise<void>;
}

/** How much time passes a step, ms. */
const STEP_MS = 250;

/** The channel of a platform as airdesk.yaml names it. */
function channelKey(platform: Platform): string {
  const name = platform.split(' ')[0] as keyof typeof CHANNEL;
  return `${name}:${CHANNEL[name]}`;
}

/** Sets the stage. `alerts`: lines of the section `alerts` of airdesk.yaml, as `graceSeconds: 0`. */
export async function createAlertStage(
  [first, second]: readonly [Platform, Platform],
  scene: Scene,
  alerts = '',
): Promise<AlertStage> {
  const lines = [`channels: ["${channelKey(first)}", "${channelKey(second)}"]`, ...alerts.split('\n')];
  const config = `policy: { verifyWithinSeconds: 2 }\nalerts:\n${lines.map((line) => `  ${line}`).join('\n')}\n`;
  const stage = await createStage(first, scene, config, second);
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
    async wait(ms) {
      for (let passed = 0; passed < ms; passed += STEP_MS) {
        clock.advance(Math.min(STEP_MS, ms - passed));
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
      await stage.moment();
    },
  };
}
