import { fromBeijing, toCloud } from '../../cloud-time.ts';
import { callOptions, type From } from '../pages.ts';
import type { StreamName } from '../stream-name.ts';

/** How a push came in during one minute. */
export interface PushMinute {
  /** ms UTC. */
  readonly at: number;
  /** Of which push: every re-push has another one. */
  readonly sequence: string;
  readonly fps: number;
  readonly kbps: number;
  /** What the encoder says that it sends; 0: it does not say. */
  readonly wantedFps: number;
  readonly wantedKbps: number;
  /** How much longer the clock ran than the picture, ms: the more, the worse the way to the cloud. */
  readonly lateMs: number;
}

/** The minutes of a stream's pushes, of the last 7 days, oldest first. Times in ms UTC. @throws LiveError */
export async function readPushQuality(
  from: From,
  { domain, app, stream }: StreamName,
  span: { readonly from: number; readonly to: number },
): Promise<readonly PushMinute[]> {
  const { DataInfoList } = await from.live.call(
    'DescribeStreamPushInfoList',
    {
      ...{ StreamName: stream, PushDomain: domain, AppName: app },
      ...{ StartTime: toCloud(span.from), EndTime: toCloud(span.to) },
    },
    callOptions(from),
  );
  return DataInfoList.flatMap((info) => {
    const at = fromBeijing(info.Time);
    if (at === undefined) return [];
    const of = (value: number | bigint | undefined) => Number(value ?? 0);
    // A stream of sound alone has no picture whose time could pass.
    const passed = of(info.VideoTs) > 0 ? of(info.VideoTs) : of(info.AudioTs);
    return [
      {
        ...{ at, sequence: info.Sequence ?? '', fps: of(info.VideoFps) },
        ...{ kbps: Math.round((of(info.VideoRate) + of(info.AudioRate)) / 1000) },
        ...{ wantedFps: of(info.MateFps), wantedKbps: of(info.MetaVideoRate) + of(info.MetaAudioRate) },
        lateMs: of(info.LocalTs) > 0 ? Math.max(0, of(info.LocalTs) - passed) : 0,
      },
    ];
  }).sort((a, b) => a.at - b.at);
}
