import { formatClock } from '../../text/time.ts';
import type { AlertView } from './view.ts';

/** A moment (ms UTC) as the clock on the wall shows it, the day only where it is not today: `22:00 Asia/Shanghai`. */
export function wallTime({ config, now }: Pick<AlertView, 'config' | 'now'>, at: number): string {
  return `${formatClock(at, now, config.timeZone)} ${config.timeZone}`;
}
