import type { ForbidStreamInfo } from '../../src/live/catalogue/types.generated.ts';
import type { Answers } from './asking.ts';
import { NOW } from './asking.ts';

/** A stream of the fake cloud. */
export interface FakeStream {
  readonly domain: string;
  readonly app: string;
  readonly stream: string;
  state: 'active' | 'inactive' | 'forbid';
  publishes: string[];
}

/** A stream that has been pushed for 12 minutes. */
export function onAir(name: string): FakeStream {
  const [domain = '', app = '', stream = ''] = name.split('/');
  const since = new Date(NOW - 12 * 60_000).toISOString().replace('.000', '');
  return { domain, app, stream, state: 'active', publishes: [since] };
}

/** A moment (ms UTC) as the list of bans has it. */
export function inBeijing(ms: number): string {
  return new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}

/**
 * The actions on streams, over a list that tests change as they like. `repush`: encoders come straight back. `bans`: what
 * the cloud lists as forbidden; without it, the account has no such list.
 */
export function streamAnswers(
  streams: FakeStream[],
  settings: { readonly repush?: string; readonly bans?: ForbidStreamInfo[] } = {},
): Answers {
  const { bans } = settings;
  const find = (params: { DomainName: string; AppName: string; StreamName: string }) =>
    streams.find(
      (each) =>
        each.domain === params.DomainName && each.app === params.AppName && each.stream === params.StreamName,
    );
  return {
    DescribeLiveStreamState: (params) => ({ StreamState: find(params)?.state ?? 'inactive' }),
    DescribeLiveStreamOnlineList(params) {
      const size = Number(params.PageSize ?? 10);
      const page = Number(params.PageNum ?? 1);
      const found = streams
        .filter((each) => each.state === 'active')
        .filter(
          (each) =>
            (params.DomainName ?? each.domain) === each.domain &&
            (params.AppName ?? each.app) === each.app &&
            (params.StreamName ?? each.stream) === each.stream,
        );
      return {
        TotalNum: found.length,
        TotalPage: Math.ceil(found.length / size),
        PageNum: page,
        PageSize: size,
        OnlineInfo: found.slice((page - 1) * size, page * size).map((each) => ({
          StreamName: each.stream,
          AppName: each.app,
          DomainName: each.domain,
          PublishTimeList: each.publishes.map((PublishTime) => ({ PublishTime })),
        })),
      };
    },
    DescribeStreamPlayInfoList: () => ({
      DataInfoList: [
        { Time: '2026-03-01T19:50:00Z', Online: 1200 },
        { Time: '2026-03-01T19:55:00Z', Online: 1234 },
      ],
    }),
    DropLiveStream(params) {
      const stream = find(params);
      if (stream && settings.repush !== undefined) stream.publishes = [settings.repush];
      else if (stream) Object.assign(stream, { state: 'inactive', publishes: [] });
      return {};
    },
    ForbidLiveStream(params) {
      const stream = find(params);
      if (stream) Object.assign(stream, { state: 'forbid', publishes: [] });
      bans?.push({
        StreamName: params.StreamName,
        AppName: params.AppName,
        DomainName: params.DomainName,
        CreateTime: inBeijing(NOW),
        ExpireTime: inBeijing(Date.parse(params.ResumeTime ?? '')),
      });
      return {};
    },
    ResumeLiveStream(params) {
      const stream = find(params);
      if (stream) stream.state = 'inactive';
      bans?.splice(0);
      return {};
    },
    ...(bans && {
      DescribeLiveForbidStreamList: () => ({
        ForbidStreamList: [...bans],
        ...{ TotalNum: bans.length, TotalPage: 1, PageNum: 1, PageSize: 100 },
      }),
    }),
  };
}
