import { afterEach, describe, expect, it } from 'vitest';
import { liveStream, sceneWith } from '../../../sandbox/scene.ts';
import { createAlertStage, type AlertStage } from './alert-stage.ts';
import type { Platform } from '../stage/stage.ts';

/** As long as the cloud takes names, bytes. */
const LONGEST = 255;
const LATIN = `outside-broadcast-unit-${'x'.repeat(LONGEST - 23)}`;
const CHINESE = '世界杯决赛主舞台备用机位'.repeat(7) + '完';

const WAYS: readonly (readonly [Platform, Platform])[] = [
  ['slack over http', 'discord over http'],
  ['discord over http', 'slack over http'],
  ['desk', 'slack over http'],
];

let stage: AlertStage;
afterEach(() => stage.stop());

function threePushes(stream: string) {
  const since = { sinceMs: 3_600_000 };
  const pushed = liveStream(
    'push.example.com/live/x',
    { source: '直推流', ...since },
    { source: '拉流转推(pull-1)', ...since },
    { source: '拉流转推(pull-2)', ...since },
  );
  return sceneWith({ streams: [{ ...pushed, stream }] });
}

describe.each(WAYS)('%s: a stream whose name is as long as names can be', (...platforms) => {
  it.each([
    ['of Latin letters', LATIN],
    ['of Chinese characters', CHINESE],
  ])('%s keeps its buttons on cards, lists and previews, over a restart', async (_of, stream) => {
    expect(Buffer.byteLength(stream)).toBe(LONGEST);
    stage = await createAlertStage(platforms, threePushes(stream));
    stage.sandbox.cut({ domain: 'push.example.com', app: 'live', stream });
    await stage.expectMessage(/a push was lost; another one is still on air/);
    const card = await stage.expectMessage(/backup \d from pull task pull-2/);
    const switching = card.buttons.find((label) => label.startsWith('Switch to backup'));
    expect(card.buttons).toEqual(expect.arrayContaining([switching, 'Look', 'Chart']));
    expect(card.buttons.join(' ')).not.toMatch(/\d{6}/);

    await stage.driver.say('engineer', 'backup list');
    const list = await stage.expectMessage(/Main and backup pushes/);
    expect(list.buttons.filter((label) => /^Switch .*to backup \d…$/.test(label))).toHaveLength(1);

    // A page of the desk begins anew after a restart.
    if (platforms[0] !== 'desk') await stage.restart();
    await stage.driver.press('viewer', card, switching ?? '');
    await stage.expectMessage(/not allowed|may not/i);
    await stage.driver.press('engineer', card, switching ?? '');
    const asked = await stage.expectMessage(/Switch push\.example\.com\/live\/.*\?/);
    expect(asked.text).toContain(stream);
    await stage.driver.press('engineer', asked, 'Confirm');
    const done = await stage.expectUpdate(asked, /: done in/);
    expect(stage.writes()).toEqual(['SwitchBackupStream']);
    expect(done.buttons).toEqual(expect.arrayContaining(['Show']));
  });
});
