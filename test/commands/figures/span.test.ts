import { describe, expect, it } from 'vitest';
import { readSpan } from '../../../commands/figures/span.ts';
import { Refusal } from '../../../src/errors.ts';
import { aConfig } from '../../alert/card/cards.ts';

const DAY = 86_400_000;
const REACH = { usual: DAY, longest: 31 * DAY, back: 400 * DAY };

function span(from: string, to: string, timeZone: string, now = '2026-11-20T12:00Z') {
  const context = { now: () => Date.parse(now), config: { ...aConfig(), timeZone } };
  try {
    const read = readSpan(context, { from, to }, REACH);
    return [read.from, read.to].map((at) => new Date(at).toISOString().slice(0, 16));
  } catch (error) {
    if (error instanceof Refusal) return error.hint.en;
    throw error;
  }
}

describe('a span of time by the clock on the wall', () => {
  it.each([
    // iamkun/dayjs#1437 and #1262: days begin at their own midnight on both sides of a change of clocks.
    ['Europe/Prague', '2026-03-25', '2026-04-02', '2026-03-24T23:00', '2026-04-01T22:00'],
    ['Australia/Melbourne', '2026-04-01', '2026-04-15', '2026-03-31T13:00', '2026-04-14T14:00'],
    ['America/Los_Angeles', '2026-11-01', '2026-11-02', '2026-11-01T07:00', '2026-11-02T08:00'],
    // Clocks go from 02:00 to 03:00: a time that there is not stands for the first one after the gap.
    ['Europe/Berlin', '2026-03-29 02:30', '2026-03-29 04:00', '2026-03-29T01:00', '2026-03-29T02:00'],
    [
      'Asia/Shanghai',
      '２０２６－０３－０１ ２２：００',
      '2026-03-02',
      '2026-03-01T14:00',
      '2026-03-01T16:00',
    ],
    ['Asia/Shanghai', '3 HOURS AGO', '1 hour ago', '2026-11-20T09:00', '2026-11-20T11:00'],
  ])('%s, %s to %s', (zone, from, to, ...utc) => expect(span(from, to, zone)).toEqual(utc));

  it('says from which moment on, where a month has an hour more than its days', () => {
    // longbill/jquery-date-range-picker#462: 31 days and an hour are more than 31 days, and nobody could see why.
    expect(span('2026-10-01', '2026-11-01', 'Europe/Berlin')).toBe(
      '`from` has to be at most 31 d before `to`: 2026-10-01 01:00 or later.',
    );
    expect(span('2026-10-01 01:00', '2026-11-01', 'Europe/Berlin')).toEqual([
      '2026-09-30T23:00',
      '2026-10-31T23:00',
    ]);
  });

  it('says what to write for one day', () => {
    expect(span('2026-11-01', '2026-11-01', 'Asia/Shanghai')).toBe(
      '`to` has to be the day after `from`: a day without a time is its beginning.',
    );
  });
});
