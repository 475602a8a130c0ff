import type { Handlers } from '../handler.ts';
import { oneOf } from '../bad-value.ts';
import { readArea, readLanguage, readZone } from './area.ts';
import { countsByPlace, sumByPlace } from './at-places.ts';
import { bucketsOf } from './buckets.ts';
import { figuresPage } from './page.ts';
import { bandwidthOf, fluxOf } from './play-figures.ts';
import type { Place } from './places.ts';
import { readSpan } from './span.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const LAG = 4 * MINUTE;
/** The part of the viewers with an IPv6 address. */
const IPV6 = 0.35;

/** Who watches where and over which carrier. */
export const placeActions: Handlers<
  'DescribeProvinceIspPlayInfoList' | 'DescribeGroupProIspPlayInfoList' | 'DescribeProIspPlaySumInfoList'
> = {
  /** A minute in which nothing was watched has the value 0, as the document says. */
  DescribeProvinceIspPlayInfoList(world, params) {
    const action = 'DescribeProvinceIspPlayInfoList';
    const span = readSpan(world, action, params, { longest: DAY, back: DAY });
    oneOf(action, 'Granularity', params.Granularity, [1], 1);
    const stat = oneOf(
      action,
      'StatType',
      params.StatType,
      ['Bandwidth', 'FluxPerSecond', 'Flux', 'Request', 'Online'],
      'Bandwidth',
    );
    const isIn = readArea(action, params.MainlandOrOversea);
    const isNamed = namedBy(params.ProvinceNames, params.IspNames);
    const part = oneOf(action, 'IpType', params.IpType, ['Ipv6', ''], '') === '' ? 1 : IPV6;
    const to = Math.min(span.to, world.clock.now() - LAG);
    const ask = { from: span.from, to, domains: params.PlayDomains };
    const values = new Map<number, number>();
    for (const { at, counts } of countsByPlace(world, ask, (place) => isIn(place) && isNamed(place))) {
      let online = 0;
      let requests = 0;
      for (const one of counts.values()) {
        online += Math.round(one.online * part);
        requests += Math.round(one.requests * part);
      }
      const flux = fluxOf(online);
      const all = { Bandwidth: bandwidthOf(online), FluxPerSecond: flux / 60, Flux: flux };
      values.set(at, { ...all, Request: requests, Online: online }[stat]);
    }
    const minutes = bucketsOf({ from: Math.ceil(span.from / MINUTE) * MINUTE, to: to + 1 }, 1);
    return {
      DataInfoList: minutes.map((at) => ({ Time: span.format(at), Value: values.get(at) ?? 0 })),
      StatType: stat,
    };
  },

  DescribeGroupProIspPlayInfoList(world, params) {
    const action = 'DescribeGroupProIspPlayInfoList';
    const span = readSpan(world, action, params, { longest: 3 * HOUR, back: 31 * DAY });
    const zone = readZone(action, params.MainlandOrOversea);
    const isNamed = namedBy(params.ProvinceNames, params.IspNames);
    const to = Math.min(span.to, world.clock.now() - LAG);
    const groups = new Map<Place, { at: number; online: number; requests: number }[]>();
    for (const { at, counts } of countsByPlace(
      world,
      { from: span.from, to, domains: params.PlayDomains, zone },
      isNamed,
    ))
      for (const [place, { online, requests }] of counts) {
        const minutes = groups.get(place) ?? [];
        groups.set(place, minutes);
        if (online > 0 || requests > 0) minutes.push({ at, online, requests });
      }
    return {
      DataInfoList: [...groups]
        .filter(([, minutes]) => minutes.length > 0)
        .map(([{ province, country, isp, isChina }, minutes]) => ({
          ProvinceName: isChina ? province.en : country.en,
          IspName: isp.en,
          DetailInfoList: minutes.map(({ at, online, requests }) => ({
            ...{ Time: span.format(at), Bandwidth: bandwidthOf(online), Flux: fluxOf(online) },
            ...{ Request: requests, Online: online },
          })),
        })),
    };
  },

  DescribeProIspPlaySumInfoList(world, params) {
    const action = 'DescribeProIspPlaySumInfoList';
    const span = readSpan(world, action, params, { longest: DAY, back: DAY });
    const stat = oneOf(action, 'StatType', params.StatType, ['Province', 'Isp', 'CountryOrArea'], 'Province');
    const isIn = readArea(action, params.MainlandOrOversea);
    const word = readLanguage(action, params.OutLanguage);
    const to = Math.min(span.to, world.clock.now() - LAG);
    const ask = { from: span.from, to, domains: params.PlayDomains };
    const seconds = Math.max(60, (to - span.from) / 1000);
    const sums = new Map<string, { flux: number; requests: number }>();
    for (const [place, { online, requests }] of sumByPlace(countsByPlace(world, ask, isIn))) {
      const { country, province, isp } = place;
      const name = word({ Province: province, Isp: isp, CountryOrArea: country }[stat]);
      const sum = sums.get(name) ?? { flux: 0, requests: 0 };
      sums.set(name, { flux: sum.flux + fluxOf(online), requests: sum.requests + requests });
    }
    const rows = [...sums].map(([Name, { flux, requests }]) => ({
      ...{ Name, TotalFlux: flux, TotalRequest: requests, AvgFluxPerSecond: flux / seconds },
    }));
    rows.sort((left, right) => right.TotalFlux - left.TotalFlux);
    const TotalFlux = rows.reduce((sum, row) => sum + row.TotalFlux, 0);
    const limits = { min: 1, max: 1000, usual: 20, pages: 1000 };
    const page = figuresPage(action, rows, params, limits);
    return {
      TotalFlux,
      TotalRequest: rows.reduce((sum, row) => sum + row.TotalRequest, 0),
      StatType: stat,
      ...page.numbers,
      DataInfoList: page.items,
      AvgFluxPerSecond: TotalFlux / seconds,
    };
  },
};

/** Places by their English names; all where none are given. */
function namedBy(
  provinces: readonly string[] | undefined,
  isps: readonly string[] | undefined,
): (place: Place) => boolean {
  return ({ province, country, isp }) =>
    (!provinces?.length || provinces.includes(province.en) || provinces.includes(country.en)) &&
    (!isps?.length || isps.includes(isp.en));
}
