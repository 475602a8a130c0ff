import type { Act } from './act.ts';

const MAIN = 'push.example.com/live/main';
const START = 'mix start evening main,sports evening_mix layout:20 bitrate:3000';

export const acts: readonly Act[] = [
  {
    line: `delay set ${MAIN} 30s 2h`,
    action: 'AddDelayLiveStream',
    undo: 'ResumeDelayLiveStream',
  },
  {
    line: `delay set ${MAIN} 1m 3h`,
    action: 'AddDelayLiveStream',
    undo: 'AddDelayLiveStream',
    before: [`delay set ${MAIN} 30s 2h`],
  },
  {
    line: `delay remove ${MAIN}`,
    action: 'ResumeDelayLiveStream',
    undo: 'AddDelayLiveStream',
    before: [`delay set ${MAIN} 30s 2h`],
  },
  { line: 'pad stop push.example.com/studio/interview', action: 'StopLivePadProcessor' },
  { line: START, action: 'CreateCommonMixStream', undo: 'CancelCommonMixStream' },
  {
    line: 'mix start onto main,sports main',
    action: 'CreateCommonMixStream',
    undo: 'CancelCommonMixStream',
  },
  {
    line: 'mix set evening layout:30',
    action: 'CreateCommonMixStream',
    undo: 'CreateCommonMixStream',
    before: [START],
  },
  {
    line: 'mix stop evening',
    action: 'CancelCommonMixStream',
    undo: 'CreateCommonMixStream',
    before: [START],
  },
];
