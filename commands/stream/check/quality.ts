import type { PushMinute } from '../../../src/live/read/figures/push-quality.ts';
import type { Text } from '../../../src/text/language.ts';

/** How a push comes in: what is poor about it, and its newest figures. */
export interface Quality {
  readonly poor: readonly Text[];
  readonly now: Text;
}

/** So many minutes have to be poor together: one alone can be the minute in which it began. */
const MINUTES = 3;
/** Less of its frames than this share is seen as jerks. */
const FEWEST_FRAMES = 0.8;
/** Without a word of the encoder. */
const FEWEST_FPS = 10;
const LEAST_RATE = 0.5;
/** So much of a minute is missing, ms. */
const MOST_LATE = 1000;

/** How the newest push comes in. Undefined: there are no figures of it. */
export function qualityOf(minutes: readonly PushMinute[]): Quality | undefined {
  const newest = minutes.at(-1);
  if (!newest) return undefined;
  const last = minutes.filter(({ sequence }) => sequence === newest.sequence).slice(-MINUTES);
  const mean = (of: (minute: PushMinute) => number) =>
    last.reduce((sum, minute) => sum + of(minute), 0) / last.length;
  const [fps, kbps, late] = [
    mean((each) => each.fps),
    mean((each) => each.kbps),
    mean((each) => each.lateMs),
  ];
  const { wantedFps, wantedKbps } = newest;
  const poor: Text[] = [];
  if (fps < (wantedFps > 0 ? wantedFps * FEWEST_FRAMES : FEWEST_FPS))
    poor.push({
      en: `low frame rate: ${round(fps)}${wantedFps > 0 ? ` of ${wantedFps}` : ''} fps`,
      zh: `帧率低：${round(fps)} fps${wantedFps > 0 ? `，应为 ${wantedFps}` : ''}`,
    });
  if (wantedKbps > 0 && kbps < wantedKbps * LEAST_RATE)
    poor.push({
      en: `low bitrate: ${round(kbps)} of ${wantedKbps} kbit/s`,
      zh: `码率低：${round(kbps)} kbit/s，应为 ${wantedKbps}`,
    });
  if (late > MOST_LATE)
    poor.push({
      en: `the push falls behind by ${round(late / 1000)} s a minute: the encoder's network is too slow`,
      zh: `推流每分钟落后 ${round(late / 1000)} 秒：推流端上行网络不足`,
    });
  const figures = `${round(fps)} fps, ${Math.round(kbps).toLocaleString('en')} kbit/s`;
  return { poor, now: { en: figures, zh: figures.replace(', ', '，') } };
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}
