import type { CommandContext } from '../../src/command.ts';
import { AirdeskError } from '../../src/errors.ts';
import type { CasterOutputInfo } from '../../src/live/catalogue/types.generated.ts';
import type { Fact } from '../../src/reply.ts';
import { viewersFact } from '../stream/viewers.ts';
import { casterNumber } from './scene.ts';
import { fingerprint } from '../../src/json.ts';

/** CasterOutputInfo, OutputIndex: the push to the live service itself. */
const OWN_OUTPUT = 0;

/** Where PGM goes to; undefined where that could not be read. */
export type Outputs = readonly CasterOutputInfo[] | undefined;

/** Reads where PGM goes to. Never fails with what the cloud says. */
export async function readOutputs(context: CommandContext, id: string): Promise<Outputs> {
  try {
    return (await context.live.call('DescribeCasterOutputInfos', { CasterId: casterNumber(id) })).OutputInfos;
  } catch (error) {
    if (!(error instanceof AirdeskError)) throw error;
    return undefined;
  }
}

/** Where PGM goes to and who watches it. What cannot be read is said to be not known. */
export async function outputFacts(context: CommandContext, outputs: Outputs): Promise<Fact[]> {
  const { say } = context;
  const label = say('Viewers', '观众');
  if (!outputs) return [{ label, value: say('not known (lookup failed)', '未知（查询失败）') }];
  const own = outputs.find(isOwn);
  const others = outputs.filter((output) => output !== own).length;
  const name = {
    domain: own?.OutputDomainName ?? '',
    app: own?.OutputAppName ?? '',
    stream: own?.OutputStreamId ?? '',
  };
  return [
    ...(others > 0
      ? [{ label: say('Pushed to third parties', '第三方转推'), value: say(`${others}`, `${others} 路`) }]
      : []),
    name.stream === ''
      ? { label, value: say('not known (no stream of its own)', '未知（没有对应的直播流）') }
      : await viewersFact(context, name),
  ];
}

/**
 * A mark of where PGM would go to once it is started (a change of the outputs counts from the next start). The address of
 * the push to the live service itself may be signed anew whenever it is read.
 */
export function outputMark(outputs: Outputs): string | null {
  if (!outputs) return null;
  const where = outputs
    .map((output) => ({
      index: Number(output.OutputIndex),
      url: isOwn(output) ? (output.OutputUrl ?? '').replace(/\?.*/su, '') : (output.OutputUrl ?? ''),
      stream: [output.OutputDomainName ?? '', output.OutputAppName ?? '', output.OutputStreamId ?? ''],
    }))
    .sort((a, b) => a.index - b.index);
  return fingerprint(where);
}

function isOwn(output: CasterOutputInfo): boolean {
  return Number(output.OutputIndex) === OWN_OUTPUT;
}
