import { authSteps, certificateSteps, domainSteps } from './account.ts';
import { casterSteps } from './caster.ts';
import { billingSteps, logSteps, statisticsSteps } from './figures.ts';
import { backupSteps, monitorSteps, pullSteps, streamSteps } from './live.ts';
import {
  avatarSteps,
  effectSteps,
  emergencyCaster,
  emergencySteps,
  insertSteps,
  keywordSteps,
  originSteps,
  padStreamSteps,
  pullTransformSteps,
  videoSteps,
} from './later.ts';
import type { Step } from './step.ts';

/** The walks by group, in an order that makes sense. A new group is one line here. */
export const walks: Readonly<Record<string, readonly Step[]>> = {
  statistics: [...statisticsSteps, ...pullTransformSteps],
  billing: billingSteps,
  log: logSteps,
  auth: authSteps,
  certificate: certificateSteps,
  domain: domainSteps,
  monitor: monitorSteps,
  caster: [...casterSteps, emergencyCaster, ...emergencySteps],
  pull: [...insertSteps, ...pullSteps],
  backup: backupSteps,
  stream: [...streamSteps, ...padStreamSteps],
  avatar: avatarSteps,
  effect: effectSteps,
  keyword: keywordSteps,
  video: videoSteps,
  origin: originSteps,
};

/** Groups of which nothing is walked yet; a group that gets a walk leaves this list. */
export const NOT_WALKED_YET: readonly string[] = [
  'callback',
  'delay',
  'mix',
  'pad',
  'record',
  'screenshot',
  'time-shift',
  'transcode',
  'watermark',
];
