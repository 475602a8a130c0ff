import type { Act } from './act.ts';

export const acts: readonly Act[] = [
  { line: 'stream drop push.example.com/live/main', action: 'DropLiveStream' },
  {
    line: 'stream forbid push.example.com/live/main 2h rights',
    action: 'ForbidLiveStream',
    undo: 'ResumeLiveStream',
  },
  { line: 'stream resume push.example.com/live/pirate', action: 'ResumeLiveStream' },
];
