import { beijingText } from '../cloud-time.ts';
import type { Handlers } from '../handler.ts';
import { badValue, oneOf } from '../bad-value.ts';
import { cellsByMinute, cellsByStream, requestsOf } from './cells.ts';
import { readTime, readSpan } from './span.ts';
import { bandwidthOf, fluxOf } from './play-figures.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
/** Figures are there about 4 minutes later, those of all streams at once 5. */
const LAG = 4 * MINUTE;
const LAG_OF_ALL = 5 * MINUTE;
/** How streams are watched, with the part of the viewers of each. */
const PROTOCOLS = [
  { name: 'Flv', part: 0.7 },
  { name: 'Hls', part: 1 },
];

/** How many watch which stream and domain, by the minute. */
export const playActions: Handlers<
  'DescribeStreamPlayInfoList' | 'DescribeAllStreamPlayInfoList' | 'DescribeLiveDomainPlayInfoList'
> = {
  /** A minute in which the stream was off air has no figure. The path counts only beside a name. */
  DescribeStreamPlayInfoList(world, params) {
    const action = 'DescribeStreamPlayInfoList';
    const span = readSpan(world, action, params, { longest: DAY, back: 31 * DAY });
    const service = oneOf(action, 'ServiceName', params.ServiceName, ['LVB', 'LEB', ''], '');
    const minutes = cellsByMinute(world, {
      from: span.from,
      to: Math.min(span.to, world.clock.now() - LAG),
      ...{ stream: params.StreamName, app: params.AppName, service },
      domains: params.PlayDomain ? [params.PlayDomain] : [],
    });
    return {
      DataInfoList: [...minutes].map(({ at, cells }) => {
        const Online = cells.reduce((sum, cell) => sum + cell.online, 0);
        const Request = cells.reduce((sum, cell) => sum + requestsOf(cell), 0);
        return {
          ...{ Time: span.format(at), Bandwidth: bandwidthOf(Online), Flux: fluxOf(Online) },
          ...{ Request, Online },
        };
      }),
    };
  },

  DescribeAllStreamPlayInfoList(world, params) {
    const action = 'DescribeAllStreamPlayInfoList';
    const asked = readTime(action, 'QueryTime', params.QueryTime);
    const now = world.clock.now();
    if (asked.ms < now - 31 * DAY || asked.ms > now)
      throw badValue(action, 'QueryTime must lie within the last month.');
    const at = Math.floor(asked.ms / MINUTE) * MINUTE;
    const cells =
      at > now - LAG_OF_ALL
        ? []
        : [...cellsByStream(world, { from: at, to: at, domains: params.PlayDomains })];
    const found = new Map<string, { domain: string; stream: string; online: number; requests: number }>();
    for (const { domain, stream, online, requests } of cells) {
      const known = found.get(`${domain} ${stream.path}`);
      found.set(`${domain} ${stream.path}`, {
        ...{ domain, stream: stream.name.stream },
        online: online + (known?.online ?? 0),
        requests: requests + (known?.requests ?? 0),
      });
    }
    return {
      QueryTime: params.QueryTime,
      DataInfoList: [...found.values()].flatMap(({ domain, stream, online, requests }) => {
        let before = 0;
        return PROTOCOLS.map(({ name, part }) => {
          const Online = Math.round(online * part) - Math.round(online * before);
          const Request = Math.round(requests * part) - Math.round(requests * before);
          before = part;
          return {
            ...{ PlayDomain: domain, StreamName: stream, Rate: 0, Protocol: name },
            ...{ Bandwidth: bandwidthOf(Online), Online, Request },
          };
        });
      }),
    };
  },

  /** The newest minute of which there are figures. */
  DescribeLiveDomainPlayInfoList(world, params) {
    const at = Math.floor((world.clock.now() - LAG) / MINUTE) * MINUTE;
    const cells = [...cellsByMinute(world, { from: at, to: at, domains: params.PlayDomains })].flatMap(
      (minute) => minute.cells,
    );
    const ours = world.account.domains.filter(({ type }) => type === 'play').map(({ name }) => name);
    const asked = params.PlayDomains?.length
      ? params.PlayDomains.filter((name) => ours.includes(name))
      : ours;
    const figures = (part: typeof cells) => {
      const Online = part.reduce((sum, cell) => sum + cell.online, 0);
      const Request = part.reduce((sum, cell) => sum + requestsOf(cell), 0);
      return { Bandwidth: bandwidthOf(Online), Flux: fluxOf(Online), Online, Request };
    };
    const total = figures(cells);
    return {
      Time: beijingText(at),
      ...{ TotalBandwidth: total.Bandwidth, TotalFlux: total.Flux },
      ...{ TotalRequest: total.Request, TotalOnline: total.Online },
      DomainInfoList: asked.map((domain) => ({
        Domain: domain,
        DetailInfoList: (['Mainland', 'Oversea'] as const).map((zone) => ({
          MainlandOrOversea: zone,
          ...figures(cells.filter((cell) => cell.domain === domain && cell.zone === zone)),
        })),
      })),
    };
  },
};
