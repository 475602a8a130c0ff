import { seconds } from '../cloud-time.ts';
import type { Values } from '../feature/feature.ts';
import { textOf } from '../feature/text-of.ts';
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
          ...addressOf(world, upstream.stream, values),
        },
      });
      cancel = next();
    });
  }

  return () => cancel();
}

/** In the bucket of the template; where the sandbox is served, it has the picture itself. */
function addressOf(world: World, stream: string, values: Values): Values {
  const path = `/pictures/${encodeURIComponent(stream)}-${seconds(world.clock.now())}.png`;
  const [bucket, region] = [textOf(values, 'CosBucket'), textOf(values, 'CosRegion')];
  const host = `http://${bucket}-${String(values['CosAppId'])}.cos.${region}.myqcloud.com`;
  return { pic_url: path, pic_full_url: `${world.servedAt() ?? host}${path}` };
}
