import { join } from 'node:path';
import type { Hono } from 'hono';
import type { Clock } from '../clock.ts';
import type { Config } from '../config/schema.ts';
import type { Variables } from '../config/variables.ts';
import type { Check } from '../http/readiness.ts';
import type { Log } from '../observability/log.ts';
import { createCalendars } from '../oncall/calendar/calendars.ts';
import { createFetchCalendar } from '../oncall/calendar/fetch-calendar.ts';
import { createKeptCopies } from '../oncall/calendar/kept-copy.ts';
import { onCallCheck, tellDaily } from '../oncall/check.ts';
import { openOnCall, type RunningOnCall } from '../oncall/create-on-call.ts';
import { openHandOvers } from '../oncall/hand-over/keep-hand-overs.ts';
import type { HandOvers } from '../oncall/hand-over/hand-overs.ts';
import { createGroupKeeper, type GroupKeeper } from '../oncall/keep-groups.ts';
import { addFeeds } from '../oncall/feed/feed-route.ts';
import type { Groups } from '../platform/groups.ts';
import type { WriteBoundary } from '../store/file/disk.ts';
import type { Store } from '../store/store.ts';

/** What opening the rotations takes. */
interface Opening {
  readonly config: Config;
  /** As they are now: addresses of calendars and the token of feeds can be exchanged. */
  readonly variables: Variables;
  readonly dataFolder: string;
  readonly boundary: WriteBoundary;
  readonly store: Store;
  readonly clock: Clock;
  readonly random: () => number;
  readonly newId: () => string;
  readonly log: Log;
  readonly http: Hono;
  readonly checks: Check[];
}

/** Who is on call, and groups that are kept in step once the platforms are there. */
interface Opened {
  readonly oncall: RunningOnCall;
  readonly handOvers: HandOvers;
  /** Begins to look for hand-overs. `tell`: of the rotation of which something else is to be shown. */
  readonly keepHandOvers: (tell: (rotation: string) => void) => Promise<void>;
  readonly keepGroups: (groups: ReadonlyMap<string, Groups>) => void;
  readonly stop: () => Promise<void>;
}

/**
 * Opens who is on call: rotations, their calendars, what was changed of them, the feeds and the line in /readyz. What is wrong is
 * told in the log once every calendar was looked at.
 * @throws StoreError
 */
export async function openRotations(opening: Opening): Promise<Opened> {
  const { config, variables, dataFolder, boundary, clock, random, log, http, checks } = opening;
  let keeper: GroupKeeper | undefined;
  const oncall = await openOnCall({
    ...opening,
    more: (rotation) => keeper?.troubles(rotation) ?? [],
    calendars: (onChange) =>
      createCalendars({
        ...{ config, variables, clock, random, log, onChange },
        copies: createKeptCopies(join(dataFolder, 'calendars'), boundary),
        fetch: createFetchCalendar(clock),
      }),
  });
  if (oncall.names.length > 0) checks.push(onCallCheck(oncall, config, clock));
  addFeeds(http, { config, oncall, clock, token: () => variables['ONCALL_FEED_TOKEN'] });
  await oncall.start();
  let tell: (rotation: string) => void = () => undefined;
  const handOvers = await openHandOvers({ ...opening, oncall, onChange: (rotation) => tell(rotation) });
  const looked = oncall.look();
  let stopTelling = (): void => undefined;
  void looked.then(() => {
    stopTelling = tellDaily(oncall, config, clock, log);
  });
  return {
    oncall,
    handOvers,
    async keepHandOvers(hear) {
      tell = hear;
      await handOvers.start();
    },
    keepGroups(groups) {
      keeper = createGroupKeeper({ config, oncall, groups, clock, log });
      keeper.start();
    },
    async stop() {
      keeper?.stop();
      stopTelling();
      await handOvers.stop();
      await oncall.stop();
    },
  };
}
