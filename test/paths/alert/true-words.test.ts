import { afterEach, describe, expect, it } from 'vitest';
import { liveStream, sceneWith } from '../../../sandbox/scene.ts';
import { createAlertStage, type AlertStage } from './alert-stage.ts';

const EVENING = { domain: 'push.example.com', app: 'live', stream: 'evening' };
const GALA = { ...EVENING, stream: 'gala' };
const since = { sinceMs: 3_600_000 };
const SCENE = sceneWith({
  streams: [
    liveStream(
      'push.example.com/live/evening',
      { source: '直推流', ...since },
      { source: '拉流转推(pull-1)', ...since },
    ),
    liveStream('push.example.com/live/gala', since),
  ],
});

let stage: AlertStage;
afterEach(() => stage.stop());

describe('what a night is told in', () => {
  it('is true: what is on air has not ended, what went off air is still found, and the audit reads as sentences', async () => {
    stage = await createAlertStage(['slack over http', 'discord over http'], SCENE, 'graceSeconds: 0');
    const { driver } = stage;

    // A push that is unhealthy is on air, and there is a backup.
    stage.sandbox.event({ type: 321, stream: EVENING });
    const card = await stage.expectMessage(/evening: push is unhealthy[^]*Pushed now/);
    expect(card.text).toContain('Pushed now: main from encoder; backup 2 from pull task pull-1');
    await driver.press('engineer', card, 'Switch to backup 2 (pull task pull-1)');
    const asked = await stage.expectMessage(/Switch .*evening to backup 2 \(pull task pull-1\)\?/);
    await driver.press('lead', asked, 'Cancel');
    await stage.expectUpdate(asked, /cancelled/);

    // What was on air today is found by its own name.
    stage.sandbox.cut(GALA);
    await stage.expectMessage(/gala: off air/);
    await driver.say('engineer', 'stream show gala');
    await stage.expectMessage(/push\.example\.com\/live\/gala\n[^]*State: not pushed/);
    await driver.say('engineer', 'stream show galas');
    await stage.expectMessage(/No stream "galas" is online[^]*Nor was one today/);

    await driver.say('engineer', 'stream drop evening');
    const drop = await stage.expectMessage(/Drop .*evening\?/);
    await driver.press('viewer', drop, 'Confirm');
    await stage.expectMessage(/You may not use "stream drop"/);
    await driver.press('engineer', drop, 'Confirm');
    await stage.expectUpdate(drop, /: done/);
    await driver.say('engineer', 'audit');
    const audit = (await stage.expectMessage(/What happened/)).text;
    expect(audit.match(/stream drop/g)).toHaveLength(2);
    expect(audit).toMatch(/ada ran "stream drop stream:evening": done\./);
    expect(audit).toMatch(/vic was refused "(?:stream drop|confirm)[^"]*": none of their roles allows it\./);
    expect(audit).toMatch(/lin cancelled "backup switch/);
    expect(audit).not.toMatch(/airdesk\.[a-z]/);
  });
});
