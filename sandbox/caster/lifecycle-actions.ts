import type { ActionName } from '../../src/live/catalogue/catalogue.ts';
import type { Integer } from '../../src/live/catalogue/types.generated.ts';
import { ApiError } from '../api-error.ts';
import { isBusy, occupy } from '../busy.ts';
import { seconds } from '../cloud-time.ts';
import type { Handlers } from '../handler.ts';
import type { World } from '../world.ts';
import { casterBrief, casterInfo, displayInfo, casterStatus, type Caster, type Display } from './caster.ts';
import { configureCaster, DEFAULT_CASTER } from './configure.ts';
import { createCaster } from './create.ts';
import { readDisplay } from './display.ts';
import { documented, findCaster, isExpired } from './find.ts';
import { previewUrls } from './play-url.ts';
import { defaultOutput, startPgm, startPvw, stopPgm, stopPvw } from './run.ts';

/** The caster's own life: create, copy, preview, program, take, release, delete. */
export const casterLifecycleActions: Handlers<
  | 'CreateCaster'
  | 'ModifyCaster'
  | 'DeleteCaster'
  | 'CopyCaster'
  | 'DescribeCaster'
  | 'DescribeCasterList'
  | 'DescribeCasterDisplayInfo'
  | 'DescribeCasterUserStatus'
  | 'CreateCasterPvw'
  | 'StopCasterPvw'
  | 'CreateCasterPgm'
  | 'CreateCasterPgmFromPvw'
  | 'StopCasterPgm'
  | 'ReleaseCaster'
> = {
  CreateCaster: (world, params) => ({
    CasterId: createCaster(world, configureCaster(DEFAULT_CASTER, params)).id,
  }),

  ModifyCaster(world, { CasterId, ...given }) {
    const caster = findCaster(world, 'ModifyCaster', CasterId);
    caster.config = configureCaster(caster.config, given);
    return {};
  },

  /** Cuts what is on air, too. */
  DeleteCaster(world, { CasterId }) {
    const caster = freeToStop(world, 'DeleteCaster', CasterId);
    if (caster.prepaid)
      throw new ApiError('FailedOperation.CasterBinded', `Caster ${CasterId} is bound to a prepaid package.`);
    stopPvw(world, caster);
    stopPgm(world, caster);
    world.casters.delete(String(CasterId));
    return {};
  },

  CopyCaster(world, { CasterId, CasterName, OutputStreamId }) {
    const source = findCaster(world, 'CopyCaster', CasterId);
    const taken = [...world.casters.values()].some(
      (caster) => OutputStreamId !== undefined && caster.outputs.get(0)?.OutputStreamId === OutputStreamId,
    );
    if (taken) throw new ApiError('InvalidParameter', `Stream ${OutputStreamId ?? ''} exists already.`);
    const copy = createCaster(world, {
      ...source.config,
      CasterName: CasterName ?? source.config.CasterName,
    });
    copyParts(source.inputs, copy.inputs);
    copyParts(source.layouts, copy.layouts);
    copyParts(source.pics, copy.pics);
    copyParts(source.words, copy.words);
    copyParts(source.outputs, copy.outputs);
    copy.outputs.set(0, defaultOutput(world, copy, OutputStreamId || undefined));
    return { CasterId: copy.id };
  },

  DescribeCaster: (world, { CasterId }) => ({
    CasterInfo: casterInfo(findCaster(world, 'DescribeCaster', CasterId)),
  }),

  DescribeCasterList: (world) => ({
    CasterList: [...world.casters.values()].map((caster) =>
      casterBrief(findCaster(world, 'DescribeCasterList', caster.id)),
    ),
  }),

  DescribeCasterDisplayInfo(world, { CasterId }) {
    const caster = findCaster(world, 'DescribeCasterDisplayInfo', CasterId);
    return {
      Status: casterStatus(caster),
      PvwDisplayInfo: displayInfo(caster.pvw),
      PgmDisplayInfo: displayInfo(caster.pgm),
      StartLiveTime: caster.startLiveTime,
    };
  },

  DescribeCasterUserStatus: (world) => ({ UserStatus: world.scene.casterUserStatus }),

  /** Starts the preview; called again, changes what it shows. */
  CreateCasterPvw(world, { CasterId, PvwDisplayInfo }) {
    const caster = freeToStart(world, 'CreateCasterPvw', CasterId);
    const display = readDisplay(caster, PvwDisplayInfo);
    occupy(world, task(CasterId));
    startPvw(world, caster, display);
    const urls = previewUrls(world, caster, 'pvw');
    return { PvwPlayUrl: urls.rtmp, PvwWebRTCPlayUrl: urls.webrtc };
  },

  StopCasterPvw(world, { CasterId }) {
    const caster = freeToStop(world, 'StopCasterPvw', CasterId);
    if (caster.pvw) occupy(world, task(CasterId));
    stopPvw(world, caster);
    return {};
  },

  /** Starts the program; called again, cuts to what is given at once. */
  CreateCasterPgm(world, { CasterId, PgmDisplayInfo }) {
    const caster = freeToStart(world, 'CreateCasterPgm', CasterId);
    return toProgram(world, 'CreateCasterPgm', caster, readDisplay(caster, PgmDisplayInfo));
  },

  /** The take: what the preview shows is copied on air. The preview runs on and shows the same as before [I]. */
  CreateCasterPgmFromPvw(world, { CasterId }) {
    const caster = freeToStart(world, 'CreateCasterPgmFromPvw', CasterId);
    // Which code an idle preview gives is not documented; this one is the nearest that the action lists [I].
    if (!caster.pvw)
      throw new ApiError(
        'FailedOperation.CreateCasterTaskFailed',
        `The preview of caster ${CasterId} is not running: there is nothing to take.`,
      );
    return toProgram(world, 'CreateCasterPgmFromPvw', caster, caster.pvw);
  },

  /** Stopping what does not run succeeds [I]. */
  StopCasterPgm(world, { CasterId }) {
    const caster = freeToStop(world, 'StopCasterPgm', CasterId);
    if (caster.pgm) occupy(world, task(CasterId));
    stopPgm(world, caster);
    return {};
  },

  /** Stops everything and keeps the configuration. Pushes into the inputs go on. */
  ReleaseCaster(world, { CasterId }) {
    const caster = freeToStop(world, 'ReleaseCaster', CasterId);
    stopPvw(world, caster);
    stopPgm(world, caster);
    return {};
  },
};

function toProgram(world: World, action: ActionName, caster: Caster, display: Display) {
  const { limits } = world.scene;
  const hasDomains = (['push', 'play'] as const).every((type) =>
    world.account.domains.some((domain) => domain.type === type && domain.isEnabled),
  );
  if (!hasDomains)
    throw new ApiError('FailedOperation.NoLVBPushOrPlayDomain', 'The account has no push or no play domain.');
  const running = [...world.casters.values()].filter((other) => other.pgm).length;
  if (!caster.pgm && running >= limits.runningCasters)
    throw new ApiError(
      'FailedOperation.ResourceNotEnough',
      `${action}: ${running} programs are running already.`,
    );
  occupy(world, task(caster.id));
  startPgm(world, caster, display);
  const urls = previewUrls(world, caster, 'pgm');
  return {
    PgmPlayUrl: urls.rtmp,
    PgmWebRTCPlayUrl: urls.webrtc,
    // Out of use according to the document, but still answered.
    CdnPlayUrl: '',
    CdnStreamId: caster.onAir?.stream ?? '',
  };
}

function freeToStart(world: World, action: ActionName, id: Integer): Caster {
  const caster = findCaster(world, action, id);
  if (isExpired(world, caster))
    throw new ApiError(
      documented(action, ['FailedOperation.CasterExpired', 'FailedOperation.CreateCasterTaskFailed']),
      `Caster ${id} expired at ${caster.config.ExpireTime}, it is ${seconds(world.clock.now())} now.`,
    );
  if (isBusy(world, task(id)))
    throw new ApiError('FailedOperation.CreateCasterTaskFailed', `Caster ${id} is starting or stopping.`);
  return caster;
}

function freeToStop(world: World, action: ActionName, id: Integer): Caster {
  const caster = findCaster(world, action, id);
  if (isBusy(world, task(id)))
    throw new ApiError('FailedOperation.StopCasterTaskFailed', `Caster ${id} is starting or stopping.`);
  return caster;
}

function copyParts<T>(from: ReadonlyMap<number, T>, to: Map<number, T>): void {
  for (const [index, part] of from) to.set(index, part);
}

function task(id: Integer): string {
  return `caster ${id}`;
}
