import { share } from '../draw.ts';
import type { Handlers } from '../handler.ts';
import { oneOf } from '../bad-value.ts';
import { readArea, readLanguage } from './area.ts';
import { countsByPlace, sumByPlace } from './at-places.ts';
import { HTTP_CODES } from './cells.ts';
import { figuresPage } from './page.ts';
import { fluxOf } from './play-figures.ts';
import { places } from './places.ts';
import { readSpan } from './span.ts';

const HOUR = 3_600_000;
const LAG = 240_000;
const TOP = 1000;
/** Each place has so many addresses at most, each with half of what is left. */
const PER_PLACE = 8;

/** The addresses that load most. They are of 198.18.0.0/15, which belongs to nobody (RFC 2544). */
export const clientActions: Handlers<'DescribeTopClientIpSumInfoList'> = {
  DescribeTopClientIpSumInfoList(world, params) {
    const action = 'DescribeTopClientIpSumInfoList';
    const span = readSpan(world, action, params, { longest: 4 * HOUR, back: 24 * HOUR });
    const order = oneOf(
      action,
      'OrderParam',
      params.OrderParam,
      ['TotalRequest', 'FailedRequest', 'TotalFlux'],
      'TotalRequest',
    );
    const isIn = readArea(action, params.MainlandOrOversea);
    const word = readLanguage(action, params.OutLanguage);
    const to = Math.min(span.to, world.clock.now() - LAG);
    const sums = sumByPlace(countsByPlace(world, { from: span.from, to, domains: params.PlayDomains }, isIn));
    const rows = [...sums].flatMap(([place, { online, requests, codes }]) => {
      const failed = codes.reduce((sum, count, index) => sum + (isFailure(index) ? count : 0), 0);
      return Array.from({ length: PER_PLACE }, (_, index) => {
        const low = 1 - 0.5 ** index;
        const high = index === PER_PLACE - 1 ? 1 : 1 - 0.5 ** (index + 1);
        return {
          ClientIp: `198.18.${places.indexOf(place)}.${index + 1}`,
          Province: word(place.province),
          TotalFlux: fluxOf(share(online, low, high)),
          TotalRequest: share(requests, low, high),
          TotalFailedRequest: share(failed, low, high),
          CountryArea: word(place.country),
        };
      }).filter(({ TotalRequest }) => TotalRequest > 0);
    });
    const member = order === 'FailedRequest' ? 'TotalFailedRequest' : order;
    rows.sort((left, right) => right[member] - left[member]);
    const limits = { min: 1, max: 1000, usual: 20, pages: 1000 };
    const page = figuresPage(action, rows.slice(0, TOP), params, limits);
    return { ...page.numbers, OrderParam: order, DataInfoList: page.items };
  },
};

function isFailure(index: number): boolean {
  return /^[45]/.test(HTTP_CODES[index] ?? '');
}
