import { zoneNamed, zonesCalled, zonesOfCity } from './zone.ts';
import { type ClockTime, readClock } from './clock.ts';
import { spokenDay } from './day.ts';
import { read, type Reading, unclear } from './reading.ts';

/** A time of day; `zone`: where it says by whose clocks, an IANA name or an offset as `+08:00`. */
export interface ZonedClock extends ClockTime {
  readonly zone?: string;
}

/** Longer texts are not looked at. */
const LONGEST = 100;

/* eslint-disable regexp/no-super-linear-backtracking -- what they see has at most LONGEST characters */
const BEHIND =
  /^(?<time>.*\d.*?)\s*(?<zone>\(?(?:[+-]\d\d:?\d\d|(?<=\d)z|(?:utc|gmt)(?:\s?[+-]\d{1,2}(?::?\d\d)?)?|(?<=\s)(?:[a-z]+\s+){1,2}time|(?<=[\d.m\s])[a-z]{2,5}|[a-z]+\/[a-z/_-]+|\p{Script=Han}{2,4}(?:时间|时区))\)?)$/iu;
const IN_FRONT = /^(?:(?<zone>\p{Script=Han}{2,4}时间)\s*|(?<utc>utc|gmt)\s+)(?<time>.*\d.*|.*[点點].*)$/iu;
/* eslint-enable regexp/no-super-linear-backtracking */
/** Abbreviations that are words as well: read in capitals only. */
const WORDS = /^(?:met|wet|west|art|et|ct|pt|mt|ist)$/;

/** The same as `readClock`, with a zone in front or behind: `22:00 UTC`, `10pm Europe/Berlin`, `北京时间22点`. As it was typed. */
export function readZonedClock(typed: string): Reading<ZonedClock> {
  if (typed.length > LONGEST) return undefined;
  const plain = readClock(typed.toLowerCase());
  if (plain) return plain;
  const { time = '', zone, utc = '' } = (IN_FRONT.exec(typed) ?? BEHIND.exec(typed))?.groups ?? {};
  const name = (zone ?? utc).replace(/[()]/g, '');
  if (name === '' || WORDS.test(name)) return undefined;
  const clock = readClock(time.trim().toLowerCase());
  if (!clock) return undefined;
  const zones = zonesOf(name);
  if (zones.length === 0) return undefined;
  const [only = '', ...others] = zones;
  if (clock.kind === 'unclear') return unclear(...clock.meant.map((each) => `${each} ${only}`));
  if (others.length === 0) return read({ ...clock.value, zone: only });
  const day = spokenDay(time.trim().toLowerCase())?.word;
  const on = day === undefined ? '' : `${day} `;
  return unclear(...zones.map((each) => `${on}${clock.value.time} ${each}`));
}

function zonesOf(name: string): readonly string[] {
  if (/^(?:z|utc|gmt)$/i.test(name)) return ['UTC'];
  const {
    sign,
    hours,
    minutes = '00',
  } = /^(?:utc|gmt)?\s?(?<sign>[+-])(?<hours>\d{1,2}):?(?<minutes>\d\d)?$/i.exec(name)?.groups ?? {};
  if (sign !== undefined && hours !== undefined)
    return Number(hours) < 15 && Number(minutes) < 60 ? [`${sign}${hours.padStart(2, '0')}:${minutes}`] : [];
  const iana = zoneNamed(name);
  if (iana !== undefined) return [iana];
  // `London time` is read as 北京时间 is; `Eastern time` can be two.
  const place = /^(?<place>\S+(?: \S+)?)\s+time$/i.exec(
    name.replace(/\s(?:standard|summer|daylight)\s/i, ' '),
  )?.groups?.['place'];
  if (place !== undefined) {
    const called = zonesCalled(place);
    return called.length > 0 ? called : zonesOfCity(place);
  }
  const called = zonesCalled(name);
  // An abbreviation is never read, also where it is known of one zone only.
  return /^[a-z]+$/i.test(name) && called.length === 1 ? [...called, ...called] : called;
}
