import { readMonitorTasks, type MonitorTask } from '../../src/live/read/monitors.ts';
import type { Noun, NounOption } from '../shape/noun.ts';
import { isRunning, monitorFacts, settingsMark } from './describe.ts';
import { findById, monitorLabel } from './resolve.ts';

/** A monitor as the shapes know it. */
export const monitorNoun: Noun<MonitorTask> = {
  kind: 'monitor',
  words: { en: 'monitor', zh: '监播任务' },
  ...{ list: 'monitor list', show: 'monitor show' },
  read: readMonitorTasks,
  readOne: async (context, id) => (await findById(context, id))[0],
  label: monitorLabel,
  facts: monitorFacts,
  state: (monitor) => [isRunning(monitor), settingsMark(monitor)],
};

/** The option that names one. */
export const monitorSubject: NounOption & { readonly name: string } = {
  name: 'monitor',
  zh: '监播',
  summary: { en: 'id or name of the monitor', zh: '监播任务的 ID 或名称' },
  ...{ example: 'studio-a', suggests: 'monitor' },
};
