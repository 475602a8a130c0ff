import type { CommandContext } from '../../src/command.ts';
import { AirdeskError } from '../../src/errors.ts';
import { readViewers } from '../../src/live/read/figures/viewers.ts';
import type { Fact } from '../../src/reply.ts';
import { ago } from '../when.ts';
import type { StreamName } from '../../src/live/read/stream-name.ts';

/** How many watch, as far as the cloud tells. Never fails: what is not known is said to be. */
export async function viewersFact(context: CommandContext, name: StreamName): Promise<Fact> {
  const { say } = context;
  const label = say('Viewers', '观众');
  try {
    const figure = await readViewers(context.live, name, context.now());
    if (!figure) return { label, value: say('not known (no figures yet)', '未知（尚无数据）') };
    const seen = ago(context, figure.at);
    const online = figure.online.toLocaleString('en');
    return { label, value: say(`${online}, ${seen}`, `${online} 人（${seen}）`) };
  } catch (error) {
    if (!(error instanceof AirdeskError)) throw error;
    return { label, value: say('not known (lookup failed)', '未知（查询失败）') };
  }
}
