import { demoScene } from '../../../sandbox/demo-scene.ts';
import { liveStream, type Scene } from '../../../sandbox/scene.ts';

/**
 * The demonstration with nothing on air but a stream of each of these names, on push.example.com/live. A name is taken as
 * it is, slashes and all.
 */
export function onAir(...names: readonly string[]): Scene {
  const streams = names.map((stream) => ({ ...liveStream('push.example.com/live/x'), stream }));
  return { ...demoScene, casters: [], pulls: [], bans: [], streams };
}
