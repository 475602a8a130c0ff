import { beijingText, utcText } from '../cloud-time.ts';
import type { Handlers } from '../handler.ts';
import { oneOf } from '../bad-value.ts';
import { upstreamsOf } from '../stream/streams.ts';
import { bucketOf } from './buckets.ts';
import { pushesWithin } from './on-air.ts';
import { figuresPage } from './page.ts';
import { AUDIO_RATE, broughtBy, isPushedOnMainland, minutesOf, partOfMinute, pushRate } from './push-rate.ts';
import { readZone } from './area.ts';
import { readSpan } from './span.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const RELAY = /^拉流转推\((.*)\)$/;

/** What encoders send: how well each push comes in, and how long tasks relayed. */
export const pushFigureActions: Handlers<
  'DescribeLiveStreamPushInfoList' | 'DescribeStreamPushInfoList' | 'DescribePullTransformPushInfo'
> = {
  DescribeLiveStreamPushInfoList(world, params) {
    const now = world.clock.now();
    const found = upstreamsOf(world.streams).filter(
      ({ domain, app }) => (params.PushDomain || domain) === domain && (params.AppName || app) === app,
    );
    const limits = { min: 1, max: 1000, usual: 200, pages: 10_000 };
    const page = figuresPage('DescribeLiveStreamPushInfoList', found, params, limits);
    return {
      DataInfoList: page.items
        .map((push) => ({ push, brings: broughtBy(world, push, now) }))
        .map(({ push, brings }) => ({
          ...{ StreamName: push.stream, AppName: push.app, ClientIp: push.clientIp, ServerIp: push.node },
          ...{ VideoFps: brings.fps, VideoSpeed: brings.kbps * 1000 },
          ...{ AudioFps: brings.audioKbps > 0 ? 43 : 0, AudioSpeed: brings.audioKbps * 1000 },
          PushDomain: push.domain,
          ...{ BeginPushTime: utcText(push.since), Acodec: 'AAC', Vcodec: 'H264' },
          ...{ Resolution: `${push.width}*${push.height}`, AsampleRate: 44_100 },
          ...{
            MetaAudioSpeed: AUDIO_RATE * 1000,
            MetaVideoSpeed: pushRate(world.seed, push, push.since) * 1000,
          },
          MetaFps: 25,
        })),
      ...page.numbers,
    };
  },

  /** One figure a minute for each push. A minute without a push has none. */
  DescribeStreamPushInfoList(world, params) {
    const span = readSpan(world, 'DescribeStreamPushInfoList', params, { longest: 7 * DAY, back: 7 * DAY });
    const app = params.AppName || 'live';
    const pushes = pushesWithin(world, span).filter(
      ({ push }) =>
        push.stream === params.StreamName &&
        push.app === app &&
        (params.PushDomain || push.domain) === push.domain,
    );
    const to = Math.min(span.to + 1, world.clock.now());
    return {
      DataInfoList: [...minutesOf(pushes, { from: span.from, to })].flatMap(({ at, running }) =>
        running.map(({ push, from, to: end }) => {
          const { kbps: rate, audioKbps, fps } = broughtBy(world, push, at);
          const elapsed = Math.min(MINUTE, end - at, at + MINUTE - from);
          const Bandwidth = (rate + audioKbps) / 1000;
          return {
            ...{ Time: span.format(at), PushDomain: push.domain, AppName: push.app, ClientIp: push.clientIp },
            BeginPushTime: `${beijingText(push.since)}.${String(push.since % 1000).padStart(3, '0')}`,
            ...{ Resolution: `${push.width}*${push.height}`, VCodec: 'H264', ACodec: 'AAC' },
            ...{ Sequence: push.sequence, VideoFps: fps, VideoRate: rate * 1000 },
            ...{ AudioFps: audioKbps > 0 ? 43 : 0, AudioRate: audioKbps * 1000, LocalTs: elapsed },
            ...{ VideoTs: elapsed - (rate % 40), AudioTs: elapsed - (rate % 25) },
            ...{
              MetaVideoRate: pushRate(world.seed, push, push.since),
              MetaAudioRate: AUDIO_RATE,
              MateFps: 25,
            },
            ...{ StreamParam: push.streamParam, Bandwidth, Flux: (Bandwidth * elapsed) / 8000 },
            ...{ ServerIp: push.node, GopSize: 2000 },
          };
        }),
      ),
    };
  },

  /** By the day for spans of more than one, else by the hour [I]. */
  DescribePullTransformPushInfo(world, params) {
    const action = 'DescribePullTransformPushInfo';
    const span = readSpan(world, action, params, { longest: 31 * DAY, back: 3 * 366 * DAY });
    const zone = readZone(action, params.MainlandOrOversea);
    const kinds = ['PullLivePushLive', 'PullVodPushLive', 'PullPicPushLive', ''] as const;
    const kind = oneOf(action, 'SourceType', params.SourceType, kinds, '');
    const pushes = pushesWithin(world, span).filter(({ push }) => {
      const task = RELAY.exec(push.source)?.[1];
      const sourceType = world.pulls.get(task ?? '')?.config.sourceType ?? 'PullLivePushLive';
      const own = isPushedOnMainland(world.seed, push) ? 'Mainland' : 'Oversea';
      return task !== undefined && (kind || sourceType) === sourceType && (zone ?? own) === own;
    });
    const size = span.to - span.from > DAY ? 1440 : 60;
    const sums = new Map<number, number>();
    const to = Math.min(span.to, world.clock.now());
    for (const { at, running } of minutesOf(pushes, { from: span.from, to })) {
      const parts = running.reduce((sum, one) => sum + partOfMinute(one, at), 0);
      const time = bucketOf(at, size);
      sums.set(time, (sums.get(time) ?? 0) + parts * 60);
    }
    const rows = [...sums].map(([time, sum]) => {
      const DurationSecond = Math.round(sum);
      return { Time: span.format(time), Duration: Math.round(DurationSecond / 60), DurationSecond };
    });
    return {
      DataInfoList: rows,
      TotalDuration: rows.reduce((sum, row) => sum + row.Duration, 0),
      TotalDurationSecond: rows.reduce((sum, row) => sum + row.DurationSecond, 0),
    };
  },
};
