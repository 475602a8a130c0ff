import { channelOf } from '../../line/account-of-line.ts';
import type { Clock } from '../../clock.ts';
import type { Config } from '../../config/schema.ts';
import type { Log } from '../../observability/log.ts';
import type { Announcer } from '../../platform/announcer.ts';
import type { MessageRef } from '../../reply.ts';
import { channelsOf } from '../rules/rules.ts';
import { diskCard } from './disk-card.ts';
import type { Verdict } from './verdict.ts';

/** Tries to post or to edit one card. */
const MOST_TRIES = 30;
/** What comes again within this is the same trouble, and the same card, ms. */
const SAME_MS = 10 * 60_000;

interface Shown {
  readonly channel: string;
  ref?: MessageRef;
  /** Whether it shows that it is over. */
  over: boolean;
  tries: number;
}

interface Trouble {
  /** When it began and when it was over, by the clock on the wall, ms UTC. */
  readonly since: number;
  readonly why: string;
  until?: number;
  /** When it was over, by the clock that is never set, ms. */
  overAt?: number;
  readonly shown: readonly Shown[];
}

/**
 * Tells of a disk that takes nothing, from memory and past the outbox, which needs the disk: one message a channel, which
 * is edited when it is over. Called again and again with how it stands.
 */
export function createDiskTelling(options: {
  readonly config: Config;
  readonly announcers: ReadonlyMap<string, Announcer>;
  readonly clock: Clock;
  readonly log: Log;
}): (verdict: Verdict) => Promise<void> {
  const { config, announcers, clock, log } = options;
  let trouble: Trouble | undefined;

  function begin(why: string): void {
    if (trouble?.overAt !== undefined && clock.passed() - trouble.overAt < SAME_MS) {
      delete trouble.until;
      delete trouble.overAt;
      for (const shown of trouble.shown) shown.tries = 0;
      return;
    }
    const named = channelsOf(config.alerts, undefined);
    trouble = {
      since: clock.now(),
      why,
      shown: named.map((channel) => ({ channel, over: false, tries: 0 })),
    };
  }

  async function show(current: Trouble, shown: Shown): Promise<void> {
    const isOver = current.until !== undefined;
    const isShown = shown.ref ? shown.over === isOver : isOver;
    if (isShown || shown.tries >= MOST_TRIES) return;
    shown.tries += 1;
    const at = shown.channel.indexOf(':');
    const place = { platform: shown.channel.slice(0, at), channelId: shown.channel.slice(at + 1) };
    const announcer = announcers.get(place.platform);
    if (!announcer) return;
    const card = diskCard(current, channelOf(config, place)?.language ?? config.language, config.timeZone);
    try {
      if (shown.ref) await announcer.update(shown.ref, card);
      else shown.ref = await announcer.announce(place.channelId, card, `disk-${current.since.toString(36)}`);
      shown.over = isOver;
      shown.tries = 0;
    } catch (error) {
      log.warn({ err: error, channel: shown.channel }, 'that the disk takes nothing could not be told');
    }
  }

  return async (verdict) => {
    const isBad = verdict.state === 'bad';
    if (isBad && (!trouble || trouble.until !== undefined)) begin(String(verdict.values.why ?? ''));
    if (!trouble) return;
    if (verdict.state === 'well' && trouble.until === undefined) {
      trouble.until = clock.now();
      trouble.overAt = clock.passed();
      for (const shown of trouble.shown) shown.tries = 0;
    }
    const current = trouble;
    await Promise.all(current.shown.map((shown) => show(current, shown)));
  };
}
