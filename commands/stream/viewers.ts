import type { CommandContext } from '../../src/command.ts';
import { AirdeskError } from '../../src/errors.ts';
import type { Fact } from '../../src/reply.ts';
import { ago, fromCloud, toCloud } from '../when.ts';
import type { StreamName } from './name.ts';

const MINUTE = 60_000;
/** Figures come about 4 minutes late (DescribeStreamPlayInfoList); newer ones would read as nobody watching. */
const LAG = 4 * MINUTE;
const WINDOW = 15 * MINUTE;
/** A preview does not wait longer for a figure that only informs, ms. */
const PATIENCE = 3000;

/** How many watch, as far as the cloud tells. Never fails: what is not known is said to be. */
export async function viewersFact(context: CommandContext, name: StreamName): Promise<Fact> {
  const { say } = context;
  const label = say('Viewers', '观众');
  try {
    const figure = await readViewers(context, name);
    if (!figure) return { label, value: say('not known (no figures yet)', '未知（尚无数据）') };
    const seen = ago(context, figure.at);
    return { label, value: say(`${figure.online}, ${seen}`, `${figure.online} 人（${seen}）`) };
  } catch (error) {
    if (!(error instanceof AirdeskError)) throw error;
    return { label, value: say('not known (lookup failed)', '未知（查询失败）') };
  }
}

/** How many watched, and when, ms UTC. */
export interface Viewers {
  readonly at: number;
  readonly online: number;
}

/** The newest figure of the last quarter of an hour. @throws LiveError */
export async function readViewers(
  context: Pick<CommandContext, 'live' | 'now'>,
  name: StreamName,
): Promise<Viewers | undefined> {
  const end = context.now() - LAG;
  const answer = await context.live.call(
    'DescribeStreamPlayInfoList',
    {
      StartTime: toCloud(end - WINDOW),
      EndTime: toCloud(end),
      StreamName: name.stream,
      AppName: name.app,
    },
    { timeoutMs: PATIENCE },
  );
  return answer.DataInfoList.flatMap((point) => {
    const at = fromCloud(point.Time);
    return at === undefined || point.Online === undefined ? [] : [{ at, online: Number(point.Online) }];
  })
    .sort((a, b) => a.at - b.at)
    .at(-1);
}
