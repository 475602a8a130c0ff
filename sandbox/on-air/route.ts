import type { Route } from '../callback/route.ts';
import { templatesFor } from '../feature/match.ts';
import type { Template } from '../feature/feature.ts';
import { textOf } from '../feature/text-of.ts';
import { callback, URL_OF_TYPE } from '../feature/table/callback.ts';
import { streamPath, type StreamName } from '../stream/streams.ts';
import type { World } from '../world.ts';

/**
 * Where a template has messages of a type about this stream go: the one it began under, or that of the present rule where
 * it is not on air. Undefined: no rule holds for it, and its messages go where the account's do.
 */
export function routeOf(world: World, name: StreamName, type: number): Route | undefined {
  const onAir = world.features.onAir.get(streamPath(name));
  const [template] = onAir?.bound.callback ?? templatesFor(world, callback, name);
  return template && routeBy(template, type);
}

function routeBy({ values }: Template, type: number): Route {
  const member = URL_OF_TYPE[type];
  return { url: member === undefined ? '' : textOf(values, member), key: textOf(values, 'CallbackKey') };
}
