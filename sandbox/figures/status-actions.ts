import type { Handlers } from '../handler.ts';
import { badValue, oneOf } from '../bad-value.ts';
import { readArea, readLanguage } from './area.ts';
import { countsByPlace, sumByPlace, type PlaceCounts } from './at-places.ts';
import { bucketOf, bucketsOf } from './buckets.ts';
import { cellsByMinute, HTTP_CODES } from './cells.ts';
import { figuresPage } from './page.ts';
import { readSpan } from './span.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const LAG = 4 * MINUTE;

/** How requests were answered, by their HTTP code. */
export const statusActions: Handlers<
  'DescribeHttpStatusInfoList' | 'DescribePlayErrorCodeDetailInfoList' | 'DescribePlayErrorCodeSumInfoList'
> = {
  /** Five minutes at a time; those of an hour are there an hour after its end. */
  DescribeHttpStatusInfoList(world, params) {
    const action = 'DescribeHttpStatusInfoList';
    const span = readSpan(world, action, params, { longest: DAY, back: 31 * DAY });
    const known = bucketOf(world.clock.now(), 60) - HOUR;
    const ask = { from: span.from, to: Math.min(span.to, known - MINUTE), domains: params.PlayDomains };
    const sums = new Map<number, number[]>();
    for (const { at, cells } of cellsByMinute(world, ask)) {
      const time = bucketOf(at, 5);
      const sum = sums.get(time) ?? HTTP_CODES.map(() => 0);
      for (const { codes } of cells)
        codes.forEach((count, index) => (sum[index] = (sum[index] ?? 0) + count));
      sums.set(time, sum);
    }
    return {
      DataInfoList: [...sums].map(([time, counts]) => ({
        Time: span.format(time),
        HttpStatusInfoList: HTTP_CODES.map((HttpStatus, index) => ({ HttpStatus, Num: counts[index] ?? 0 })),
      })),
    };
  },

  /** Minutes in which nothing was watched have 0, as the document says. */
  DescribePlayErrorCodeDetailInfoList(world, params) {
    const action = 'DescribePlayErrorCodeDetailInfoList';
    const span = readSpan(world, action, params, { longest: DAY, back: DAY });
    oneOf(action, 'Granularity', params.Granularity, [1], 1);
    const kinds = params.StatType.split(',').map((kind) => kind.trim());
    if (!kinds.every((kind) => /^[45]xx$/.test(kind)))
      throw badValue(action, 'StatType must be 4xx, 5xx or both with a comma between them.');
    const isIn = readArea(action, params.MainlandOrOversea);
    const to = Math.min(span.to, world.clock.now() - LAG);
    const found = new Map<number, PlaceCounts>();
    const ask = { from: span.from, to, domains: params.PlayDomains };
    for (const { at, counts } of countsByPlace(world, ask, isIn)) found.set(at, total(counts.values()));
    const minutes = bucketsOf({ from: Math.ceil(span.from / MINUTE) * MINUTE, to: to + 1 }, 1);
    return {
      HttpCodeList: kinds.map((kind) => ({
        HttpCode: kind,
        ValueList: minutes.map((at) => {
          const counts = found.get(at);
          const Numbers = counts ? ofKind(counts, kind) : 0;
          const Percentage = counts && counts.requests > 0 ? (100 * Numbers) / counts.requests : 0;
          return { Time: span.format(at), Numbers, Percentage };
        }),
      })),
      StatType: params.StatType,
    };
  },

  DescribePlayErrorCodeSumInfoList(world, params) {
    const action = 'DescribePlayErrorCodeSumInfoList';
    const span = readSpan(world, action, params, { longest: DAY, back: DAY });
    const isIn = readArea(action, params.MainlandOrOversea);
    const word = readLanguage(action, params.OutLanguage);
    const group = oneOf(action, 'GroupType', params.GroupType, ['CountryProIsp', 'Country'], 'CountryProIsp');
    const to = Math.min(span.to, world.clock.now() - LAG);
    const sums = sumByPlace(countsByPlace(world, { from: span.from, to, domains: params.PlayDomains }, isIn));
    const groups = new Map<string, { names: [string, string, string]; parts: PlaceCounts[] }>();
    for (const [place, counts] of sums) {
      const isWhole = group === 'Country';
      const names: [string, string, string] = [
        word(place.country),
        isWhole ? '' : word(place.province),
        isWhole ? '' : word(place.isp),
      ];
      const known = groups.get(names.join('/')) ?? { names, parts: [] };
      known.parts.push(counts);
      groups.set(names.join('/'), known);
    }
    const rows = [...groups.values()].map(({ names, parts }) => {
      const counts = total(parts);
      const [CountryAreaName, ProvinceName, IspName] = names;
      return {
        ...{ CountryAreaName, ProvinceName, IspName },
        ...{ Code2xx: ofKind(counts, '2xx'), Code3xx: ofKind(counts, '3xx') },
        ...{ Code4xx: ofKind(counts, '4xx'), Code5xx: ofKind(counts, '5xx') },
      };
    });
    const all = total(sums.values());
    const limits = { min: 1, max: 1000, usual: 20, pages: 1000 };
    const page = figuresPage(action, rows, params, limits);
    return {
      ProIspInfoList: page.items,
      TotalCodeAll: all.requests,
      TotalCode4xx: ofKind(all, '4xx'),
      TotalCode5xx: ofKind(all, '5xx'),
      TotalCodeList: HTTP_CODES.map((Code, index) => ({ Code, Num: all.codes[index] ?? 0 })),
      ...page.numbers,
      TotalCode2xx: ofKind(all, '2xx'),
      TotalCode3xx: ofKind(all, '3xx'),
    };
  },
};

function total(parts: Iterable<PlaceCounts>): PlaceCounts {
  const sum: PlaceCounts = { online: 0, requests: 0, codes: HTTP_CODES.map(() => 0) };
  for (const part of parts) {
    sum.online += part.online;
    sum.requests += part.requests;
    part.codes.forEach((count, index) => (sum.codes[index] = (sum.codes[index] ?? 0) + count));
  }
  return sum;
}

function ofKind({ codes }: PlaceCounts, kind: string): number {
  return codes.reduce((sum, count, index) => sum + (HTTP_CODES[index]?.[0] === kind[0] ? count : 0), 0);
}
