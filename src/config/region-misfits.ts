import { actions } from '../live/catalogue/catalogue.ts';
import type { Config } from './schema.ts';
import type { Misfit } from './problem.ts';

/** Its command chooses a region that it takes by itself. */
const CHOSEN_BY_ITSELF: ReadonlySet<string> = new Set(['ModifyLiveStreamMonitor']);
/** So many are named; the others are counted. */
const NAMED = 3;

/** Accounts whose region some action refuses that takes one, so that its commands are refused before anything is sent. */
export function regionMisfits({ accounts }: Pick<Config, 'accounts'>): Misfit[] {
  return Object.entries(accounts).flatMap(([account, { region }]) => {
    const refusing = Object.entries(actions).filter(
      ([name, { regions = [], retired }]) =>
        retired !== true && !CHOSEN_BY_ITSELF.has(name) && regions.length > 0 && !regions.includes(region),
    );
    if (refusing.length === 0) return [];
    const names = refusing.map(([name]) => name);
    const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : '';
    const common = (refusing[0]?.[1].regions ?? []).filter((one) =>
      refusing.every(([, { regions = [] }]) => regions.includes(one)),
    );
    return [
      {
        path: ['accounts', account, 'region'],
        text: `${region} is not a region of ${names.slice(0, NAMED).join(', ')}${more}, whose commands are refused; ${common.join(' or ')} is one of all of them`,
      },
    ];
  });
}
