import { ApiError } from '../api-error.ts';
import type { CasterOutputInfo } from '../../src/live/catalogue/types.generated.ts';
import type { Handlers } from '../handler.ts';
import type { World } from '../world.ts';
import { within } from './configure.ts';
import { findCaster } from './find.ts';
import { sorted } from './input-actions.ts';

const TO_LIVE = 1;

/** Where a caster pushes its program to. Changes count from the next start of the program. */
export const casterOutputActions: Handlers<
  'AddCasterOutputInfo' | 'ModifyCasterOutputInfo' | 'DeleteCasterOutputInfo' | 'DescribeCasterOutputInfos'
> = {
  AddCasterOutputInfo(world, { CasterId, OutputInfo }) {
    const { outputs } = findCaster(world, 'AddCasterOutputInfo', CasterId);
    const index = Number(OutputInfo.OutputIndex);
    if (outputs.has(index))
      throw new ApiError('FailedOperation.OutputAlreadyExist', `Output ${index} exists already.`);
    outputs.set(index, completeOutput(world, OutputInfo));
    return {};
  },

  ModifyCasterOutputInfo(world, { CasterId, OutputInfo }) {
    const { outputs } = findCaster(world, 'ModifyCasterOutputInfo', CasterId);
    const index = Number(OutputInfo.OutputIndex);
    const old = outputs.get(index);
    if (!old) throw new ApiError('FailedOperation.OutputIsNotExist', `Output ${index} does not exist.`);
    outputs.set(index, completeOutput(world, { ...old, ...OutputInfo }));
    return {};
  },

  /** Output 0, the push to the live service, is made anew when the program starts again. */
  DeleteCasterOutputInfo(world, { CasterId, OutputIndex }) {
    const { outputs } = findCaster(world, 'DeleteCasterOutputInfo', CasterId);
    if (!outputs.delete(Number(OutputIndex)))
      throw new ApiError('FailedOperation', `Output ${OutputIndex} does not exist.`);
    return {};
  },

  DescribeCasterOutputInfos: (world, { CasterId }) => ({
    OutputInfos: sorted(findCaster(world, 'DescribeCasterOutputInfos', CasterId).outputs),
  }),
};

/**
 * An output with everything that the cloud fills in.
 * @throws ApiError InvalidParameter, InvalidParameter.InvalidUrl
 */
export function completeOutput(world: World, output: CasterOutputInfo): CasterOutputInfo {
  const index = Number(output.OutputIndex);
  within('OutputIndex', index, 0, 10);
  const type = Number(output.OutputType ?? (index === 0 ? 1 : 2));
  within('OutputType', type, 1, 2);
  if ((type === TO_LIVE) !== (index === 0))
    throw new ApiError('InvalidParameter', 'OutputIndex 0 and OutputType 1 belong together.');
  const { OutputDomainName: domain = '', OutputAppName: app = 'live', OutputStreamId: stream = '' } = output;
  if (domain.length > 128 || app.length > 64 || stream.length > 128)
    throw new ApiError(
      'InvalidParameter',
      'A domain or stream is at most 128 characters, a path at most 64.',
    );
  if (
    type === TO_LIVE &&
    world.scene.unknownDomains === 'refuse' &&
    !world.account.domains.some((known) => known.type === 'push' && known.name === domain)
  )
    throw new ApiError('InvalidParameter', `OutputDomainName ${domain} is no push domain of the account.`);
  const url = type === TO_LIVE ? `rtmp://${domain}/${app}/${stream}` : (output.OutputUrl ?? '');
  if (url.length > 512 || !/^rtmps?:\/\/[^/]+\/.+/.test(url))
    throw new ApiError(
      'InvalidParameter.InvalidUrl',
      'OutputUrl must be an rtmp address of at most 512 characters.',
    );
  return {
    OutputIndex: output.OutputIndex,
    OutputType: type,
    OutputUrl: url,
    Description: output.Description ?? '',
    OutputStreamId: type === TO_LIVE ? stream : '',
    OutputDomainName: type === TO_LIVE ? domain : '',
    OutputAppName: type === TO_LIVE ? app : '',
    OutputParam: output.OutputParam ?? '',
  };
}
