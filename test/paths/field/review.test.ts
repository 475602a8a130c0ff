import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { liveStream, sceneWith } from '../../../sandbox/scene.ts';
import { createAlertStage, type AlertStage } from '../alert/alert-stage.ts';

const BOTH = ['slack over http', 'discord over http'] as const;
const SCENE = sceneWith({ streams: [liveStream('push.example.com/live/main')] });
const FLAGGED = /(WARNING|CRITICAL) .*live\/main: picture flagged by the review/;

let stage: AlertStage;
afterEach(() => stage.stop());

/** A review as older templates send it: classes and scores, without a suggestion. */
const review = async (told: Readonly<Record<string, unknown>>) => {
  const t = Math.floor(stage.clock.now() / 1000) + 600;
  const { url, key } = stage.callbacks();
  const body = {
    ...{ event_type: 317, app: 'push.example.com', appname: 'live', streamId: 'main', channelId: 'main' },
    ...{ confidence: 0, pornScore: 0, level: 0, ocrMsg: '', abductionRisk: [], similarScore: 0, tid: 20001 },
    ...{ screenshotTime: t - 602, sendTime: t - 600, img: 'http://pics.example.com/x.jpg' },
    ...{ t, sign: createHash('md5').update(`${key}${t}`).digest('hex'), ...told },
  };
  const answer = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  expect(answer.status).toBe(200);
  await stage.wait(5000);
};

describe('a picture that was reviewed', () => {
  it('without a suggestion alarms with its class and the highest score', async () => {
    stage = await createAlertStage(BOTH, SCENE);
    await review({ type: [2], normalScore: 2, hotScore: 97 });
    const [card] = stage.cards(FLAGGED);
    expect(card?.text).toMatch(/WARNING/);
    expect(card?.text).toMatch(/label: Sexy/);
    expect(card?.text).toMatch(/score: 97/);
  });

  it.each([
    ['is normal', { type: [0], confidence: 3, normalScore: 97, hotScore: 1 }],
    ['has no verdict at all', { normalScore: 40, hotScore: 30 }],
    ['has an empty one', { type: [], suggestion: '', label: '', hotScore: 97 }],
    ['is let pass', { suggestion: 'Pass', label: 'Normal', normalScore: 99 }],
  ])('and %s: no alert', async (_what, told) => {
    stage = await createAlertStage(BOTH, SCENE);
    await review(told);
    expect(stage.shown(/flagged/)).toEqual([]);
    expect(await stage.metric('airdesk_callbacks_total')).toBe(1);
  });

  it('that is to be blocked is critical', async () => {
    stage = await createAlertStage(BOTH, SCENE);
    await review({ suggestion: 'Block', label: 'Porn', score: [96], type: [1] });
    expect(stage.cards(FLAGGED)[0]?.text).toMatch(/CRITICAL[^]*label: Porn[^]*score: 96/);
  });
});
