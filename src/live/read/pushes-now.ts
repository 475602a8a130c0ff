import { plainHost } from '../../text/host.ts';
import { fromCloud } from '../cloud-time.ts';
import { LiveError } from '../live-error.ts';
import { callOptions, readPages, type From, type Listed } from './pages.ts';
import type { StreamName } from './stream-name.ts';

/** How a push comes in now. */
export interface PushNow {
  readonly name: StreamName;
  readonly fps: number;
  readonly kbps: number;
  /** What the encoder says that it sends; 0: it does not say. */
  readonly wantedFps: number;
  readonly wantedKbps: number;
  /** How much of what it says arrives, 0 to 1; 1 where it does not say. */
  readonly share: number;
  /** ms UTC. */
  readonly since: number | undefined;
  /** Whether it has a picture at all: of sound alone frames tell nothing. */
  readonly hasPicture: boolean;
  readonly size: string;
  readonly codec: string;
  readonly ip: string;
}

const PAGE = 1000;
const MOST_PAGES = 3;

/** What the cloud answers where nothing is on air. */
const NOTHING_ON_AIR = 'FailedOperation.HasNotLivingStream';

/** The first 3,000 pushes of the account; none where nothing is on air. @throws LiveError */
export async function readPushesNow(from: From): Promise<Listed<PushNow>> {
  try {
    return await readThem(from);
  } catch (error) {
    if (error instanceof LiveError && error.code === NOTHING_ON_AIR)
      return { items: [], total: 0, complete: true };
    throw error;
  }
}

function readThem(from: From): Promise<Listed<PushNow>> {
  return readPages(MOST_PAGES, async (page) => {
    const { DataInfoList, TotalNum } = await from.live.call(
      'DescribeLiveStreamPushInfoList',
      { PageNum: page, PageSize: PAGE },
      callOptions(from),
    );
    const items = DataInfoList.map((info): PushNow => {
      const of = (value: number | bigint | undefined) => Number(value ?? 0);
      const kbps = (bits: number) => Math.round(bits / 1000);
      const is = { fps: of(info.VideoFps), kbps: kbps(of(info.VideoSpeed) + of(info.AudioSpeed)) };
      const wanted = {
        fps: of(info.MetaFps),
        kbps: kbps(of(info.MetaVideoSpeed) + of(info.MetaAudioSpeed)),
      };
      const share = (part: number, whole: number) => (whole > 0 ? Math.min(1, part / whole) : 1);
      return {
        name: {
          domain: plainHost(info.PushDomain ?? ''),
          app: info.AppName ?? '',
          stream: info.StreamName ?? '',
        },
        ...is,
        ...{ wantedFps: wanted.fps, wantedKbps: wanted.kbps },
        share: Math.min(share(is.fps, wanted.fps), share(is.kbps, wanted.kbps)),
        hasPicture: of(info.VideoSpeed) > 0 || of(info.VideoFps) > 0 || (info.Vcodec ?? '') !== '',
        ...{ since: fromCloud(info.BeginPushTime), size: info.Resolution ?? '' },
        ...{ codec: [info.Vcodec, info.Acodec].filter(Boolean).join(' '), ip: info.ClientIp ?? '' },
      };
    });
    return { items, total: Number(TotalNum) };
  });
}
