import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDuration, formatRelative } from '../../src/text/duration.ts';
import { nearest } from '../../src/text/nearest.ts';
import { formatInZone, formatTime, formatUtc, isTimeZone } from '../../src/text/time.ts';

describe('a duration', () => {
  it.each([
    [0, '0 ms', '0 毫秒'],
    [340, '340 ms', '340 毫秒'],
    [999.6, '1 s', '1 秒'],
    [2149, '2.1 s', '2.1 秒'],
    [12_900, '12 s', '12 秒'],
    [200_000, '3 min 20 s', '3 分钟 20 秒'],
    [7_500_000, '2 h 5 min', '2 小时 5 分钟'],
    [7_200_000, '2 h', '2 小时'],
    [273_600_000, '3 d 4 h', '3 天 4 小时'],
    [-5, '0 ms', '0 毫秒'],
    [Number.NaN, '—', '—'],
  ])('%d', (ms, en, zh) => {
    expect([formatDuration(ms, 'en'), formatDuration(ms, 'zh-CN')]).toEqual([en, zh]);
  });
});

describe('a time seen from now', () => {
  it.each([
    [0, 'just now', '刚刚'],
    [-30_000, '30 s ago', '30 秒前'],
    [-750_000, '12 min ago', '12 分钟前'],
    [-90_000_000, '1 d ago', '1 天前'],
    [300_000, 'in 5 min', '5 分钟后'],
    [5_400, 'in 6 s', '6 秒后'],
  ])('%d', (away, en, zh) => {
    const now = Date.UTC(2026, 2, 1, 20);
    expect([formatRelative(now + away, now, 'en'), formatRelative(now + away, now, 'zh-CN')]).toEqual([
      en,
      zh,
    ]);
  });
});

describe('a moment', () => {
  const at = Date.UTC(2026, 2, 1, 20, 0, 5);

  it('is shown in the zone, UTC behind it', () => {
    expect(formatUtc(at)).toBe('2026-03-01 20:00:05 UTC');
    expect(formatInZone(at, 'America/New_York')).toBe('2026-03-01 15:00:05');
    expect(formatTime(at, 'UTC')).toBe('2026-03-01 20:00:05 UTC');
    expect(formatTime(at, 'Asia/Shanghai')).toBe('2026-03-02 04:00:05 Asia/Shanghai (03-01 20:00 UTC)');
    expect(formatTime(at, 'Europe/Berlin')).toBe('2026-03-01 21:00:05 Europe/Berlin (20:00 UTC)');
  });

  it('at midnight is 00, not 24', () => {
    expect(formatUtc(Date.UTC(2026, 0, 1))).toBe('2026-01-01 00:00:00 UTC');
  });

  it('knows zones from other words', () => {
    expect(['UTC', 'Asia/Shanghai', 'Mars/Base', '', '+08:00'].map(isTimeZone)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.double(), (moment) => formatTime(moment, 'Asia/Shanghai') !== ''));
    fc.assert(fc.property(fc.string(), (name) => typeof isTimeZone(name) === 'boolean'));
  });
});

describe('did you mean', () => {
  it.each([
    ['enginer', ['engineer', 'viewer', 'lead'], ['engineer']],
    ['ENGINEER', ['engineer'], ['engineer']],
    ['导播太', ['导播台', '流'], ['导播台']],
    ['xyz', ['engineer'], []],
  ])('%s', (given, candidates, expected) => {
    expect(nearest(given, candidates)).toEqual(expected);
  });
});
