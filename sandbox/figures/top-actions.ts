import type { Handlers } from '../handler.ts';
import { badValue, oneOf } from '../bad-value.ts';
import { readZone } from './area.ts';
import { cellsByStream } from './cells.ts';
import { dayOf } from './on-air.ts';
import { figuresPage } from './page.ts';
import { fluxOf } from './play-figures.ts';
import { readSpan } from './span.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const LAG = 4 * MINUTE;
/** The lists have so many rows at most. */
const TOP = 1000;

/** Streams and domains by how much they were watched. */
export const topActions: Handlers<'DescribeVisitTopSumInfoList' | 'DescribeStreamDayPlayInfoList'> = {
  DescribeVisitTopSumInfoList(world, params) {
    const action = 'DescribeVisitTopSumInfoList';
    const span = readSpan(world, action, params, { longest: 4 * HOUR, back: DAY });
    const by = oneOf(action, 'TopIndex', params.TopIndex, ['Domain', 'StreamId'], 'StreamId');
    const order = oneOf(
      action,
      'OrderParam',
      params.OrderParam,
      ['AvgFluxPerSecond', 'TotalRequest', 'TotalFlux'],
      'TotalRequest',
    );
    const sums = new Map<string, { flux: number; requests: number; minutes: Set<number> }>();
    const to = Math.min(span.to, world.clock.now() - LAG);
    for (const cell of cellsByStream(world, { from: span.from, to, domains: params.PlayDomains })) {
      const name = by === 'Domain' ? cell.domain : cell.stream.name.stream;
      const sum = sums.get(name) ?? { flux: 0, requests: 0, minutes: new Set() };
      sum.flux += fluxOf(cell.online);
      sum.requests += cell.requests;
      sum.minutes.add(cell.at);
      sums.set(name, sum);
    }
    const rows = [...sums].map(([Name, { flux, requests, minutes }]) => ({
      Name,
      AvgFluxPerSecond: flux / (minutes.size * 60),
      TotalFlux: flux,
      TotalRequest: requests,
    }));
    rows.sort((left, right) => right[order] - left[order]);
    const limits = { min: 1, max: 1000, usual: 20, pages: 1000 };
    const page = figuresPage(action, rows.slice(0, TOP), params, limits);
    return { ...page.numbers, TopIndex: by, OrderParam: order, DataInfoList: page.items };
  },

  /** The figures of a day are there at three in the morning after it, Beijing time. */
  DescribeStreamDayPlayInfoList(world, params) {
    const action = 'DescribeStreamDayPlayInfoList';
    const day = /^\d{4}-\d{2}-\d{2}$/.test(params.DayTime)
      ? Date.parse(`${params.DayTime}T00:00:00+08:00`)
      : Number.NaN;
    if (Number.isNaN(day)) throw badValue(action, 'DayTime must be a day as 2019-02-21.');
    const now = world.clock.now();
    if (day < dayOf(now) - 92 * DAY || day > now)
      throw badValue(action, 'DayTime must lie within the last three months.');
    const ask = {
      ...{ from: day, to: day + DAY - MINUTE, zone: readZone(action, params.MainlandOrOversea) },
      service: oneOf(action, 'ServiceName', params.ServiceName, ['LVB', 'LEB', ''], ''),
      domains: params.PlayDomain ? [params.PlayDomain] : [],
    };
    const sums = new Map<string, number>();
    if (now >= day + DAY + 3 * HOUR)
      for (const { stream, online } of cellsByStream(world, ask))
        sums.set(stream.name.stream, (sums.get(stream.name.stream) ?? 0) + fluxOf(online));
    const rows = [...sums].map(([StreamName, TotalFlux]) => ({ StreamName, TotalFlux }));
    rows.sort((left, right) => right.TotalFlux - left.TotalFlux);
    const limits = { min: 100, max: 1000, usual: 1000, pages: 1000 };
    const page = figuresPage(action, rows, params, limits);
    return { DataInfoList: page.items, ...page.numbers };
  },
};
