import { CALLS } from '../../../commands/feature/calls.ts';
import type { FeatureName } from '../../../src/live/read/templates.ts';
import type { Act } from './act.ts';

/** What the demo's scene has of each feature, and words for another one. */
const SCENE: Readonly<
  Record<
    FeatureName,
    {
      readonly has: string;
      readonly at: string;
      readonly free: string;
      readonly make: string;
      readonly set: string;
    }
  >
> = {
  transcode: {
    ...{ has: '720p', at: 'play.example.com/live', free: 'play.example.com/studio' },
    ...{ make: 'phone360 360p', set: 'bitrate=1700 gop=4s' },
  },
  record: {
    ...{ has: 'evening-archive', at: 'push.example.com/studio', free: 'push.example.com/live/main' },
    ...{ make: 'short hls,mp4 30d cut:10m', set: 'keep=60d mp4.cut=20m' },
  },
  snapshot: {
    ...{ has: 'studio-stills', at: 'push.example.com/studio', free: 'push.example.net/live' },
    ...{ make: 'stills stills ap-guangzhou 1250000000 every:20s', set: 'every=30s review=on' },
  },
  watermark: {
    ...{ has: 'station-logo', at: 'push.example.com/live/news', free: 'push.example.com/live/main' },
    ...{ make: 'sponsor https://media.example.com/sponsor.png left:5 width:10', set: 'left=5 top=10' },
  },
  callback: {
    ...{ has: 'rehearsal-desk', at: 'push.example.com/rehearsal', free: 'push.example.net/live' },
    ...{
      make: 'others address address:http://127.0.0.1:9/events events:begin,end',
      set: 'levels=error,warning',
    },
  },
  timeshift: {
    ...{ has: 'two-hours-back', at: 'push.example.net/live/gala', free: 'push.example.com/live' },
    ...{ make: 'a-day 1d segment:4s', set: 'keep=4h' },
  },
  pad: {
    ...{ has: 'back-soon', at: 'push.example.com/studio', free: 'push.example.com/live/main' },
    ...{ make: 'logo https://media.example.com/logo.png wait:2s longest:5m', set: 'wait=5s' },
  },
};

/** One life of a template and its rules, of each feature. */
export const acts: readonly Act[] = Object.entries(SCENE).flatMap(([key, scene]) => {
  const feature = key as FeatureName;
  const { create, modify, remove, bind, unbind } = CALLS[feature];
  const { has, at, free, make, set } = scene;
  const made = make.split(' ', 1)[0] ?? '';
  const other = `${feature} template add ${make}`;
  return [
    { line: other, action: create, undo: remove },
    { line: `${feature} template set ${has} ${set}`, action: modify, undo: modify },
    { line: `${feature} template copy ${has} copied`, action: create, undo: remove },
    { line: `${feature} template remove ${made}`, action: remove, before: [other] },
    { line: `${feature} rule add ${free} ${has}`, action: bind, undo: unbind },
    {
      ...{ line: `${feature} rule set ${at} ${made}`, before: [other] },
      ...{ action: [unbind, bind], undo: [unbind, bind] },
    },
    { line: `${feature} rule remove ${at}`, action: unbind, undo: bind },
  ];
});
