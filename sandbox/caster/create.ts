import type { Integer } from '../../src/live/catalogue/types.generated.ts';
import { ApiError } from '../api-error.ts';
import { seconds } from '../cloud-time.ts';
import type { World } from '../world.ts';
import type { Caster, CasterConfig } from './caster.ts';
import { defaultOutput } from './run.ts';

/** Keeps what a stranger on the port can fill bounded; the vendor's own limit is not published. */
const MAX_CASTERS = 1000;

/**
 * A new caster on the account, stopped, with the push to the live service as its output 0.
 * @throws ApiError UnsupportedOperation when there are too many.
 */
export function createCaster(
  world: World,
  config: CasterConfig,
  given: { id?: Integer | undefined; prepaid?: boolean | undefined } = {},
): Caster {
  if (world.casters.size >= MAX_CASTERS)
    throw new ApiError('UnsupportedOperation', `There are ${MAX_CASTERS} casters already.`);
  const id = given.id ?? world.nextCasterId;
  if (given.id === undefined) world.nextCasterId += 1;
  const caster: Caster = {
    id,
    createTime: seconds(world.clock.now()),
    prepaid: given.prepaid ?? false,
    config,
    inputs: new Map(),
    layouts: new Map(),
    pics: new Map(),
    words: new Map(),
    outputs: new Map(),
    pvw: undefined,
    pgm: undefined,
    startLiveTime: 0,
    startBillingTime: 0,
    stopBillingTime: 0,
    onAir: undefined,
  };
  caster.outputs.set(0, defaultOutput(world, caster));
  world.casters.set(String(id), caster);
  return caster;
}
