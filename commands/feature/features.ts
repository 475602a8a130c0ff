import type { Feature } from './feature.ts';
import { callback } from './table/callback.ts';
import { pad } from './table/pad.ts';
import { record } from './table/record.ts';
import { snapshot } from './table/snapshot.ts';
import { timeshift } from './table/timeshift.ts';
import { transcode } from './table/transcode.ts';
import { watermark } from './table/watermark.ts';

/** What the cloud does by template and rule, in the order in which help shows it. */
export const FEATURES: readonly Feature[] = [
  transcode,
  record,
  snapshot,
  watermark,
  callback,
  timeshift,
  pad,
];
