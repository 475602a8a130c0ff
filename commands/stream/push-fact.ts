import type { CommandContext } from '../../src/command.ts';
import { AirdeskError } from '../../src/errors.ts';
import { readPushQuality, type PushMinute } from '../../src/live/read/figures/push-quality.ts';
import type { StreamName } from '../../src/live/read/stream-name.ts';
import type { Fact } from '../../src/reply.ts';
import type { Text } from '../../src/text/language.ts';
import { ago } from '../when.ts';

/** Figures come once a minute, and some minutes late, ms. */
const WINDOW_MS = 10 * 60_000;
/** Nobody waits longer for a figure that only informs, ms. */
const PATIENCE_MS = 3000;

/** Which push of a stream is meant, where it has several, and what that is called. */
interface Which {
  readonly sequence: string;
  readonly label: string;
}

/** What a push brings, and of when that is. Never fails: what is not known is said to be. */
export async function pushFact(context: CommandContext, name: StreamName, which?: Which): Promise<Fact> {
  const { say } = context;
  const label = which?.label ?? say('Input', '推流质量');
  try {
    const now = context.now();
    const span = { from: now - WINDOW_MS, to: now };
    const minutes = await readPushQuality({ live: context.live, timeoutMs: PATIENCE_MS }, name, span);
    const own = which ? minutes.filter(({ sequence }) => sequence === which.sequence) : minutes;
    const last = newest(own);
    if (!last) return { label, value: say('not known (no figures yet)', '未知（尚无数据）') };
    const seen = ago(context, last.at);
    const brings = bringsText(last);
    return { label, value: say(`${brings.en}, ${seen}`, `${brings.zh}（${seen}）`) };
  } catch (error) {
    if (!(error instanceof AirdeskError)) throw error;
    return { label, value: say('not known (lookup failed)', '未知（查询失败）') };
  }
}

/** `4,128 kbit/s, 25 fps`. */
function bringsText({ kbps, fps }: Pick<PushMinute, 'kbps' | 'fps'>): Text {
  const rate = `${kbps.toLocaleString('en')} kbit/s`;
  return { en: `${rate}, ${fps} fps`, zh: `${rate}，${fps} fps` };
}

/** Of several pushes in the newest minute that of the most frames: a backup of less would hide it. */
function newest(minutes: readonly PushMinute[]): PushMinute | undefined {
  const at = minutes.at(-1)?.at;
  return minutes.filter((minute) => minute.at === at).sort((a, b) => b.fps - a.fps)[0];
}
