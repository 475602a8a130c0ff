import type { Integer } from '../../src/live/catalogue/types.generated.ts';
import type { Reader } from '../../src/live/reader.ts';
import { type Display, displayOf, type Sources } from './display.ts';
import { fromCloud } from '../../src/live/cloud-time.ts';

/** What a caster shows now. Undefined: that side is off. */
export interface Scene {
  readonly pvw: Display | undefined;
  readonly pgm: Display | undefined;
  /** Since when PGM runs, ms UTC. */
  readonly since: number | undefined;
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

/** Both: what a caster shows, and what stands behind its numbers. @throws LiveError */
export async function readShown(
  context: Reader,
  id: string,
): Promise<{ readonly scene: Scene; readonly sources: Sources }> {
  const [scene, sources] = await Promise.all([readScene(context, id), readSources(context, id)]);
  return { scene, sources };
}

/** A caster's id as a parameter; ids can need more than 53 bits. */
export function casterNumber(id: string): Integer {
  const number = Number(id);
  return Number.isSafeInteger(number) ? number : BigInt(id);
}
