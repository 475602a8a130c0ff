import type { Act } from './act.ts';

export const acts: readonly Act[] = [
  {
    line: 'monitor start prime-time-wall 1,2',
    action: 'StartLiveStreamMonitor',
    undo: 'StopLiveStreamMonitor',
  },
  { line: 'monitor stop news-watch', action: 'StopLiveStreamMonitor', undo: 'StartLiveStreamMonitor' },
  { line: 'monitor remove prime-time-wall', action: 'DeleteLiveStreamMonitor' },
];
