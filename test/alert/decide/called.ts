import type { Alert } from '../../../src/alert/model/alert.ts';
import { createWorld, cut, push, type World } from './world.ts';

export const MINUTE = 60_000;

/** Three levels, all of them twice. */
export const POLICY = {
  escalation: {
    night: {
      levels: [
        { call: ['wang'] },
        { afterMinutes: 5, call: ['rotation:video', 'li'] },
        { afterMinutes: 10, call: ['webhook:pager'] },
      ],
      repeat: 1,
    },
  },
  escalate: 'night',
  graceSeconds: 0,
  ackMinutes: 30,
};

/** A world with people on call, in which a stream is off air. */
export function offAir(
  config: Parameters<typeof createWorld>[0] = POLICY,
  duty: readonly string[] = ['zhao'],
): World {
  const world = createWorld(config);
  Object.assign(world.input, { onCall: (rotation: string) => (rotation === 'video' ? duty : []) });
  world.tell(push('1'));
  world.tell(cut('1'));
  return world;
}

/** Who was called: minutes after it fired last, why, and whom. */
export function calls(world: World, alert: Alert = world.alert()): readonly string[] {
  return (alert.calls ?? []).map(
    ({ at, why, whom, level, empty }) =>
      `${(at - (alert.firedAt ?? 0)) / MINUTE} ${why}${level === undefined ? '' : ` ${level}`}: ${whom.join(' ')}${empty ? ` (nobody in ${empty.join(' ')})` : ''}`,
  );
}
