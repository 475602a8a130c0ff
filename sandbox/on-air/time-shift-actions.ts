import { seconds } from '../cloud-time.ts';
import type { Handlers } from '../handler.ts';
import { refuse } from '../refuse.ts';
import { streamPath } from '../stream/streams.ts';
import type { World } from '../world.ts';
import type { Shift } from './shift.ts';
import { shiftsNow } from './time-shift.ts';

const DAY = 86_400_000;
const MOST_A_PAGE = 100;

/** Reading what viewers can go back in. */
export const timeShiftActions: Handlers<'DescribeTimeShiftStreamList' | 'DescribeTimeShiftRecordDetail'> = {
  /** A stream stands once for every rendition, from its first push to the end of its last within the span [I]. */
  DescribeTimeShiftStreamList(world, params) {
    const action = 'DescribeTimeShiftStreamList';
    const span = spanOf(action, params);
    const size = Number(params.PageSize ?? 0);
    const number = Number(params.PageNum ?? 1);
    if (size < 0 || number < 1)
      throw refuse(action, 'value', 'PageSize is at least 0 and PageNum at least 1.');
    const found = within(world, span).filter(
      (shift) =>
        ['', shift.stream].includes(params.StreamName ?? '') &&
        ['', shift.domain].includes(params.Domain ?? '') &&
        ['', hostGroupOf(world, shift)].includes(params.DomainGroup ?? ''),
    );
    const streams = new Map<string, Shift[]>();
    for (const shift of found) {
      const key = `${streamPath(shift)} ${shift.kind} ${shift.transcodeId}`;
      streams.set(key, [...(streams.get(key) ?? []), shift]);
    }
    const most = size === 0 ? MOST_A_PAGE : Math.min(size, MOST_A_PAGE);
    const listed = [...streams.values()].slice((number - 1) * most, number * most);
    return {
      TotalSize: streams.size,
      StreamList: listed.flatMap((shifts) => streamInfo(world, shifts)),
    };
  },

  DescribeTimeShiftRecordDetail(world, params) {
    const span = spanOf('DescribeTimeShiftRecordDetail', params);
    const { Domain: domain, AppName: app, StreamName: stream } = params;
    const found = within(world, span).filter(
      (shift) =>
        streamPath(shift) === streamPath({ domain, app, stream }) &&
        shift.transcodeId === Number(params.TransCodeId ?? 0) &&
        ['', hostGroupOf(world, shift)].includes(params.DomainGroup ?? ''),
    );
    return {
      RecordList: found.map((shift) => ({
        Sid: shift.session,
        StartTime: seconds(shift.start),
        EndTime: seconds(shift.end ?? world.clock.now()),
      })),
    };
  },
};

function streamInfo(world: World, shifts: readonly Shift[]) {
  const [first] = shifts;
  if (!first) return [];
  const now = world.clock.now();
  return {
    DomainGroup: hostGroupOf(world, first),
    Domain: first.domain,
    AppName: first.app,
    StreamName: first.stream,
    StartTime: seconds(Math.min(...shifts.map(({ start }) => start))),
    EndTime: seconds(Math.max(...shifts.map(({ end }) => end ?? now))),
    TransCodeId: first.transcodeId,
    StreamType: first.kind,
    Duration: first.storedSeconds,
    TimeShiftSubStreams: [],
  };
}

function spanOf(action: string, params: { StartTime: number | bigint; EndTime: number | bigint }) {
  const span = { from: Number(params.StartTime) * 1000, to: Number(params.EndTime) * 1000 };
  if (span.to <= span.from || span.to - span.from > DAY)
    throw refuse(action, 'value', 'EndTime must be after StartTime, by at most 24 hours.');
  return span;
}

function within(world: World, { from, to }: { from: number; to: number }): Shift[] {
  return shiftsNow(world).filter((shift) => shift.start <= to && (shift.end ?? world.clock.now()) >= from);
}

function hostGroupOf({ scene }: World, { domain }: Shift): string {
  return scene.domains.find(({ name }) => name === domain)?.hostGroup ?? '';
}
