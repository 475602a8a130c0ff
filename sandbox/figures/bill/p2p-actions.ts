import { share } from '../../draw.ts';
import type { Handlers } from '../../handler.ts';
import { badValue } from '../../bad-value.ts';
import { cellsByStream } from '../cells.ts';
import { fluxOf } from '../play-figures.ts';
import { readTime } from '../span.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const LAG = 4 * MINUTE;
const APP_ID = '1250000000';
/** The part of what is watched that comes from other viewers. */
const P2P = 0.35;

/** How much viewers got from each other, in one minute: the newest where none is named. */
export const p2pActions: Handlers<'DescribeLiveXP2PDetailInfoList'> = {
  DescribeLiveXP2PDetailInfoList(world, params) {
    const action = 'DescribeLiveXP2PDetailInfoList';
    const newest = Math.floor((world.clock.now() - LAG) / MINUTE) * MINUTE;
    const asked = params.QueryTime ? readTime(action, 'QueryTime', params.QueryTime).ms : newest;
    const at = Math.floor(asked / MINUTE) * MINUTE;
    if (at < world.clock.now() - 183 * DAY || at > world.clock.now())
      throw badValue(action, 'QueryTime must lie within the last six months.');
    const types = params.Type ?? [];
    if (!types.every((type) => type === 'live' || type === 'vod'))
      throw badValue(action, 'Type must be of live and vod.');
    const byApp = params.Dimension?.includes('AppId') ?? false;
    const isLive = types.length === 0 || types.includes('live');
    const sums = new Map<string, { online: number; requests: number }>();
    if (isLive && at <= newest)
      for (const { stream, online, requests } of cellsByStream(world, { from: at, to: at })) {
        const name = stream.name.stream;
        if (params.StreamNames?.length && !params.StreamNames.includes(name)) continue;
        const sum = sums.get(byApp ? '' : name) ?? { online: 0, requests: 0 };
        sums.set(byApp ? '' : name, { online: sum.online + online, requests: sum.requests + requests });
      }
    return {
      DataInfoList: [...sums].map(([StreamName, { online, requests }]) => {
        const bytes = Math.round(fluxOf(online) * 1_000_000);
        const stuck = share(online, 0, 0.01);
        return {
          ...{ CdnBytes: share(bytes, P2P, 1), P2pBytes: share(bytes, 0, P2P), StuckPeople: stuck },
          ...{ StuckTimes: stuck * 2, OnlinePeople: online, Request: requests },
          ...{
            RequestSuccess: share(requests, 0, 0.99),
            Time: new Date(at).toISOString().slice(0, 19) + 'Z',
          },
          ...{ Type: 'live', StreamName, AppId: APP_ID },
        };
      }),
    };
  },
};
