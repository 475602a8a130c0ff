import type { Act } from './act.ts';

export const acts: readonly Act[] = [
  { line: 'pull restart stadium-feed', action: 'RestartLivePullStreamTask' },
  { line: 'pull stop stadium-feed', action: 'ModifyLivePullStreamTask', undo: 'ModifyLivePullStreamTask' },
  {
    line: 'pull start stadium-feed',
    action: 'ModifyLivePullStreamTask',
    undo: 'ModifyLivePullStreamTask',
    before: ['pull stop stadium-feed'],
  },
  {
    line: 'pull remove stadium-feed',
    action: 'DeleteLivePullStreamTask',
    before: ['pull stop stadium-feed'],
  },
];
