import type { Act } from './act.ts';

export const acts: readonly Act[] = [
  {
    line: 'monitor start prime-time-wall 1,2',
    action: 'StartLiveStreamMonitor',
    undo: 'StopLiveStreamMonitor',
  },
  { line: 'monitor stop news-watch', action: 'StopLiveStreamMonitor', undo: 'StartLiveStreamMonitor' },
  {
    line: 'monitor add evening push.example.com/live/main,push.example.com/live/news',
    action: 'CreateLiveStreamMonitor',
    undo: 'DeleteLiveStreamMonitor',
  },
  {
    line: 'monitor set prime-time-wall checks:broken,format size:1280x720',
    action: 'ModifyLiveStreamMonitor',
    undo: 'ModifyLiveStreamMonitor',
  },
  { line: 'monitor remove prime-time-wall', action: 'DeleteLiveStreamMonitor' },
];
