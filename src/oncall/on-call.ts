import type { CalendarState } from './calendar/calendars.ts';
import type { Override } from './override.ts';
import type { Rotation } from './rotation.ts';
import type { OnCallNow } from './shifts.ts';
import type { Trouble } from './trouble.ts';

/** Who is on call, as commands, feeds and whoever calls people have it. */
export interface OnCall {
  /** Names of the rotations, in the order of airdesk.yaml. */
  readonly names: readonly string[];
  /** A rotation with what its calendar says now, for `onCallAt`, `shiftsBetween` and `holes`. Undefined where there is none of that name. */
  rotation(name: string): Rotation | undefined;
  /** Its overrides that count: those that name somebody who is not under `people` any more are left out. The newest first. */
  overrides(name: string): readonly Override[];
  /** Who is on call in it at a moment, ms UTC. Nobody where there is no such rotation. */
  at(name: string, instantMs: number): OnCallNow;
  /** What its calendar is like; undefined where it has none. */
  calendar(name: string): CalendarState | undefined;
  /** @throws StoreError; Refusal where there are too many */
  add(override: Omit<Override, 'id' | 'at'>): Promise<Override>;
  /** Ends an override now. Undefined where it is over, or there is none. @throws StoreError */
  end(id: string): Promise<Override | undefined>;
  /** Forgets overrides that ended long ago. @throws StoreError */
  sweep(): Promise<void>;
  /** What is wrong at a moment, ms UTC: holes in the seven days after it first, then calendars, names, swaps and groups. */
  troubles(instantMs: number): readonly Trouble[];
  /** Told of a rotation whose shifts may be others now. */
  onChange(hear: (rotation: string) => void): void;
}
