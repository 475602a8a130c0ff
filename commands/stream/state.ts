import type { CommandContext } from '../../src/command.ts';
import type { Fact } from '../../src/reply.ts';
import { when } from '../when.ts';
import { cloudName, type StreamName } from './name.ts';
import { onlineStream, pushedSince } from '../../src/live/read/online.ts';

/** A stream as it is: the cloud's word (`active`, `inactive`, `forbid`), and when each running push began. */
export interface StreamReading {
  readonly state: string;
  readonly publishes: readonly string[];
}

/** Reads a stream. @throws LiveError */
export async function readStream(context: CommandContext, name: StreamName): Promise<StreamReading> {
  const [answer, online] = await Promise.all([
    context.live.call('DescribeLiveStreamState', cloudName(name)),
    onlineStream(context, name),
  ]);
  return { state: answer.StreamState, publishes: online?.publishes ?? [] };
}

/** The state in words. */
export function stateWord(context: Pick<CommandContext, 'say'>, state: string): string {
  const { say } = context;
  if (state === 'active') return say('on air', '推流中');
  if (state === 'inactive') return say('not pushed', '未推流');
  if (state === 'forbid') return say('forbidden', '已禁推');
  return state;
}

/** State and since when, as lines of a card. */
export function stateFacts(context: CommandContext, reading: StreamReading): Fact[] {
  const { say } = context;
  const facts: Fact[] = [{ label: say('State', '状态'), value: stateWord(context, reading.state) }];
  const since = pushedSince(reading.publishes);
  if (since !== undefined)
    facts.push({ label: say('Pushed since', '开始推流'), value: when(context, since) });
  return facts;
}
