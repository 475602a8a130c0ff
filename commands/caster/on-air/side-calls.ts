import type { CommandContext } from '../../../src/command.ts';
import { type Display, displayInfo } from '../display.ts';
import { casterNumber } from '../scene.ts';
import type { Side } from './side.ts';

/** One write: shows a picture on a side of a caster, and starts that side where it is off. @throws LiveError */
export async function showOn(
  { live }: Pick<CommandContext, 'live'>,
  side: Side,
  id: string,
  picture: Display,
): Promise<void> {
  const CasterId = casterNumber(id);
  const display = displayInfo(picture);
  await (side === 'pgm'
    ? live.call('CreateCasterPgm', { CasterId, PgmDisplayInfo: display })
    : live.call('CreateCasterPvw', { CasterId, PvwDisplayInfo: display }));
}

/** One write: stops a side of a caster. @throws LiveError */
export async function stopSide(
  { live }: Pick<CommandContext, 'live'>,
  side: Side,
  id: string,
): Promise<void> {
  const CasterId = casterNumber(id);
  await (side === 'pgm'
    ? live.call('StopCasterPgm', { CasterId })
    : live.call('StopCasterPvw', { CasterId }));
}
