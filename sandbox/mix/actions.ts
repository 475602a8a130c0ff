import { ApiError } from '../api-error.ts';
import type { Handlers } from '../handler.ts';
import { cut, push } from '../stream/push.ts';
import { STOP_REASONS } from '../stream/stop-reasons.ts';
import { upstreamsOf, type Upstream } from '../stream/streams.ts';
import type { World } from '../world.ts';
import { checkMix, isStream } from './check.ts';
import type { Mix } from './mix.ts';

/** Mixes that run at once [I]. */
const MOST_MIXES = 1000;
/** The cloud's words for a push that comes from a mix [I]. */
const SOURCE = '混流';

/** The actions of the group mix. */
export const mixActions: Handlers<'CreateCommonMixStream' | 'CancelCommonMixStream'> = {
  /** Asked again for a session that runs, it changes the inputs; the output stays the same stream. */
  CreateCommonMixStream(world, params) {
    checkMix(world, params);
    const { mixes } = world.features;
    const session = params.MixStreamSessionId;
    const output = params.OutputParams.OutputStreamName;
    const running = mixes.get(session);
    if (running && running.output !== output)
      throw new ApiError(
        'InvalidParameter.SessionOutputStreamChanged',
        `Session ${session} puts out on ${running.output}.`,
      );
    if (!running && mixes.size >= MOST_MIXES)
      throw new ApiError('FailedOperation', `There are ${mixes.size} mixes already.`);
    const inputs = params.InputStreamList.filter(isStream).map((input) => input.InputStreamName);
    const isNew = Number(params.OutputParams.OutputStreamType ?? 0) === 1;
    const made = running?.push ?? (isNew ? startPush(world, inputs, output) : undefined);
    mixes.set(session, { session, inputs, output, push: made });
    return {};
  },

  CancelCommonMixStream(world, params) {
    const mix = world.features.mixes.get(params.MixStreamSessionId);
    if (!mix)
      throw new ApiError(
        'InvalidParameter.CancelSessionNotExist',
        `There is no mix session ${params.MixStreamSessionId.slice(0, 100)}.`,
      );
    endMix(world, mix);
    return {};
  },
};

/** A push has ended: a mix none of whose streams is live any more, or whose own push was cut, ends [I]. */
export function mixesEndedBy(world: World, ended: Upstream): void {
  for (const mix of [...world.features.mixes.values()]) {
    const isOver = mix.inputs.includes(ended.stream) && !isAnyLive(world, mix.inputs);
    if (isOver || mix.push?.sequence === ended.sequence) endMix(world, mix);
  }
}

function isAnyLive(world: World, names: readonly string[]): boolean {
  return upstreamsOf(world.streams).some(({ stream }) => names.includes(stream));
}

function endMix(world: World, mix: Mix): void {
  world.features.mixes.delete(mix.session);
  const upstream = upstreamsOf(world.streams).find(({ sequence }) => sequence === mix.push?.sequence);
  if (upstream) cut(world, upstream, STOP_REASONS.encoderStopped);
}

/** A new stream is pushed where its first input is: sessions name streams without domains [I]. */
function startPush(world: World, inputs: readonly string[], output: string): Mix['push'] {
  const all = upstreamsOf(world.streams);
  if (all.some(({ stream }) => stream === output))
    throw new ApiError('InvalidParameter.InvalidOutputStreamID', `Stream ${output} is live already.`);
  const first = all.find(({ stream }) => inputs.includes(stream));
  const { domain, app } = first ?? placeOf(world);
  const outcome = push(world, { domain, app, stream: output }, { source: SOURCE });
  if (!outcome.accepted) throw new ApiError('FailedOperation.ProcessMixError', outcome.why.errmsg);
  return { domain, app, stream: output, sequence: outcome.upstream.sequence };
}

/** Of a mix of nothing but pictures. */
function placeOf({ scene }: World): { domain: string; app: string } {
  return { domain: scene.domains.find(({ type }) => type === 'push')?.name ?? '', app: 'live' };
}
