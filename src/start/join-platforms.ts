import { Refusal } from '../errors.ts';
import type { Adapter } from '../platform/adapter.ts';
import type { Announcer } from '../platform/announcer.ts';
import type { ChatPlatform, JoinedPlatform, PlatformSurroundings } from '../platform/chat-platform.ts';
import type { LiveFeed } from '../platform/live-feed.ts';
import type { Records } from '../platform/records.ts';
import type { Suggest } from '../platform/suggest.ts';
import type { KeptPresses } from '../card/kept-presses.ts';
import { withShortIds } from '../platform/with-short-ids.ts';
import { withoutSecrets } from '../platform/without-secrets.ts';
import type { Secrets } from '../observability/secrets.ts';
import type { Groups } from '../platform/groups.ts';
import type { Pins } from '../platform/pins.ts';
import type { Text } from '../text/language.ts';
import type { Connected } from './connected.ts';

/** The platforms that are set up. */
export interface Joined {
  readonly adapters: ReadonlyMap<string, Adapter & Announcer>;
  /** Those that can keep a message in sight. */
  readonly pins: ReadonlyMap<string, Pins>;
  /** Those that can say who is in a group. */
  readonly groups: ReadonlyMap<string, Groups>;
  /** Whether asks can arrive from each that could fail in that. */
  readonly connected: readonly Connected[];
}

/** Joins every platform that is set up. `forged` is told of requests that are not from the platform they claim. */
export async function joinPlatforms(
  platforms: readonly ChatPlatform[],
  surroundings: Omit<PlatformSurroundings, 'onForged' | 'onWrongLogin'> & {
    readonly forged: (platform: string, why: string) => void;
    readonly wrongLogin: (platform: string, user: string, address: string, isHeld: boolean) => void;
    /** Taken out of all that goes to a chat and comes from one. */
    readonly secrets: Secrets;
    readonly presses: KeptPresses;
  },
): Promise<Joined> {
  const { forged, wrongLogin, secrets, presses, ...given } = surroundings;
  const { live, records } = given;
  const shared = {
    ...given,
    suggest: cleanSuggest(given.suggest, secrets),
    ...(live && { live: cleanFeed(live, secrets) }),
    ...(records && { records: cleanRecords(records, secrets) }),
  };
  const joined: (JoinedPlatform & { readonly key: string; readonly title: string })[] = [];
  // One after the other: each adds its routes to the one server.
  for (const platform of platforms) {
    const { key, title } = platform;
    const one = await platform.join({
      ...shared,
      onForged: (why) => forged(key, why),
      onWrongLogin: (user, address, isHeld) => wrongLogin(key, user, address, isHeld),
    });
    if (one) joined.push({ ...one, key, title: title.en });
  }
  return {
    adapters: new Map(
      joined.map(({ key, adapter }) => [key, withoutSecrets(withShortIds(adapter, presses), secrets)]),
    ),
    pins: new Map(joined.flatMap(({ key, pins }) => (pins ? [[key, pins] as const] : []))),
    groups: new Map(joined.flatMap(({ key, groups }) => (groups ? [[key, groups] as const] : []))),
    connected: joined.flatMap(({ key, title, isConnected, whyNot }) =>
      isConnected ? [{ name: key, title, isConnected, whyNot: whyNot ?? (() => undefined) }] : [],
    ),
  };
}

function cleanSuggest(suggest: Suggest, secrets: Secrets): Suggest {
  return async (asked) => secrets.withoutIn(await suggest(asked));
}

/** The feed is shown as messages are: no secret that is known passes. */
function cleanFeed(live: LiveFeed, secrets: Secrets): LiveFeed {
  return {
    ...live,
    now: () => live.now().map((event) => secrets.withoutIn(event)),
    watch: (hear) => live.watch((event) => hear(secrets.withoutIn(event))),
  };
}

/** What is looked up, likewise. */
function cleanRecords(records: Records, secrets: Secrets): Records {
  return {
    async acts(...asked) {
      const page = await records.acts(...asked);
      return page instanceof Refusal ? page : secrets.withoutIn(page);
    },
    alerts: (...asked) => secrets.withoutIn(records.alerts(...asked)),
    alert(...asked) {
      const row = records.alert(...asked);
      return row && secrets.withoutIn(row);
    },
    async askedFor(...asked) {
      const found = await records.askedFor(...asked);
      return found && secrets.withoutIn(found);
    },
  };
}

/** What helps where a message was not taken, as the platform says to whom the code belongs. */
export function remedyOf(platforms: readonly ChatPlatform[]): (code: string) => Text | undefined {
  return (code) => {
    for (const { remedy } of platforms) {
      const text = remedy?.(code);
      if (text) return text;
    }
    return undefined;
  };
}
