import { createHash } from 'node:crypto';
import { ApiError } from '../api-error.ts';
import { seconds } from '../cloud-time.ts';
import type { CasterInputInfo } from '../../src/live/catalogue/types.generated.ts';
import type { Handlers } from '../handler.ts';
import { isSameStream, upstreamsOf } from '../stream/streams.ts';
import type { World } from '../world.ts';
import { within } from './configure.ts';
import { findCaster } from './find.ts';
import { refusePlacedInput, refuseShownInput } from './in-use.ts';
import { previewUrls } from './play-url.ts';
import { TRANSITIONS } from './transitions.ts';

const VOD = 1;
/** Pushed into the caster, by RTMP or WebRTC. */
const PUSHED = [0, 4];

/** The inputs of a caster, and where its pictures are looked at. */
export const casterInputActions: Handlers<
  | 'CreateCasterInputPushUrl'
  | 'AddCasterInputInfo'
  | 'ModifyCasterInputInfo'
  | 'DeleteCasterInputInfo'
  | 'DescribeCasterInputInfos'
  | 'DescribeCasterPlayUrl'
  | 'DescribeCasterTransitionTypes'
> = {
  CreateCasterInputPushUrl(world, { CasterId, InputIndex, Protocol = 'rtmp' }) {
    const caster = findCaster(world, 'CreateCasterInputPushUrl', CasterId);
    if (Protocol !== 'rtmp' && Protocol !== 'webrtc')
      throw new ApiError(
        'InvalidParameter.InvalidProtocol',
        `Protocol must be rtmp or webrtc, not ${Protocol}.`,
      );
    within('InputIndex', Number(InputIndex), 1, 24);
    const domain = world.account.domains.find((known) => known.type === 'push')?.name ?? '';
    return { PushUrl: `${Protocol}://${domain}/live/caster_${caster.id}_input_${InputIndex}` };
  },

  AddCasterInputInfo(world, { CasterId, InputInfo }) {
    const caster = findCaster(world, 'AddCasterInputInfo', CasterId);
    const index = Number(InputInfo.InputIndex);
    within('InputIndex', index, 1, 24);
    if (caster.inputs.has(index))
      throw new ApiError('FailedOperation.InputAlreadyExist', `Input ${index} exists already.`);
    const most = world.scene.limits.casterInputs;
    if (caster.inputs.size >= most)
      throw new ApiError('FailedOperation.TooMuchInput', `A caster has at most ${most} inputs.`);
    caster.inputs.set(index, completeInput(InputInfo));
    const urls = previewUrls(world, caster, `input_${index}`);
    return { InputPlayUrl: urls.rtmp, InputWebRTCPlayUrl: urls.webrtc };
  },

  /** An input that is seen or heard keeps its source; its volume and description may change [I]. */
  ModifyCasterInputInfo(world, { CasterId, InputInfo }) {
    const caster = findCaster(world, 'ModifyCasterInputInfo', CasterId);
    const index = Number(InputInfo.InputIndex);
    const old = caster.inputs.get(index);
    if (!old) throw new ApiError('FailedOperation.InputNotExist', `Input ${index} does not exist.`);
    const input = completeInput({ ...old, ...InputInfo });
    if (source(input) !== source(old)) refuseShownInput(caster, index);
    caster.inputs.set(index, input);
    const urls = previewUrls(world, caster, `input_${index}`);
    return { InputPlayUrl: urls.rtmp, InputWebRTCPlayUrl: urls.webrtc };
  },

  DeleteCasterInputInfo(world, { CasterId, InputIndex }) {
    const caster = findCaster(world, 'DeleteCasterInputInfo', CasterId);
    const index = Number(InputIndex);
    if (!caster.inputs.has(index)) throw new ApiError('InvalidParameter', `Input ${index} does not exist.`);
    refuseShownInput(caster, index);
    refusePlacedInput(caster, index);
    caster.inputs.delete(index);
    return {};
  },

  /** Addresses that are pushed to are signed anew whenever they are read. */
  DescribeCasterInputInfos: (world, { CasterId }) => ({
    InputInfos: sorted(findCaster(world, 'DescribeCasterInputInfos', CasterId).inputs).map((input) =>
      isPushed(input) ? { ...input, InputUrl: signedNow(world, input.InputUrl ?? '') } : input,
    ),
  }),

  DescribeCasterPlayUrl(world, { CasterId, PlayUrlType, PlayUrlIndex }) {
    const caster = findCaster(world, 'DescribeCasterPlayUrl', CasterId);
    const type = Number(PlayUrlType);
    within('PlayUrlType', type, 1, 3);
    if (type === 1) {
      const input = caster.inputs.get(Number(PlayUrlIndex));
      if (!input) throw new ApiError('FailedOperation', `Input ${PlayUrlIndex ?? ''} does not exist.`);
      if (!isActive(world, input))
        throw new ApiError(
          'FailedOperation.InputIsNotActive',
          `Nothing is pushed to input ${input.InputIndex}.`,
        );
      const urls = previewUrls(world, caster, `input_${input.InputIndex}`);
      return { PlayUrl: urls.rtmp, WebRTCPlayUrl: urls.webrtc };
    }
    if (!(type === 2 ? caster.pvw : caster.pgm)) return { PlayUrl: '', WebRTCPlayUrl: '' };
    const urls = previewUrls(world, caster, type === 2 ? 'pvw' : 'pgm');
    return { PlayUrl: urls.rtmp, WebRTCPlayUrl: urls.webrtc };
  },

  DescribeCasterTransitionTypes(world, { CasterId }) {
    findCaster(world, 'DescribeCasterTransitionTypes', CasterId);
    return { TransitionTypes: [...TRANSITIONS] };
  },
};

/** The parts of one kind, by index. */
export function sorted<T>(parts: ReadonlyMap<number, T>): T[] {
  return [...parts].sort(([left], [right]) => left - right).map(([, part]) => part);
}

/**
 * An input with everything that the cloud fills in.
 * @throws ApiError InvalidParameter, for the ranges of the structure CasterInputInfo.
 */
export function completeInput(input: CasterInputInfo): CasterInputInfo {
  const type = Number(input.InputType ?? 0);
  const url = input.InputUrl ?? '';
  const urls = input.InputUrls ?? [];
  const volume = Number(input.Volume ?? 100);
  within('InputType', type, 0, 4);
  within('Volume', volume, 0, 200);
  if (urls.length > 5) throw new ApiError('InvalidParameter', 'InputUrls names at most five addresses.');
  if ([url, ...urls].some((one) => one.length > 512))
    throw new ApiError('InvalidParameter', 'An input address is at most 512 characters.');
  if (type === VOD && urls.length === 0 && url === '')
    throw new ApiError('InvalidParameter', 'InputUrls is required for a file (InputType 1).');
  if (type !== VOD && url === '') throw new ApiError('InvalidParameter', 'InputUrl is required.');
  if ((input.Description ?? '').length > 256)
    throw new ApiError('InvalidParameter', 'Description is at most 256 characters.');
  return {
    InputIndex: input.InputIndex,
    InputType: type,
    // A single file may come as InputUrl, as in the document's example; it is kept as the list that it is.
    InputUrl: type === VOD ? '' : url,
    InputUrls: type === VOD && urls.length === 0 ? [url] : urls,
    Description: input.Description ?? '',
    LoopEnable: true,
    LoopNumber: input.LoopNumber ?? -1,
    PullPushEnable: true,
    Volume: volume,
  };
}

function source(input: CasterInputInfo): string {
  const url = isPushed(input) ? unsigned(input.InputUrl ?? '') : input.InputUrl;
  return JSON.stringify([Number(input.InputType), url, input.InputUrls]);
}

function isPushed(input: CasterInputInfo): boolean {
  return PUSHED.includes(Number(input.InputType));
}

function unsigned(url: string): string {
  return url.replace(/\?.*/s, '');
}

/** A push address with a signature for a day, in the form of the cloud's. */
function signedNow(world: World, url: string): string {
  const txTime = (seconds(world.clock.now()) + 86_400).toString(16).toUpperCase();
  const stream = unsigned(url).split('/').at(-1) ?? '';
  const txSecret = createHash('md5').update(`sandbox-${world.seed}${stream}${txTime}`).digest('hex');
  return `${unsigned(url)}?txSecret=${txSecret}&txTime=${txTime}`;
}

/** A pushed input on one of the account's domains is active while its stream is; of others nothing is known here. */
function isActive(world: World, input: CasterInputInfo): boolean {
  if (!isPushed(input)) return true;
  const [, domain = '', app = '', stream = ''] =
    /^\w+:\/\/([^/]+)\/([^/]+)\/([^/?]+)/.exec(input.InputUrl ?? '') ?? [];
  if (!world.account.domains.some((known) => known.name === domain)) return true;
  return upstreamsOf(world.streams).some((upstream) => isSameStream(upstream, { domain, app, stream }));
}
