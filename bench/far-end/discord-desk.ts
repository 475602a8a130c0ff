import { systemClock } from '../../src/clock.ts';
import { createFakeDiscord, type Wire } from '../../test/fakes/discord/fake-discord.ts';
import { visibleText } from '../../test/fakes/discord/visible-text.ts';
import { startHoldingCloud } from './holding-cloud.ts';

/** How long anything but the first response may take, ms. */
const LOST_MS = 30_000;
const POLL_MS = 1;
/** More people than one: what somebody may ask in a minute is bounded, and must not be what is measured. */
const PEOPLE = 50;
const ADAS = Array.from({ length: PEOPLE }, (_, index) => ({
  id: String(200_000_000_000_000_000n + BigInt(index)),
  username: 'ada',
}));

/** A slash command, and the words by which its answer is known. */
interface Typed {
  readonly words: readonly string[];
  readonly expect: RegExp;
}
/** Answered without the cloud. */
const WHOAMI: Typed = { words: ['whoami'], expect: /You are ada/ };
/** Answered after one call to the cloud. */
const LIST: Typed = { words: ['stream', 'list'], expect: /3 streams on air/ };

/** Discord and the cloud of one bot, in this process. */
export interface DiscordDesk {
  readonly cloud: string;
  /** As Airdesk and the peers read them from the environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Somebody types a command that needs no cloud. Resolves once it was answered: ms until it was deferred. */
  ask(wire: Wire): Promise<number>;
  /** From now on `count` commands are in flight, deferred, `atCloud` of their calls at a cloud that does not answer. */
  engage(wire: Wire, count: number, atCloud: number): Promise<void>;
  /** The cloud answers. Resolves once all those commands were answered, too. @throws Error when one was not in flight */
  disengage(): Promise<void>;
  stop(): Promise<void>;
}

/** Discord ids of those who ask, by turns. */
export const DISCORD_USERS: readonly string[] = ADAS.map(({ id }) => id);

/** Starts Discord and a cloud, each on a free port. */
export async function startDiscordDesk(): Promise<DiscordDesk> {
  const fake = await createFakeDiscord({ clock: systemClock });
  // No limit in the way: what is timed is the bot.
  fake.limitRate({ limit: 10_000, seconds: 1 });
  const cloud = await startHoldingCloud();
  let engaged: string[] = [];
  let channels = 0;

  /** Types into a channel where nothing was typed before. */
  async function type(wire: Wire, { words }: Typed): Promise<{ channel: string; deferredMs: number }> {
    const channel = String(700_000_000_000_000n + BigInt((channels += 1)));
    const asker = ADAS[channels % PEOPLE] ?? { id: '', username: '' };
    const { acknowledgedAs, tookMs } = await fake.command(wire, asker, channel, { words, options: [] });
    if (acknowledgedAs !== 5 || tookMs === undefined) throw new Error(`${words.join(' ')} was not deferred`);
    return { channel, deferredMs: tookMs };
  }

  function isAnswered(channel: string, { expect }: Typed): boolean {
    return fake
      .messages(channel)
      .some(({ components, content }) => expect.test(visibleText(components, content)));
  }

  return {
    cloud: cloud.origin,
    env: {
      DISCORD_TOKEN: fake.token,
      DISCORD_APPLICATION_ID: fake.applicationId,
      DISCORD_API_URL: fake.apiUrl,
      DISCORD_PUBLIC_KEY: fake.publicKey,
    },
    ask: async (wire) => {
      const { channel, deferredMs } = await type(wire, WHOAMI);
      await until(() => isAnswered(channel, WHOAMI), 'no answer to whoami');
      return deferredMs;
    },
    engage: async (wire, count, atCloud) => {
      cloud.hold();
      const typed = await Promise.all(Array.from({ length: count }, () => type(wire, LIST)));
      engaged = typed.map(({ channel }) => channel);
      await until(() => cloud.held() >= atCloud, 'the calls did not get to the cloud');
    },
    disengage: async () => {
      if (engaged.some((channel) => fake.messages(channel).length > 0))
        throw new Error('a command was answered while the cloud was silent');
      cloud.release();
      await until(() => engaged.every((channel) => isAnswered(channel, LIST)), 'no answer to stream list');
    },
    stop: async () => {
      await fake.stop();
      await cloud.close();
    },
  };
}

async function until(isSo: () => boolean, otherwise: string): Promise<void> {
  const start = performance.now();
  while (!isSo()) {
    if (performance.now() - start > LOST_MS) throw new Error(otherwise);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
