import type { Act } from './act.ts';

export const acts: readonly Act[] = [
  { line: 'backup switch sports', action: 'SwitchBackupStream', undo: 'SwitchBackupStream' },
  { line: 'backup set sports on', action: 'EnableOptimalSwitching', undo: 'EnableOptimalSwitching' },
];
