import { afterEach, describe, expect, it } from 'vitest';
import { createStage, type Stage } from '../../stage/stage.ts';
import { onAir } from '../../stage/streams-on-air.ts';

// Times that other bots misread, by the public report that tells of it. One row a report.

let stage: Stage;
afterEach(() => stage.stop());

const MAIN = 'push.example.com/live/main';

describe('times', () => {
  it.each([
    [
      'mojombo/chronic#369: midday was midnight',
      'UTC',
      '2026-03-03T09:00:00Z',
      'today at midday',
      '2026-03-03T12:00:00Z',
    ],
    [
      'facebook/duckling#112: noon was midnight',
      'UTC',
      '2026-03-01T09:00:00Z',
      'tuesday at noon',
      '2026-03-03T12:00:00Z',
    ],
    [
      'bear/parsedatetime#84: the afternoon was noon',
      'UTC',
      '2026-03-01T09:00:00Z',
      'tomorrow at 3pm',
      '2026-03-02T15:00:00Z',
    ],
    [
      'Mayerch1/RemindmeBot#5: an hour that is over means tomorrow',
      'UTC',
      '2026-03-01T23:00:00Z',
      '9am',
      '2026-03-02T09:00:00Z',
    ],
    [
      'SerjoPepper/delorean_bot#1: on the eve of a change',
      'America/New_York',
      '2016-03-12T20:00:00Z',
      'today at 11:00PM',
      '2016-03-13T04:00:00Z',
    ],
    [
      'the same, tomorrow',
      'America/New_York',
      '2016-03-12T20:00:00Z',
      'tomorrow at 12:00',
      '2016-03-13T16:00:00Z',
    ],
    [
      'date-fns#3900: the hour after a change',
      'America/New_York',
      '2023-03-12T05:00:00Z',
      '03:30',
      '2023-03-12T07:30:00Z',
    ],
    [
      'the same, an hour that is skipped',
      'America/New_York',
      '2023-03-12T05:00:00Z',
      '02:30',
      '2023-03-12T07:00:00Z',
    ],
    [
      'rails/rails#26941: a week over a change is a week',
      'America/New_York',
      '2016-10-31T12:00:00Z',
      '7d',
      '2016-11-07T12:00:00Z',
    ],
    [
      'matrix-reminder-bot#57: the time of day stays over a change',
      'Europe/Berlin',
      '2026-03-28T12:00:00Z',
      'sunday 22:00',
      '2026-03-29T20:00:00Z',
    ],
    [
      'LegendOfMCPE/EssentialsPE#291: a space before the unit',
      'UTC',
      '2026-03-01T20:00:00Z',
      '10 m',
      '2026-03-01T20:10:00Z',
    ],
    [
      'vldc-hq/vldc-bot#85: more hours than a day has',
      'UTC',
      '2026-03-01T20:00:00Z',
      '69h 420m',
      '2026-03-05T00:00:00Z',
    ],
    ['prometheus/alertmanager#1620: a week', 'UTC', '2026-03-01T20:00:00Z', '1w', '2026-03-08T20:00:00Z'],
    ['SoulKyu/notificator#25: thirty days', 'UTC', '2026-03-01T20:00:00Z', '30d', '2026-03-31T20:00:00Z'],
    [
      'WA-WF-Bot#484: with am or without',
      'UTC',
      '2026-03-01T20:00:00Z',
      'tomorrow at 8am',
      '2026-03-02T08:00:00Z',
    ],
    [
      'a zone in words',
      'Europe/Berlin',
      '2026-03-01T10:00:00Z',
      '22:00 Beijing time',
      '2026-03-01T14:00:00Z',
    ],
    ['a date in Chinese', 'Asia/Shanghai', '2026-03-01T10:00:00Z', '3月5日晚上10点', '2026-03-05T14:00:00Z'],
  ])('%s', async (_report, zone, now, words, end) => {
    stage = await createStage(
      'slack over http',
      onAir('main'),
      `timeZone: ${zone}\npolicy: { verifyWithinSeconds: 2 }\n`,
    );
    stage.clock.shift(Date.parse(now) - stage.clock.now());
    await stage.driver.say('lead', `stream forbid ${MAIN} ${words} rights`);
    const card = await stage.expectMessage(/Forbid push/);
    expect(card.text).toContain('Reason: rights (lin)');
    await stage.driver.press('lead', card, 'Confirm');
    await stage.until('the call', () => stage.writes().length > 0);
    const call = stage.sandbox.calls().find(({ action }) => action === 'ForbidLiveStream');
    const asked = Date.parse(String(call?.params['ResumeTime']));
    // A length counts from the ask, which some steps of the clock after `now`.
    expect(asked - Date.parse(end)).toBeGreaterThanOrEqual(0);
    expect(asked - Date.parse(end)).toBeLessThan(10_000);
  });

  it.each([
    ['mattermost-plugin-walltime#65: PT in summer', '5pm PT', ['"17:00 America/Los_Angeles"']],
    ['unified-ban#63: months', '1 month', ['30d']],
    ['reminder that was mistyped', '2 hoours', ['2h']],
    ['keybase-reminder-bot#22: in the morning', 'tomorrow morning', ['"tomorrow 06:00"', '"tomorrow 09:00"']],
    ['ReknownBot/Reknown#163: nothing', '0', []],
    ['a time without its half of the day, with its day', '明天10点', ['"明天 10:00"', '"明天 22:00"']],
  ])('%s is asked', async (_report, words, offered) => {
    stage = await createStage('slack over http', onAir('main'));
    await stage.driver.say('lead', `stream forbid ${MAIN} ${words} rights`);
    const refused = await stage.expectMessage(/was not understood/);
    const lines = offered.map((time) => `stream forbid ${MAIN} ${time} rights`);
    expect(refused.buttons).toEqual(lines.length > 0 ? lines : ['Correct it in a form']);
    expect(stage.writes()).toEqual([]);
  });

  it('mattermost-remind#73: a time that is over today is none of tomorrow', async () => {
    stage = await createStage('slack over http', onAir('main'));
    await stage.driver.say('lead', `stream forbid ${MAIN} today at 3:15 rights`);
    await stage.expectMessage(/Less than a minute would be left of a ban until 2026-03-01 03:15/);
  });
});
