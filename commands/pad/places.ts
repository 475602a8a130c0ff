import type { Reader } from '../../src/live/reader.ts';
import { readDomains } from '../../src/live/read/domains.ts';
import { onlineMany } from '../../src/live/read/online.ts';
import type { Listed } from '../../src/live/read/pages.ts';
import { readPadded, type Padded } from '../../src/live/read/pads.ts';
import { readRules } from '../../src/live/read/templates.ts';
import { scopeOf } from '../feature/scope.ts';

/** The cloud tells of one domain and app at a time: so many are asked for at most. */
const MOST_PLACES = 20;
const USUAL_APP = 'live';

/** Where it is asked; left out: everywhere. */
export interface Where {
  readonly domain?: string | undefined;
  readonly app?: string | undefined;
}

/**
 * The streams that show a pad, of every push domain, in the apps that have something on air or a pad rule.
 * `complete` false: there are more places than were asked for. @throws LiveError
 */
export async function readAllPadded(context: Reader, where: Where = {}): Promise<Listed<Padded>> {
  const places = await placesOf(context, where);
  const asked = places.slice(0, MOST_PLACES);
  const lists = await Promise.all(asked.map(([domain, app]) => readPadded(context, domain, app)));
  const items = lists.flat();
  const complete = asked.length === places.length;
  return { items, total: items.length + (complete ? 0 : 1), complete };
}

async function placesOf(context: Reader, { domain, app }: Where): Promise<(readonly [string, string])[]> {
  if (domain !== undefined && app !== undefined) return [[domain, app]];
  const [domains, rules, { streams }] = await Promise.all([
    readDomains(context),
    readRules('pad', context),
    onlineMany(context),
  ]);
  const push = domains.items.filter(({ kind, name }) => kind === 'push' && (domain ?? name) === name);
  const places = push.flatMap(({ name }) => {
    const there = [...rules.map(scopeOf), ...streams].filter((each) => each.domain === name);
    const apps = app === undefined ? [USUAL_APP, ...there.map((each) => each.app)] : [app];
    return [...new Set(apps)].filter((each) => each !== '').map((each) => [name, each] as const);
  });
  return places;
}
