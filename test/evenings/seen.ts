import type { FakeDiscord } from '../fakes/discord/fake-discord.ts';
import type { FakeSlack } from '../fakes/slack/fake-slack.ts';
import type { TestClock } from '../fakes/test-clock.ts';
import { createChannels, type Shown } from '../model/channels.ts';
import { CHANNEL } from '../paths/stage/driver.ts';
import { PLATFORMS, type Platform } from './happening.ts';

/** What stands on every message that calls somebody. */
const CALL = '· call of Airdesk';

/** One state of one message, as everybody in the channel saw it. */
export interface Version {
  readonly on: Platform;
  /** Which message. */
  readonly message: string;
  /** From when it stood there, ms UTC, and until when. */
  readonly at: number;
  until?: number;
  /** It was posted so; otherwise edited. */
  readonly isPost: boolean;
  /** All text. */
  readonly text: string;
  readonly buttons: readonly string[];
  /** Whom the platform notified when it was posted: ids. */
  readonly notified: readonly string[];
}

/** Everything that people saw in the channels, threads aside. */
export interface Seen {
  readonly versions: Version[];
  /** The same of messages that call somebody. */
  readonly calls: Version[];
  /** When a request of ours that people can see was taken, by platform, threads included; ms UTC. */
  readonly taken: Readonly<Record<Platform, number[]>>;
}

/** Looks at the channels. */
export interface Looking {
  readonly seen: Seen;
  look(): void;
}

/** Begins to look. */
export function lookAt(slack: FakeSlack, discord: FakeDiscord, clock: TestClock): Looking {
  const seen: Seen = { versions: [], calls: [], taken: { slack: [], discord: [] } };
  const channels = createChannels(slack, discord);
  const newest = new Map<string, { readonly edits: number; readonly version: Version }>();
  let calls = -1;

  function note(shown: Shown): void {
    const { message, text, buttons, id } = shown;
    const on = shown.place === 'slack' ? 'slack' : 'discord';
    const key = `${on} ${id}`;
    const before = newest.get(key);
    if (before?.edits === message.edits) return;
    if (before) before.version.until = clock.now();
    const labels = buttons.map(({ label }) => label);
    const facts = { on, message: id, text, buttons: labels, notified: message.notified } as const;
    const version = { ...facts, at: clock.now(), isPost: before === undefined };
    newest.set(key, { edits: message.edits, version });
    (text.includes(CALL) ? seen.calls : seen.versions).push(version);
  }

  return {
    seen,
    look() {
      // Nothing is seen that was not asked of a platform.
      const made = slack.calls.length + discord.calls.length;
      if (made === calls) return;
      calls = made;
      channels().filter(isCard).forEach(note);
      const taken = { slack: takenBySlack(slack), discord: takenByDiscord(discord) };
      for (const on of PLATFORMS) seen.taken[on].push(...taken[on].slice(seen.taken[on].length));
    },
  };
}

/** Threads hold the history of a card; Discord shows none before it has text. */
function isCard(shown: Shown): boolean {
  return shown.text !== '' && !(shown.place === 'slack' && shown.message.threadTs !== undefined);
}

function takenBySlack({ calls }: FakeSlack): number[] {
  return calls.flatMap(({ method, args, at, status }) =>
    status === 200 && args['channel'] === CHANNEL.slack && /^chat\.(update|postMessage)$/.test(method)
      ? [at]
      : [],
  );
}

function takenByDiscord({ calls }: FakeDiscord): number[] {
  return calls.flatMap(({ route, at, status = 0 }) =>
    status >= 200 && status < 300 && /^(edit|create) message$/.test(route) ? [at] : [],
  );
}
