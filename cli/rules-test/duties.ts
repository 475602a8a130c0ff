import type { Config } from '../../src/config/schema.ts';
import { rotationOf } from '../../src/oncall/rotation-of.ts';
import { onCallAt } from '../../src/oncall/shifts.ts';

/** Who has the duty of a rotation at a moment, ms UTC. */
export type Duties = (rotation: string, at: number) => readonly string[];

/** By the file alone: without what people changed for a time, and nobody where a calendar says who it is, which is not read. */
export function dutiesOf(config: Config): Duties {
  return (name, at) => {
    const { rotations } = config.oncall;
    const rotation = Object.hasOwn(rotations, name) ? rotations[name] : undefined;
    return rotation ? onCallAt(rotationOf(name, rotation, config), [], at).people : [];
  };
}
