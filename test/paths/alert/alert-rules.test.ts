import { afterEach, describe, expect, it } from 'vitest';
import { liveStream, sceneWith } from '../../../sandbox/scene.ts';
import { createAlertStage, type AlertStage } from './alert-stage.ts';
import { CHANNEL, userId } from '../stage/driver.ts';

const BOTH = ['slack over http', 'discord over http'] as const;
const NET = 'C0NET';
const ALL = [0, 1, 2, 3, 4, 5].map((at) => `s${at}`);
const SCENE = sceneWith({
  streams: ['main', ...ALL].map((name) => liveStream(`push.example.com/live/${name}`)),
});
const LIN = userId('slack', 'lead');

let stage: AlertStage;
afterEach(() => stage.stop());

const cut = (stream: string, errcode: number) =>
  stage.sandbox.cut({ domain: 'push.example.com', app: 'live', stream, errcode });
/** The cards of a channel: first line, and who was called. */
const cards = (channel: string) =>
  stage.driver
    .messages(channel)
    .filter(({ onlyFor }) => onlyFor === undefined)
    .map(({ text, notified }) => [text.split('\n')[0]?.replace(/^\W+/, ''), notified]);

describe('a rule by why the push ended applies once the cloud was asked', () => {
  it.each([
    [
      'network to the network channel',
      `{ name: network, match: { cause: [network] }, channels: ["slack:${NET}"] }`,
      12,
      NET,
      'CRITICAL push.example.com/live/main: off air',
      [],
    ],
    [
      'idle is for information',
      '{ name: idle, match: { cause: [idle] }, severity: info }',
      8,
      CHANNEL.slack,
      'INFO push.example.com/live/main: off air',
      [],
    ],
    [
      'a fault of the cloud calls lin',
      '{ name: sys, match: { cause: [system] }, mention: [lin] }',
      5,
      CHANNEL.slack,
      'CRITICAL push.example.com/live/main: off air',
      [LIN],
    ],
  ] as const)('%s', async (_what, rule, errcode, channel, title, notified) => {
    stage = await createAlertStage(BOTH, SCENE, `rules: [${rule}]`);
    cut('main', errcode);
    await stage.wait(20_000);
    expect(cards(channel)).toEqual([[title, notified]]);
    // It is looked at every half minute, and stays what it is.
    await stage.wait(2 * 60_000, 500);
    expect(cards(channel)).toEqual([[title, notified]]);
    const elsewhere = channel === NET ? CHANNEL.slack : NET;
    expect(cards(elsewhere)).toEqual([]);
  });
});

describe('a rule that calls somebody for each of those that fail together calls on their one card', () => {
  it.each([
    ['by stream', "{ name: finals, match: { stream: 's*' }, mention: [lin] }"],
    ['by condition', '{ name: downs, match: { type: [stream.down] }, mention: [lin], severity: critical }'],
  ])('%s', async (_what, rule) => {
    stage = await createAlertStage(BOTH, SCENE, `rules: [${rule}]`);
    for (const name of ALL) cut(name, 8);
    await stage.wait(20_000);
    expect(cards(CHANNEL.slack)).toEqual([
      [expect.stringMatching(/^CRITICAL domain push\.example\.com: many failures at once/), [LIN]],
    ]);
  });
});
