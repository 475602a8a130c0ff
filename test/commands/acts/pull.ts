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
  {
    line: 'pull set stadium-feed backup:rtmp://second.example.com/live/feed name:stadium',
    action: 'ModifyLivePullStreamTask',
    undo: 'ModifyLivePullStreamTask',
  },
  {
    line: 'pull extend stadium-feed 25d',
    action: 'ModifyLivePullStreamTask',
    undo: 'ModifyLivePullStreamTask',
  },
  {
    line: 'pull failover stadium-feed',
    action: 'ModifyLivePullStreamTask',
    undo: 'ModifyLivePullStreamTask',
    before: ['pull set stadium-feed backup:rtmp://second.example.com/live/feed'],
  },
  {
    line: 'pull add push.example.com/live/second rtmp://second.example.com/live/feed 2h name:second',
    action: 'CreateLivePullStreamTask',
    undo: 'DeleteLivePullStreamTask',
  },
];
