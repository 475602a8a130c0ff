import { actions, type ActionName } from '../../src/live/catalogue/catalogue.ts';
import type { Integer } from '../../src/live/catalogue/types.generated.ts';
import { ApiError } from '../api-error.ts';
import type { World } from '../world.ts';
import type { Caster } from './caster.ts';
import { stopPgm, stopPvw } from './run.ts';

const NOT_FOUND = ['FailedOperation.CasterNotFound', 'ResourceNotFound.CasterNotExists', 'FailedOperation'];

/**
 * The caster an action names, expired by now if its time has passed.
 * @throws ApiError with the code that this action documents for a caster that does not exist.
 */
export function findCaster(world: World, action: ActionName, id: Integer): Caster {
  const caster = world.casters.get(String(id));
  if (!caster) throw new ApiError(documented(action, NOT_FOUND), `Caster ${id} does not exist.`);
  if (isExpired(world, caster)) {
    stopPvw(world, caster);
    stopPgm(world, caster);
  }
  return caster;
}

/** Whether the caster's time has passed. */
export function isExpired(world: World, caster: Caster): boolean {
  const { ExpireTime } = caster.config;
  return ExpireTime > 0 && world.clock.now() >= ExpireTime * 1000;
}

/** The first of `codes` that an action documents; InvalidParameter, which all have, if none. */
export function documented(action: ActionName, codes: readonly string[]): string {
  return codes.find((code) => actions[action]?.errors?.includes(code)) ?? 'InvalidParameter';
}
