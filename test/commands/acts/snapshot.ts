import type { Act } from './act.ts';

export const acts: readonly Act[] = [
  { line: 'snapshot now push.example.com/live/main', action: 'CreateScreenshotTask' },
];
