import { ApiError } from '../api-error.ts';
import { utcText } from '../cloud-time.ts';
import type { World } from '../world.ts';
import { MOST, type Kind, type Thing } from './kept-things.ts';

/** Keeps a new thing under an id of its own, and answers the id. @throws ApiError where there are too many */
export function keep(world: World, kind: Kind, idField: string, thing: Thing): string {
  const things = world.kept[kind];
  if (things.size >= MOST) throw new ApiError('LimitExceeded', `There are ${MOST} of them already.`);
  const id = `${kind}-${world.seeded.hex(6)}`;
  const now = utcText(world.clock.now());
  things.set(id, { CreateTime: now, UpdateTime: now, ...given(thing), [idField]: id });
  return id;
}

/** The thing of this id. @throws ApiError */
export function find(world: World, kind: Kind, id: string): Thing {
  const thing = world.kept[kind].get(id);
  if (!thing) throw new ApiError('InvalidParameterValue', `There is no ${kind} ${id}.`);
  return thing;
}

/** Changes what is given of a thing. @throws ApiError where there is none */
export function change(world: World, kind: Kind, id: string, changes: Thing): void {
  const old = find(world, kind, id);
  world.kept[kind].set(id, { ...old, ...given(changes), UpdateTime: utcText(world.clock.now()) });
}

/** Takes a thing away. @throws ApiError where there is none */
export function forget(world: World, kind: Kind, id: string): void {
  find(world, kind, id);
  world.kept[kind].delete(id);
}

/** All of a kind, oldest first; with `wanted`, those whose fields are so where something is asked. */
export function all(world: World, kind: Kind, wanted: Thing = {}): readonly Thing[] {
  const asked = Object.entries(wanted).filter(([, value]) => value !== undefined && value !== '');
  return [...world.kept[kind].values()].filter((thing) =>
    asked.every(([name, value]) => thing[name] === value),
  );
}

function given(thing: Thing): Thing {
  return Object.fromEntries(Object.entries(thing).filter(([, value]) => value !== undefined));
}
