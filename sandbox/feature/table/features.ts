import type { Feature, FeatureName } from '../feature.ts';
import { callback } from './callback.ts';
import { pad } from './pad.ts';
import { record } from './record.ts';
import { snapshot } from './snapshot.ts';
import { timeshift } from './timeshift.ts';
import { transcode } from './transcode.ts';
import { watermark } from './watermark.ts';

/** The seven features of template and rule. */
export const FEATURES: Readonly<Record<FeatureName, Feature>> = {
  transcode,
  record,
  snapshot,
  watermark,
  callback,
  timeshift,
  pad,
};
