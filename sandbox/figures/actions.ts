import { billActions } from './bill/bill-actions.ts';
import { callbackRecordActions } from '../callback/record-actions.ts';
import { clientActions } from './client-actions.ts';
import { logActions } from './log-actions.ts';
import { p2pActions } from './bill/p2p-actions.ts';
import { packageActions } from './bill/package-actions.ts';
import { placeActions } from './place-actions.ts';
import { playActions } from './play-actions.ts';
import { pushFigureActions } from './push-actions.ts';
import { statusActions } from './status-actions.ts';
import { timeShiftFigureActions } from './time-shift-actions.ts';
import { topActions } from './top-actions.ts';
import { transcodeActions } from './bill/transcode-actions.ts';
import { usageActions } from './bill/usage-actions.ts';

/** What was watched, pushed and used, with the logs of it. */
export const figureActions = {
  ...playActions,
  ...topActions,
  ...placeActions,
  ...clientActions,
  ...statusActions,
  ...pushFigureActions,
  ...billActions,
  ...usageActions,
  ...transcodeActions,
  ...timeShiftFigureActions,
  ...packageActions,
  ...p2pActions,
  ...logActions,
  ...callbackRecordActions,
};
