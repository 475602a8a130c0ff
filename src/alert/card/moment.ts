import { formatInZone } from '../../text/time.ts';
import type { AlertView } from './view.ts';

/** A moment (ms UTC) as the clock on the wall shows it, the day only where it is not today: `22:00 Asia/Shanghai`. */
export function wallTime({ config, now }: Pick<AlertView, 'config' | 'now'>, at: number): string {
  const then = formatInZone(at, config.timeZone);
  const isToday = then.slice(0, 10) === formatInZone(now, config.timeZone).slice(0, 10);
  return `${isToday ? then.slice(11, 16) : then.slice(5, 16)} ${config.timeZone}`;
}
