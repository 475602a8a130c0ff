import type { Delay } from '../delay/delay.ts';
import type { Mix } from '../mix/mix.ts';
import type { OnAir } from '../on-air/on-air.ts';
import type { Recording } from '../on-air/recording.ts';
import type { Shift } from '../on-air/shift.ts';
import { createSeeded, type Seeded } from '../seeded.ts';
import type { StreamTask } from '../task/task.ts';
import type { Bindings, FeatureName } from './feature.ts';

const FIRST_TEMPLATE_ID = 1_370_001;

/** Templates and rules of the account, and what streams are under them now. */
export interface Features {
  readonly bindings: Readonly<Record<FeatureName, Bindings>>;
  nextTemplateId: number;
  /** Draws ids that are not of the scene: what a scene draws stays the same. */
  readonly seeded: Seeded;
  /** Streams that are pushed, by `domain/app/stream`. */
  readonly onAir: Map<string, OnAir>;
  /** HLS recordings that wait for their stream to come back, by stream and task. */
  readonly paused: Map<string, Recording>;
  /** Cancels what pads a stream that broke off, or will, by `domain/app/stream`. */
  readonly padding: Map<string, () => void>;
  /** What viewers can go back in, oldest first, bounded. */
  shifts: readonly Shift[];
  /** Bounded. */
  delays: readonly Delay[];
  /** By session. */
  readonly mixes: Map<string, Mix>;
  /** Record and snapshot tasks that are listed, by id. */
  readonly tasks: Map<string, StreamTask>;
  /** Those under which something runs, or will, by `domain/app/stream`. */
  readonly tasksOf: Map<string, readonly StreamTask[]>;
}

/** An account without templates. */
export function createFeatures(seed: number): Features {
  const none = (): Bindings => ({ templates: new Map(), rules: [] });
  return {
    bindings: {
      transcode: none(),
      record: none(),
      snapshot: none(),
      watermark: none(),
      callback: none(),
      timeshift: none(),
      pad: none(),
    },
    nextTemplateId: FIRST_TEMPLATE_ID,
    seeded: createSeeded(seed),
    onAir: new Map(),
    paused: new Map(),
    padding: new Map(),
    shifts: [],
    delays: [],
    mixes: new Map(),
    tasks: new Map(),
    tasksOf: new Map(),
  };
}
