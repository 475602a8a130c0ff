import { casterInputActions } from './caster/input-actions.ts';
import { casterLayoutActions } from './caster/layout-actions.ts';
import { casterLifecycleActions } from './caster/lifecycle-actions.ts';
import { casterMarkActions } from './caster/mark-actions.ts';
import { casterOutputActions } from './caster/output-actions.ts';
import { delayActions } from './delay/actions.ts';
import { featureActions } from './feature/actions.ts';
import { avatarActions } from './later/avatar-actions.ts';
import { contentActions } from './later/content-actions.ts';
import { laterStreamActions } from './later/stream-actions.ts';
import { mixActions } from './mix/actions.ts';
import { accountActions } from './account/actions.ts';
import { figureActions } from './figures/actions.ts';
import { monitorActions } from './monitor/actions.ts';
import { timeShiftActions } from './on-air/time-shift-actions.ts';
import { pullActions } from './pull/actions.ts';
import { streamActions } from './stream/actions.ts';
import { backupActions } from './stream/backup-actions.ts';
import { taskActions } from './task/actions.ts';
import type { World } from './world.ts';

const modelled = {
  ...streamActions,
  ...backupActions,
  ...monitorActions,
  ...casterLifecycleActions,
  ...casterInputActions,
  ...casterLayoutActions,
  ...casterMarkActions,
  ...casterOutputActions,
  ...pullActions,
  ...featureActions,
  ...taskActions,
  ...timeShiftActions,
  ...delayActions,
  ...mixActions,
  ...accountActions,
  ...figureActions,
  ...avatarActions,
  ...laterStreamActions,
  ...contentActions,
};

/** The actions that the sandbox has a state for. */
export const MODELLED: readonly string[] = Object.keys(modelled);

/** Carries out one action with parameters that were checked against the catalogue. Undefined: not modelled. */
export function handlerOf(
  action: string,
): ((world: World, params: Readonly<Record<string, unknown>>) => object) | undefined {
  if (!Object.hasOwn(modelled, action)) return undefined;
  // The catalogue's check has shown that the parameters are this action's; the compiler cannot know which one it is.
  const handler: (world: World, params: never) => object = modelled[action as keyof typeof modelled];
  return (world, params) => handler(world, params as never);
}
