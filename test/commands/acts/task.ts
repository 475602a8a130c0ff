import type { Act } from './act.ts';

const MAIN = 'push.example.com/live/main';

export const acts: readonly Act[] = [
  { line: `record now ${MAIN} 30m`, action: 'CreateRecordTask', undo: 'StopRecordTask' },
  {
    line: `record task add ${MAIN} from:30m for:2h template:evening-archive`,
    action: 'CreateRecordTask',
    undo: 'DeleteRecordTask',
  },
  {
    line: `record task stop ${MAIN}`,
    action: 'StopRecordTask',
    before: [`record now ${MAIN} 30m`],
  },
  {
    line: `record task remove ${MAIN}`,
    action: 'DeleteRecordTask',
    before: [`record task add ${MAIN} from:30m for:2h template:evening-archive`],
  },
  {
    line: `snapshot task add ${MAIN} from:30m for:2h template:studio-stills`,
    action: 'CreateScreenshotTask',
    undo: 'DeleteScreenshotTask',
  },
  {
    line: `snapshot task stop ${MAIN}`,
    action: 'StopScreenshotTask',
    before: [`snapshot task add ${MAIN} from:30m for:2h template:studio-stills`],
  },
  {
    line: `snapshot task remove ${MAIN}`,
    action: 'DeleteScreenshotTask',
    before: [`snapshot task add ${MAIN} from:30m for:2h template:studio-stills`],
  },
];
