import { seconds } from '../cloud-time.ts';
import type { Values } from '../feature/feature.ts';
import type { World } from '../world.ts';
import type { OnAir } from './on-air.ts';

/** Takes a picture at every interval of a snapshot template, and tells of each. Returns what ends it. */
export function startPictures(world: World, { upstream }: OnAir, values: Values): () => void {
  const everyMs = Number(values['SnapshotInterval']) * 1000;
  let cancel = next();

  function next(): () => void {
    return world.later(everyMs, () => {
      world.cause = undefined;
      world.tell({
        type: 200,
        upstream,
        task: undefined,
        says: {
          create_time: seconds(world.clock.now()),
          width: Number(values['Width']) || upstream.width,
          height: Number(values['Height']) || upstream.height,
        },
      });
      cancel = next();
    });
  }

  return () => cancel();
}
