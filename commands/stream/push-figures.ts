import type { Panel } from '../../src/chart/chart.ts';
import type { CommandContext } from '../../src/command.ts';
import { AirdeskError } from '../../src/errors.ts';
import { readPushQuality, type PushMinute } from '../../src/live/read/figures/push-quality.ts';
import { readViewersOver, type Viewers } from '../../src/live/read/figures/viewers.ts';
import type { StreamName } from '../../src/live/read/stream-name.ts';
import type { Fact } from '../../src/reply.ts';
import type { Figures } from '../figures/series.ts';
import type { Span } from '../../src/clock.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The cloud keeps the minutes of a push for 7 days, and gives 3 hours of them at a time (DescribeStreamPushInfoList). */
export const PUSH_REACH = { usual: HOUR, longest: 3 * HOUR, back: 7 * 24 * HOUR } as const;

/** How a stream was pushed and who watched it, by the minute. `withLag`: also how much of each minute did not arrive. */
export async function pushFigures(
  context: CommandContext,
  name: StreamName,
  span: Span,
  { withLag }: { readonly withLag: boolean },
): Promise<Figures> {
  const { say } = context;
  const [minutes, viewers] = await Promise.all([
    readPushQuality(context, name, span),
    // Who watches is shown besides, and keeps nothing back.
    readViewersOver(context.live, name, span).catch(noneUnread),
  ]);
  const main = newestPush(minutes);
  const panel = (unit: string, label: string, value: (minute: PushMinute) => number): Panel => ({
    unit,
    lines: [{ name: label, points: main.map((minute) => ({ at: minute.at, value: value(minute) })) }],
  });
  const people = say('viewers', '人');
  const watched = viewers.map(({ at, online }) => ({ at, value: online }));
  return {
    panels: [
      panel('fps', say('frame rate', '帧率'), ({ fps }) => fps),
      panel('kbit/s', say('bitrate', '码率'), ({ kbps }) => kbps),
      ...(withLag ? [panel('ms', say('lag', '延迟'), ({ lateMs }) => lateMs)] : []),
      ...(watched.length > 0 ? [{ unit: people, lines: [{ name: people, points: watched }] }] : []),
    ],
    step: MINUTE,
    totals: totalsOf(context, main),
  };
}

function noneUnread(error: unknown): readonly Viewers[] {
  if (error instanceof AirdeskError) return [];
  throw error;
}

/** Of several pushes at once, in each minute that of the most frames: a backup of less would hide it. */
function newestPush(minutes: readonly PushMinute[]): readonly PushMinute[] {
  const best = new Map<number, PushMinute>();
  for (const minute of minutes) {
    const other = best.get(minute.at);
    if (!other || other.fps < minute.fps) best.set(minute.at, minute);
  }
  return [...best.values()];
}

function totalsOf({ say }: CommandContext, minutes: readonly PushMinute[]): Fact[] {
  const last = minutes.at(-1);
  if (!last) return [];
  const least = Math.min(...minutes.map(({ fps }) => fps));
  const wanted = last.wantedFps > 0 ? say(` of ${last.wantedFps}`, `（应为 ${last.wantedFps}）`) : '';
  return [
    { label: say('Frame rate', '帧率'), value: `${last.fps}${wanted} fps` },
    { label: say('Least', '最低'), value: `${least} fps` },
    { label: say('Bitrate', '码率'), value: `${last.kbps.toLocaleString('en')} kbit/s` },
  ];
}
