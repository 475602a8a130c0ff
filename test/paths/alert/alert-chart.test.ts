import { afterEach, describe, expect, it } from 'vitest';
import { liveStream, sceneWith } from '../../../sandbox/scene.ts';
import type { Platform } from '../stage/stage.ts';
import { createAlertStage, type AlertStage } from './alert-stage.ts';

const SCENE = sceneWith({ streams: [liveStream('push.example.com/live/main')] });
const MAIN = { domain: 'push.example.com', app: 'live', stream: 'main' };
const OFF_AIR = /main: off air/;
const WAYS: readonly (readonly [Platform, Platform])[] = [
  ['slack over http', 'discord over http'],
  ['discord over http', 'slack over http'],
];

let stage: AlertStage | undefined;
afterEach(async () => {
  await stage?.stop();
  stage = undefined;
});

describe.each(WAYS)('the chart of an alert in %s', (...platforms) => {
  it('is the last button of its card, and posts what happened when', async () => {
    stage = await createAlertStage(platforms, SCENE, 'graceSeconds: 0');
    const { driver, sandbox } = stage;
    sandbox.cut(MAIN);
    const card = await stage.expectMessage(OFF_AIR);
    expect(card.buttons.slice(card.buttons.indexOf('Close'))[1]).toBe('Chart');
    await driver.press('lead', card, 'Acknowledge');
    await stage.until('the acknowledgement', () =>
      /acknowledged by/.test(stage!.cards(OFF_AIR)[0]?.text ?? ''),
    );
    const [taken] = stage.cards(OFF_AIR);
    await driver.press('viewer', taken!, 'Chart');
    const chart = await stage.expectMessage(/A gap means nothing was pushed/);
    expect(chart.text).toMatch(/main: off air/);
    expect(chart.buttons).toEqual(expect.arrayContaining(['Alert', 'Check stream', 'Health now']));
    // The stage has no pictures: what it would have shown stands there as text, its moments numbered.
    expect(chart.text).toMatch(
      /① \d\d:\d\d:\d\d off air[^]*② \d\d:\d\d:\d\d alert raised[^]*③ .*acknowledged/,
    );
    expect(stage.writes()).toEqual([]);
  });

  it('is in the language of the channel', async () => {
    stage = await createAlertStage(platforms, SCENE, 'graceSeconds: 0', 'language: zh-CN');
    stage.sandbox.cut(MAIN);
    const card = await stage.expectMessage(/main：断流|main: 断流/);
    expect(card.buttons.slice(card.buttons.indexOf('关闭'))[1]).toBe('曲线图');
    await stage.driver.press('viewer', card, '曲线图');
    const chart = await stage.expectMessage(/曲线中断处/);
    expect(chart.text).toMatch(/① \d\d:\d\d:\d\d 断流/);
  });
});
