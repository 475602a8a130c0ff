import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endOf } from '../../commands/until.ts';
import { readUntil, untilSpellings, untilWords } from '../../commands/until-words.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** 20:00 in UTC, a Sunday. */
const NOW = Date.UTC(2026, 2, 1, 20);

function lengthOf(text: string): unknown {
  const found = readUntil(text);
  return found?.kind === 'read' ? endOf(found.value, NOW, 'UTC') - NOW : found;
}

describe('a length as people say it', () => {
  it.each([
    ['30 min', 30 * MINUTE],
    ['30 minutes', 30 * MINUTE],
    ['30 Minutes.', 30 * MINUTE],
    ['30mins', 30 * MINUTE],
    ['for 30 min', 30 * MINUTE],
    ['in 30 min', 30 * MINUTE],
    ['2hrs', 2 * HOUR],
    ['2 hrs', 2 * HOUR],
    ['2 h', 2 * HOUR],
    ['1 hr', HOUR],
    ['for 1 hour', HOUR],
    ['an hour', HOUR],
    ['one hour', HOUR],
    ['two hours', 2 * HOUR],
    ['the next 2 hours', 2 * HOUR],
    ['for the next two hours', 2 * HOUR],
    ['2.5h', 150 * MINUTE],
    ['2,5h', 150 * MINUTE],
    ['1.5 h', 90 * MINUTE],
    ['1.25 hours', 75 * MINUTE],
    ['.5h', 30 * MINUTE],
    ['½h', 30 * MINUTE],
    ['1½ hours', 90 * MINUTE],
    ['1h30m', 90 * MINUTE],
    ['1h 30m', 90 * MINUTE],
    ['1 h 30 min', 90 * MINUTE],
    ['1 hour and 30 minutes', 90 * MINUTE],
    ['1 hour, 30 minutes', 90 * MINUTE],
    ['an hour and a half', 90 * MINUTE],
    ['one and a half hours', 90 * MINUTE],
    ['2 and a half hours', 150 * MINUTE],
    ['half an hour', 30 * MINUTE],
    ['half-hour', 30 * MINUTE],
    ['a quarter of an hour', 15 * MINUTE],
    ['ninety minutes', 90 * MINUTE],
    ['2 hours from now', 2 * HOUR],
    ['1.5d', 36 * HOUR],
    ['2 weeks', 14 * 24 * HOUR],
    ['90 sec', 90_000],
    ['半小时', 30 * MINUTE],
    ['半个小时', 30 * MINUTE],
    ['半个钟头', 30 * MINUTE],
    ['一小时', HOUR],
    ['1个小时', HOUR],
    ['两小时', 2 * HOUR],
    ['两个半小时', 150 * MINUTE],
    ['2个半小时', 150 * MINUTE],
    ['一个半小时', 90 * MINUTE],
    ['1小时30分', 90 * MINUTE],
    ['1小时30分钟', 90 * MINUTE],
    ['1 小时 30 分', 90 * MINUTE],
    ['1小时半', 90 * MINUTE],
    ['１.５小时', 90 * MINUTE],
    ['３０分钟', 30 * MINUTE],
    ['十五分钟', 15 * MINUTE],
    ['二十五分钟', 25 * MINUTE],
    ['一刻钟', 15 * MINUTE],
    ['三刻钟', 45 * MINUTE],
    ['一天半', 36 * HOUR],
    ['两天', 48 * HOUR],
    ['三个星期', 21 * 24 * HOUR],
    ['2小时后', 2 * HOUR],
    ['持续2小时', 2 * HOUR],
  ])('%s', (text, ms) => {
    expect(lengthOf(text)).toBe(ms);
  });
});

describe('a time of day as people say it', () => {
  it.each([
    ['10pm', '22:00'],
    ['10 PM', '22:00'],
    ['10:30 p.m.', '22:30'],
    ['at 10pm', '22:00'],
    ['12am', '00:00'],
    ['12pm', '12:00'],
    ['12:30am', '00:30'],
    ['22.00', '22:00'],
    ['22：00', '22:00'],
    ['２２：００', '22:00'],
    ['24:00', '00:00'],
    ['midnight', '00:00'],
    ['noon', '12:00'],
    ['22点', '22:00'],
    ['22点半', '22:30'],
    ['22点15分', '22:15'],
    ['晚上10点', '22:00'],
    ['晚上十点半', '22:30'],
    ['今晚10点', '22:00'],
    ['今晚10:30', '22:30'],
    ['晚上12点', '00:00'],
    ['今晚12点', '00:00'],
    ['凌晨2点', '02:00'],
    ['下午3点一刻', '15:15'],
    ['早上8点', '08:00'],
    ['中午12点', '12:00'],
    ['到22点为止', '22:00'],
    ['22点前', '22:00'],
    ['24点', '00:00'],
    ['tonight at 10', '22:00'],
    ['tonight 10:30', '22:30'],
    ['10pm tonight', '22:00'],
    ['22:00 UTC', '22:00'],
    ['22:00Z', '22:00'],
    ['22:00 gmt', '22:00'],
  ])('%s', (text, time) => {
    const found = readUntil(text);
    const end = found?.kind === 'read' ? new Date(endOf(found.value, NOW, 'UTC')).toISOString() : found;
    // The next time that clocks show it.
    const day = time > '20:00' ? '2026-03-01' : '2026-03-02';
    expect(end).toBe(`${day}T${time}:00.000Z`);
  });

  it.each([
    ['tomorrow 9am', '2026-03-02T09:00:00.000Z'],
    ['tomorrow 22:00', '2026-03-02T22:00:00.000Z'],
    ['明天22点', '2026-03-02T22:00:00.000Z'],
    ['明早8点', '2026-03-02T08:00:00.000Z'],
    ['明晚10点', '2026-03-02T22:00:00.000Z'],
    ['后天 09:00', '2026-03-03T09:00:00.000Z'],
    // Over already: who says tonight does not mean tomorrow.
    ['今晚7点', '2026-03-01T19:00:00.000Z'],
    ['22:00 Europe/Berlin', '2026-03-01T21:00:00.000Z'],
    ['22:00 +08:00', '2026-03-02T14:00:00.000Z'],
    ['22:00 UTC+8', '2026-03-02T14:00:00.000Z'],
    ['北京时间22点', '2026-03-02T14:00:00.000Z'],
    ['22:00 北京时间', '2026-03-02T14:00:00.000Z'],
    ['2026-03-05 22:00', '2026-03-05T22:00:00.000Z'],
    ['2026/3/5 22:00', '2026-03-05T22:00:00.000Z'],
    ['2026年3月5日22:00', '2026-03-05T22:00:00.000Z'],
    ['2026-03-05 22:00 UTC', '2026-03-05T22:00:00.000Z'],
    ['2026-03-05 10pm', '2026-03-05T22:00:00.000Z'],
    // NOW is a Sunday, at eight in the evening.
    ['friday 22:00', '2026-03-06T22:00:00.000Z'],
    ['Fri 10pm', '2026-03-06T22:00:00.000Z'],
    ['until 22:00 on Friday', '2026-03-06T22:00:00.000Z'],
    ['22:00 sunday', '2026-03-01T22:00:00.000Z'],
    ['sunday 19:00', '2026-03-08T19:00:00.000Z'],
    ['friday 24:00', '2026-03-07T00:00:00.000Z'],
    ['friday midnight', '2026-03-07T00:00:00.000Z'],
    ['friday 22:00 America/New_York', '2026-03-07T03:00:00.000Z'],
    ['周五22:00', '2026-03-06T22:00:00.000Z'],
    ['星期五晚上10点', '2026-03-06T22:00:00.000Z'],
    ['这周日晚上10点', '2026-03-01T22:00:00.000Z'],
    ['下周一 22:00', '2026-03-02T22:00:00.000Z'],
    ['下周日 22:00', '2026-03-08T22:00:00.000Z'],
    ['3月5日22:00', '2026-03-05T22:00:00.000Z'],
    ['3月5号晚上10点', '2026-03-05T22:00:00.000Z'],
    ['三月五日 22:00', '2026-03-05T22:00:00.000Z'],
    ['2月28日22:00', '2027-02-28T22:00:00.000Z'],
    ['5 March 22:00', '2026-03-05T22:00:00.000Z'],
    ['March 5 at 10pm', '2026-03-05T22:00:00.000Z'],
    ['the 5th of March 22:00', '2026-03-05T22:00:00.000Z'],
    ['5 March 2027 22:00', '2027-03-05T22:00:00.000Z'],
    ['05.03.2026 22:00', '2026-03-05T22:00:00.000Z'],
    ['day after tomorrow 10am', '2026-03-03T10:00:00.000Z'],
    ['大后天 09:00', '2026-03-04T09:00:00.000Z'],
    ['22:00 Beijing time', '2026-03-02T14:00:00.000Z'],
    ['10pm London time', '2026-03-01T22:00:00.000Z'],
    ['22:00 New York time', '2026-03-02T03:00:00.000Z'],
    ['UTC 22:00', '2026-03-01T22:00:00.000Z'],
    ['til 10pm', '2026-03-01T22:00:00.000Z'],
    ['by 22:00', '2026-03-01T22:00:00.000Z'],
    ['+2h', '2026-03-01T22:00:00.000Z'],
  ])('%s', (text, expected) => {
    const found = readUntil(text);
    expect(found?.kind === 'read' ? new Date(endOf(found.value, NOW, 'UTC')).toISOString() : found).toBe(
      expected,
    );
  });
});

describe('what can be two things, or none, is not read, and what is near can be pressed', () => {
  it.each([
    ['30', ['30m']],
    ['2', ['2m', '2h', '02:00']],
    ['at 16', ['16m', '16h', '16:00']],
    ['1 month', ['30d']],
    ['1month', ['30d']],
    ['1234', ['12:34']],
    ['12:00 noon', ['12:00']],
    ['4pm CST', ['16:00 Asia/Shanghai', '16:00 America/Chicago', '16:00 America/Havana']],
    ['16:00 PT', ['16:00 America/Los_Angeles']],
    ['2200', ['22:00']],
    ['2200h', ['22:00']],
    ['0900 hrs', ['09:00']],
    ['22;00', ['22:00']],
    ['25:00', ['01:00']],
    ['24:30', ['00:30']],
    ['2h30', ['2h30m', '2:30']],
    ['2h 30', ['2h30m', '2:30']],
    ['1小时30', ['1h30m', '1:30']],
    ['1:30h', ['1h30m', '1:30']],
    ['2.30', ['2:30', '2h30m']],
    ['2.30h', ['2h30m', '2:30']],
    ['10点', ['10:00', '22:00']],
    ["10 o'clock", ['10:00', '22:00']],
    ['22时', ['22:00', '22h']],
    ['22:00 CST', ['22:00 Asia/Shanghai', '22:00 America/Chicago', '22:00 America/Havana']],
    ['10pm est', ['22:00 America/New_York', '22:00 Australia/Sydney']],
    ['22:00 JST', ['22:00 Asia/Tokyo']],
    ['a month', ['30d']],
    ['2个月', ['60d']],
    ['半天', ['12h', '4h']],
    ['a couple of hours', ['2h']],
    ['about an hour', ['1h']],
    ['大概半小时', ['30m']],
    ['2 hours please', ['2h']],
    ['2026-03-05', ['2026-03-05T00:00', '2026-03-05T23:59']],
    // The day is not lost on the way to what is offered.
    ['明天10点', ['明天 10:00', '明天 22:00']],
    ['tomorrow at 8', ['tomorrow 08:00', 'tomorrow 20:00']],
    ['tomorrow morning', ['tomorrow 06:00', 'tomorrow 09:00']],
    ['明天晚上', ['明天 20:00', '明天 22:00', '明天 24:00']],
    [
      'tomorrow 22:00 CST',
      ['tomorrow 22:00 Asia/Shanghai', 'tomorrow 22:00 America/Chicago', 'tomorrow 22:00 America/Havana'],
    ],
    ['周五10点', ['周五 10:00', '周五 22:00']],
    ['下周一10点', ['下周一 10:00', '下周一 22:00']],
    ['next friday 10am', ['friday 10:00']],
    ['5pm Eastern time', ['17:00 America/New_York', '17:00 Australia/Sydney']],
    ['03/05/2026 22:00', ['2026-03-05T22:00', '2026-05-03T22:00']],
    ['13/05/2026 22:00', ['2026-05-13T22:00']],
    ['1 year', ['365d']],
    ['2 hoours', ['2h']],
    ['10 mintues', ['10m']],
    ['1.5', ['1h30m']],
    ['1:30:00', ['1h30m', '1:30']],
    ['22:00-23:00', ['23:00']],
    ['10-11pm', ['23:00']],
    ['end of day', ['18:00', '24:00']],
    ['2月30日22:00', []],
    ['31 april 22:00', []],
    ['by the league', []],
    ['soon', []],
    ['', []],
    ['-2h', []],
    ['0h', []],
    ['2h2h', []],
    ['12h1d', []],
  ])('%j', (text, near) => {
    expect(readUntil(text)?.kind).not.toBe('read');
    expect(untilSpellings(text)).toEqual(near);
  });

  it.each([
    ['周五2.22', ['周五 2:22']],
    ['3022周五天', []],
  ])('%s: only what can be read is offered', (typed, offered) => {
    expect(untilSpellings(typed)).toEqual(offered);
  });

  it('every spelling that is offered can be read', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            '2',
            '30',
            'h',
            'm',
            ':',
            '.',
            ' ',
            '点',
            '半',
            '小时',
            'CST',
            'pm',
            '22',
            'and',
            'friday ',
            'tomorrow ',
            '周五',
            '3月5日',
            '5 March ',
            'time',
            'next ',
            'morning',
            '个',
            '天',
            'half',
          ),
          { maxLength: 7 },
        ),
        (pieces) => {
          const offered = untilSpellings(pieces.join(''));
          expect(offered.filter((text) => readUntil(text)?.kind !== 'read')).toEqual([]);
        },
      ),
      { numRuns: 3000 },
    );
  });
});

describe('the words of a line that say how long', () => {
  it.each([
    ['1h 30m rights', 2],
    ['1h rights 30m', 1],
    ['30 min', 2],
    ['2h', 1],
    ['for 1 hour the league asked', 3],
    ['half an hour rights', 3],
    ['10 pm rights', 2],
    ['22:00 UTC rights', 2],
    ['22:00 met the league', 1],
    ['22:00 sun in the lens', 1],
    ['22:00 sat images', 1],
    ['22:00 first time this week', 1],
    ['22:00 Beijing time rights', 3],
    ['friday 22:00 rights', 2],
    ['22:00 on friday rights', 3],
    ['5 March 22:00 rights', 3],
    ['2 hoours rights', 2],
    ['1 year rights', 2],
    ['2h 30 people complained', 2],
    ['1 小时 30 分 版权', 4],
    ['rights 2h', 1],
  ])('%s', (line, count) => {
    expect(untilWords(line.split(' '))).toBe(count);
  });
});
