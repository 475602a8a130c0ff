import type { CommandContext } from '../../src/command.ts';
import { AirdeskError } from '../../src/errors.ts';
import type { CasterInputInfo, CasterLayoutInfo, Integer } from '../../src/live/catalogue/types.generated.ts';
import type { Fact } from '../../src/reply.ts';
import type { Reader } from '../reader.ts';
import { viewersFact } from '../stream/viewers.ts';
import { fromCloud } from '../when.ts';
import { type Display, displayOf } from './display.ts';

/** CasterOutputInfo, OutputIndex: the push to the live service itself. */
const OWN_OUTPUT = 0;

/** What a caster shows now. Undefined: that side is off. */
export interface Scene {
  readonly pvw: Display | undefined;
  readonly pgm: Display | undefined;
  /** Since when PGM runs, ms UTC. */
  readonly since: number | undefined;
}

/** What a caster can show. */
export interface Sources {
  readonly inputs: readonly CasterInputInfo[];
  readonly layouts: readonly CasterLayoutInfo[];
}

/** Reads what is in PVW and PGM. @throws LiveError */
export async function readScene(context: Reader, id: string): Promise<Scene> {
  const answer = await context.live.call('DescribeCasterDisplayInfo', { CasterId: casterNumber(id) });
  const status = Number(answer.Status);
  // 1: PGM only, 2: PVW only, 3: both. The display of a side that is off is left over or empty.
  const hasPgm = status === 1 || status === 3;
  const hasPvw = status === 2 || status === 3;
  return {
    pvw: hasPvw ? displayOf(answer.PvwDisplayInfo) : undefined,
    pgm: hasPgm ? displayOf(answer.PgmDisplayInfo) : undefined,
    since: hasPgm ? fromCloud(answer.StartLiveTime) : undefined,
  };
}

/** Reads the inputs and layouts, in order. @throws LiveError */
export async function readSources(context: Reader, id: string): Promise<Sources> {
  const CasterId = casterNumber(id);
  const [inputs, layouts] = await Promise.all([
    context.live.call('DescribeCasterInputInfos', { CasterId }),
    context.live.call('DescribeCasterLayoutInfos', { CasterId }),
  ]);
  return {
    inputs: [...inputs.InputInfos].sort((a, b) => Number(a.InputIndex) - Number(b.InputIndex)),
    layouts: [...layouts.LayoutInfos].sort((a, b) => Number(a.LayoutIndex) - Number(b.LayoutIndex)),
  };
}

/** Where PGM goes to and who watches it. Never fails: what cannot be read is said to be not known. */
export async function outputFacts(context: CommandContext, id: string): Promise<Fact[]> {
  const { say } = context;
  const label = say('Viewers', '观众');
  let outputs;
  try {
    outputs = (await context.live.call('DescribeCasterOutputInfos', { CasterId: casterNumber(id) }))
      .OutputInfos;
  } catch (error) {
    if (!(error instanceof AirdeskError)) throw error;
    return [{ label, value: say('not known (lookup failed)', '未知（查询失败）') }];
  }
  const own = outputs.find((output) => Number(output.OutputIndex) === OWN_OUTPUT);
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

/** A caster's id as a parameter; ids can need more than 53 bits. */
export function casterNumber(id: string): Integer {
  const number = Number(id);
  return Number.isSafeInteger(number) ? number : BigInt(id);
}
