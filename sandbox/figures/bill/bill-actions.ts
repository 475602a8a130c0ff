import type { ActionName } from '../../../src/live/catalogue/catalogue.ts';
import type { Integer } from '../../../src/live/catalogue/types.generated.ts';
import type { Handlers } from '../../handler.ts';
import { badValue, oneOf } from '../../bad-value.ts';
import type { World } from '../../world.ts';
import { readZone } from '../area.ts';
import { atPlace, cellsByMinute, placesOf } from '../cells.ts';
import { billOf } from './bill.ts';
import { pushesWithin, type AiredPush } from '../on-air.ts';
import { fluxOf } from '../play-figures.ts';
import { isPushedOnMainland, minutesOf, partOfMinute, pushRate } from '../push-rate.ts';
import { places, type Place } from '../places.ts';
import { readSpan, type AskedSpan } from '../span.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
/** Nothing is said of how late bills are: as late as the other figures of five minutes, at least [I]. */
const LAG = 10 * MINUTE;
const REGIONS: readonly string[] = [...new Set(places.map(({ region }) => region))];

/** What play, push and relay are billed by. Points without traffic are 0. */
export const billActions: Handlers<
  | 'DescribeBillBandwidthAndFluxList'
  | 'DescribeAreaBillBandwidthAndFluxList'
  | 'DescribePushBandwidthAndFluxList'
  | 'DescribeDeliverBandwidthList'
> = {
  DescribeBillBandwidthAndFluxList(world, params) {
    const action = 'DescribeBillBandwidthAndFluxList';
    const span = readSpan(world, action, params, { longest: 31 * DAY, back: 3 * 366 * DAY });
    const minutes = readGranularity(action, params.Granularity, span);
    const service = oneOf(action, 'ServiceName', params.ServiceName, ['LVB', 'LEB', ''], '');
    const zone = readZone(action, params.MainlandOrOversea);
    if (service === 'LEB' && zone !== undefined)
      throw badValue(action, 'MainlandOrOversea does not go with ServiceName LEB.');
    const regions = readRegions(action, params.RegionNames);
    const ask = { ...until(span), domains: params.PlayDomains, service, zone };
    return billOf(span, world.clock.now() - LAG, fluxByMinute(world, ask, inRegions(regions)), minutes);
  },

  /** Play outside the mainland only, five minutes at a time. */
  DescribeAreaBillBandwidthAndFluxList(world, params) {
    const action = 'DescribeAreaBillBandwidthAndFluxList';
    const span = readSpan(world, action, params, { longest: DAY, back: 92 * DAY });
    const ask = { ...until(span), domains: params.PlayDomains, zone: 'Oversea' as const };
    const minutes = [...cellsByMinute(world, ask)];
    return {
      DataInfoList: REGIONS.filter((region) => region !== 'China Mainland').map((Name) => ({
        Name,
        Countrys: placesOf.Oversea.filter(({ region }) => region === Name).map((place) => ({
          Name: place.isChina ? place.province.en : place.country.en,
          BandInfoList: billOf(
            span,
            world.clock.now() - LAG,
            minutes.flatMap(({ at, cells }) =>
              cells.map((cell) => [at, fluxOf(atPlace(cell, place).online)] as const),
            ),
            5,
          ).DataInfoList,
        })),
      })),
    };
  },

  DescribePushBandwidthAndFluxList(world, params) {
    const action = 'DescribePushBandwidthAndFluxList';
    const span = readSpan(world, action, params, { longest: 31 * DAY, back: 62 * DAY });
    const minutes = readGranularity(action, params.Granularity, span);
    const zone = readZone(action, params.MainlandOrOversea);
    const regions = readRegions(action, params.RegionNames);
    const pushes = pushesWithin(world, span).filter(({ push }) => {
      const own = isPushedOnMainland(world.seed, push);
      const region = own ? 'China Mainland' : 'Asia Pacific I';
      const country = own ? ['中国', 'China', 'China Mainland'] : ['新加坡', 'Singapore'];
      return (
        (zone === undefined || (zone === 'Mainland') === own) &&
        (!params.PushDomains?.length || params.PushDomains.includes(push.domain)) &&
        (regions.length === 0 || regions.includes(region)) &&
        (!params.CountryNames?.length || params.CountryNames.some((name) => country.includes(name)))
      );
    });
    return billOf(span, world.clock.now() - LAG, pushedFlux(world, pushes, span), minutes);
  },

  /** What pull tasks push to their targets. */
  DescribeDeliverBandwidthList(world, params) {
    const action = 'DescribeDeliverBandwidthList';
    const span = readSpan(world, action, params, { longest: 31 * DAY, back: 92 * DAY });
    const relayed = pushesWithin(world, span).filter(({ push }) => push.source.startsWith('拉流转推('));
    const bill = billOf(span, world.clock.now() - LAG, pushedFlux(world, relayed, span), 5);
    return { DataInfoList: bill.DataInfoList.map(({ Time, Bandwidth }) => ({ Time, Bandwidth })) };
  },
};

/** Minutes begin before the end of what is billed. */
function until({ from, to }: AskedSpan): { from: number; to: number } {
  return { from: Math.floor(from / (5 * MINUTE)) * 5 * MINUTE, to: to - 1 };
}

function* fluxByMinute(
  world: World,
  ask: Parameters<typeof cellsByMinute>[1],
  isMeant: ((place: Place) => boolean) | undefined,
): Generator<readonly [number, number]> {
  for (const { at, cells } of cellsByMinute(world, ask))
    for (const cell of cells) {
      if (!isMeant) yield [at, fluxOf(cell.online)];
      else
        for (const place of placesOf[cell.zone])
          if (isMeant(place)) yield [at, fluxOf(atPlace(cell, place).online)];
    }
}

function* pushedFlux(world: World, pushes: readonly AiredPush[], span: AskedSpan) {
  for (const { at, running } of minutesOf(pushes, until(span)))
    for (const one of running)
      yield [at, (pushRate(world.seed, one.push, at) * 60 * partOfMinute(one, at)) / 8000] as const;
}

/** @throws ApiError for a granularity that there is none of, and for five minutes over more than a day */
function readGranularity(action: ActionName, given: Integer | undefined, { from, to }: AskedSpan): number {
  const minutes = oneOf(action, 'Granularity', given, [5, 60, 1440], 5);
  if (minutes === 5 && to - from > DAY)
    throw badValue(
      action,
      'Granularity 5 goes with at most one day: ask by the hour (60) or the day (1440).',
    );
  return minutes;
}

function readRegions(action: ActionName, given: readonly string[] | undefined): readonly string[] {
  const unknown = given?.find((name) => !REGIONS.includes(name));
  if (unknown !== undefined) throw badValue(action, `RegionNames must be of ${REGIONS.join(', ')}.`);
  return given ?? [];
}

function inRegions(regions: readonly string[]): ((place: Place) => boolean) | undefined {
  return regions.length === 0 ? undefined : ({ region }) => regions.includes(region);
}
