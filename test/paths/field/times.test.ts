import { afterEach, describe, expect, it } from 'vitest';
import { demoScene } from '../../../sandbox/demo-scene.ts';
import { createStage, PLATFORMS, type Stage } from '../stage/stage.ts';

let stage: Stage;
afterEach(() => stage.stop());

const MAIN = 'push.example.com/live/main';

async function ask(line: string, text: RegExp) {
  await stage.driver.say('lead', line);
  return stage.expectMessage(text);
}

function settings(timeZone: string): string {
  return `timeZone: ${timeZone}\npolicy: { verifyWithinSeconds: 2 }\n`;
}

/** The end that was asked of the cloud. */
function resumeTimes(): unknown[] {
  return stage.sandbox
    .calls()
    .filter(({ action }) => action === 'ForbidLiveStream')
    .map(({ params }) => params['ResumeTime']);
}

describe('until a time of day, where clocks change meanwhile', () => {
  it.each([
    // The eve of a day of 23 hours.
    ['Europe/Berlin', '2026-03-28T22:30:00Z', '22:00', '2026-03-29T20:00:00Z'],
    ['America/New_York', '2026-03-08T04:30:00Z', '23:00', '2026-03-09T03:00:00Z'],
    // The hour that comes twice: the next one counts.
    ['Europe/Berlin', '2026-10-25T00:10:00Z', '02:30', '2026-10-25T00:30:00Z'],
    ['America/New_York', '2026-11-01T06:10:00Z', '01:30', '2026-11-01T06:30:00Z'],
    // Half an hour, at midnight of a Sunday.
    ['Australia/Lord_Howe', '2026-04-04T14:40:00Z', '1:45', '2026-04-04T14:45:00Z'],
    ['Asia/shanghai', '2026-03-28T15:30:00Z', '22:00', '2026-03-29T14:00:00Z'],
  ])('%s at %s, %s', async (zone, now, time, end) => {
    stage = await createStage('desk', demoScene, settings(zone));
    stage.clock.shift(Date.parse(now) - stage.clock.now());
    // Behind the time on the wall; with the day where that is another one.
    const shown = new RegExp(`ntil:? [^(]*\\((?:\\d\\d-\\d\\d )?${end.slice(11, 16)} UTC\\)`);
    const card = await ask(`stream forbid ${MAIN} ${time}`, /Forbid push/);
    expect(card.text).toMatch(shown);
    await stage.driver.press('lead', card, 'Confirm');
    await stage.until('the call', () => resumeTimes().length > 0);
    expect(resumeTimes()).toEqual([end]);
    const muted = await ask(`mute add ${MAIN} ${time}`, /Muted: push/);
    expect(muted.text).toMatch(shown);
  });
});

describe.each(PLATFORMS)('%s: how long, as people say it', (platform) => {
  it.each([
    ['1h 30m rights', '2026-03-01 21:30', 'rights (lin)'],
    ['for 1 hour', '2026-03-01 21:00', 'Forbidden by lin'],
    ['2.5h rights claim', '2026-03-01 22:30', 'rights claim (lin)'],
    ['half an hour', '2026-03-01 20:30', 'Forbidden by lin'],
    ['24:00', '2026-03-02 00:00', 'Forbidden by lin'],
    ['10pm', '2026-03-01 22:00', 'Forbidden by lin'],
  ])('stream forbid: %s', async (words, end, reason) => {
    stage = await createStage(platform, demoScene);
    const card = await ask(`stream forbid ${MAIN} ${words}`, /Forbid push/);
    expect(card.text).toContain(`Forbid ${MAIN} until ${end}`);
    expect(card.text).toMatch(new RegExp(`Reason:? ?\\n?.*${reason.replace(/[()]/g, '\\$&')}`));
  });

  it('in Chinese', async () => {
    stage = await createStage(platform, demoScene);
    const card = await ask(`流 禁推 ${MAIN} 两个半小时 版权`, /禁推 push/);
    expect(card.text).toContain(`禁推 ${MAIN}，至 2026-03-01 22:30`);
    expect(card.text).toContain('版权 (lin)');
  });

  it('what can be two lengths is asked, and what is meant can be pressed', async () => {
    stage = await createStage(platform, demoScene);
    const refused = await ask(`stream forbid ${MAIN} 2h30 rights`, /was not understood/);
    expect(refused.buttons).toEqual([
      `stream forbid ${MAIN} 2h30m rights`,
      `stream forbid ${MAIN} "2:30" rights`,
    ]);
    await stage.driver.press('lead', refused, `stream forbid ${MAIN} 2h30m rights`);
    const card = await stage.expectMessage(/Forbid push\.example\.com\/live\/main until 2026-03-01 22:30/);
    expect(card.text).toContain('rights (lin)');
    expect(stage.writes()).toEqual([]);
  });

  it('a time by clocks that are not named so that one knows which is asked', async () => {
    stage = await createStage(platform, demoScene);
    const refused = await ask(`stream forbid ${MAIN} 22:00 CST`, /was not understood/);
    expect(refused.buttons).toContain(`stream forbid ${MAIN} "22:00 Asia/Shanghai"`);
    await stage.driver.press('lead', refused, `stream forbid ${MAIN} "22:00 Asia/Shanghai"`);
    await stage.expectMessage(/Forbid push\.example\.com\/live\/main until 2026-03-02 14:00/);
  });
});
