import { describe, expect, it } from 'vitest';
import { userId } from '../paths/stage/driver.ts';
import { PLATFORMS, type Platform } from './happening.ts';
import type { Record } from './judge/discrepancy.ts';
import { judge } from './judge/judge.ts';
import { expectedOf } from './expected.ts';
import { START } from './rules.ts';
import type { Version } from './seen.ts';
import type { Truth } from './truth.ts';

const MINUTE_MS = 60_000;
const FINAL = 'a.example.com/live/final';
const OTHER = 'a.example.com/live/p1';
const SHOW = 's.example.com/live/show1';
const at = (seconds: number) => START + seconds * 1000;

/** The final is off air for a minute, a programme for three, and a show ends by itself. */
const TRUTH: Truth = {
  from: START,
  to: START + 30 * MINUTE_MS,
  streams: new Map(
    [
      { name: FINAL, from: at(60), to: at(120), code: 12 },
      { name: OTHER, from: at(300), to: at(480), code: 8 },
      { name: SHOW, from: at(600), to: undefined, code: 1 },
    ].map(({ name, from, to, code }) => {
      const outage = { from, code, onAirSince: from - 3_600_000, ...(to !== undefined && { to }) };
      return [name, { name, outages: [outage], losses: [], pullFailures: [] }];
    }),
  ),
  away: [],
  acts: [],
  delays: [],
};

const clock = (ms: number) => `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

/** What people see of an outage: its card, and then that it recovered. */
function outage(on: Platform, message: string, stream: string, from: number, to: number): Version[] {
  const notified = stream === FINAL ? [userId(on, 'lead')] : [];
  const common = { on, message, notified, buttons: [] };
  const over = `Recovered: ${clock(to)}\nLasted: 1 min`;
  const lasted = (to - from) / MINUTE_MS;
  return [
    {
      ...common,
      ...{ at: from + 7000, until: to + 2000, isPost: true },
      text: `❌ CRITICAL ${stream}: off air\nSince: ${clock(from)}`,
    },
    {
      ...common,
      ...{ at: to + 2000, isPost: false },
      text: `✅ RECOVERED ${stream}: off air · lasted ${lasted} min\nSince: ${clock(from)}\n${over}`,
    },
  ];
}

const ended = (on: Platform): Version => ({
  ...{ on, message: `${on} 3`, at: at(606), isPost: true, notified: [], buttons: [] },
  text: `ℹ️ ENDED ${SHOW} · on air for 1 h`,
});

function seenOn(on: Platform): Version[] {
  return [
    ...outage(on, `${on} 1`, FINAL, at(60), at(120)),
    ...outage(on, `${on} 2`, OTHER, at(300), at(480)),
    ended(on),
  ];
}

/** The first call for the final; it was back before the second was due. */
const CALLED: readonly Version[] = PLATFORMS.map((on) => callAt(on, 8));

function callAt(
  on: Platform,
  seconds: number,
  user: 'engineer' | 'lead' = 'engineer',
  stream = FINAL,
): Version {
  return {
    ...{ on, message: `${on} call ${seconds}`, at: at(60 + seconds), isPost: true, buttons: [] },
    notified: [userId(on, user)],
    text: `❌ Call: CRITICAL ${stream}: off air\nYou are the first to be called. Acknowledge it once you are on it.\nk7m2p9qx · call of Airdesk`,
  };
}

/** A record with other versions in it. */
function recordOf(
  versions: readonly Version[],
  taken: readonly number[] = [],
  called: readonly Version[] = CALLED,
): Record {
  const { away, acts, to } = TRUTH;
  const requests = { slack: [...taken], discord: [] };
  return {
    matters: expectedOf(TRUTH),
    seen: { versions: [...versions], calls: [...called], taken: requests },
    away,
    acts,
    to,
  };
}

const TRUE = PLATFORMS.flatMap(seenOn);
const slack = TRUE.filter(({ on }) => on === 'slack');
const others = TRUE.filter(({ on }) => on !== 'slack');
/** Slack's versions, some of them changed. */
const doctored = (change: (version: Version, place: number) => readonly Version[]) => [
  ...slack.flatMap(change),
  ...others,
];
const kinds = (record: Record) => judge(record).map(({ kind, on }) => `${on} ${kind}`);
const edited = (version: Version, from: string, to: string): Version => ({
  ...version,
  text: version.text.replace(from, to),
});

describe('the judge', () => {
  it('has nothing to say where people were told what was', () => {
    expect(judge(recordOf(TRUE))).toEqual([]);
    expect(expectedOf(TRUTH).map(({ telling }) => telling)).toEqual(['must', 'must', 'must']);
  });

  const CARD = 'a card that nobody saw';
  it.each<readonly [string, readonly Version[], string]>([
    [CARD, doctored((one) => (one.message === 'slack 2' ? [] : [one])), 'missing'],
    ['a line that nobody saw', doctored((one) => (one.message === 'slack 3' ? [] : [one])), 'missing'],
    [
      'a card that came minutes late',
      doctored((one, place) => [place === 2 ? { ...one, at: one.at + 2 * MINUTE_MS } : one]),
      'missing',
    ],
    [
      'an edit where a message was due',
      doctored((one, place) => [place === 2 ? { ...one, isPost: false } : one]),
      'missing',
    ],
    [
      'a card that came twice',
      doctored((one, place) =>
        place === 0 ? [one, { ...one, message: 'slack 9', at: one.at + 500 }] : [one],
      ),
      'doubled',
    ],
    [
      'a line that came twice',
      doctored((one) =>
        one.message === 'slack 3' ? [one, { ...one, message: 'slack 9', at: one.at + 60_000 }] : [one],
      ),
      'doubled',
    ],
    [
      'a card that goes on saying that it lasts',
      slack
        .slice(0, 3)
        .map((one, place) => (place === 2 ? withoutEnd(one) : one))
        .concat(ended('slack'), others),
      'stale',
    ],
    [
      'a card of what was well',
      [...TRUE, ...outage('slack', 'slack 9', 'a.example.com/live/p7', at(700), at(760))],
      'unjustified',
    ],
    [
      'a card of a show that ended by itself',
      [...TRUE, ...outage('slack', 'slack 9', SHOW, at(600), at(660))],
      'unjustified',
    ],
    [
      'a line of a show that goes on',
      [...TRUE, edited({ ...ended('slack'), message: 'slack 9' }, 'show1', 'show2')],
      'unjustified',
    ],
    [
      'that it recovered while it lasts',
      doctored((one, place) => [place === 3 ? { ...one, at: at(400) } : one]),
      'unjustified',
    ],
    ['anything else', [...TRUE, { ...ended('slack'), message: 'slack 9', text: 'Hello' }], 'unjustified'],
    ['a card that looks better', doctored((one) => [edited(one, '❌ CRITICAL', '⚠️ WARNING')]), 'severity'],
    ['the right word with the wrong sign', doctored((one) => [edited(one, '❌', '✅')]), 'severity'],
    ['a final that calls nobody', doctored((one) => [{ ...one, notified: [] }]), 'calls'],
    [
      'a programme that calls somebody',
      doctored((one) => [{ ...one, notified: [userId('slack', 'lead')] }]),
      'calls',
    ],
    ['another beginning', doctored((one) => [edited(one, ':05:00 UTC', ':04:40 UTC')]), 'time'],
    [
      'another end',
      doctored((one) => [edited(one, 'Recovered: 2026-03-06 18:08:00', 'Recovered: 2026-03-06 18:08:30')]),
      'time',
    ],
    ['another length', doctored((one) => [edited(one, 'lasted 3 min', 'lasted 2 min')]), 'time'],
    ['another time on air', doctored((one) => [edited(one, 'on air for 1 h', 'on air for 2 h')]), 'time'],
  ])('finds %s', (_what, versions, kind) => {
    expect(kinds(recordOf(versions))).toContain(`slack ${kind}`);
    expect(kinds(recordOf(versions)).filter((one) => one.startsWith('discord'))).toEqual([]);
  });

  it('finds a flood', () => {
    const many = Array.from({ length: 12 }, (_, turn) => at(60 + turn));
    expect(kinds(recordOf(TRUE, many))).toEqual(['slack flood']);
    expect(kinds(recordOf(TRUE, many.slice(0, 10)))).toEqual([]);
  });

  it('waits for a platform that is away, and no longer', () => {
    const away = [{ what: 'slack', from: at(290), to: at(600) }] as const;
    const late = (seconds: number) => {
      const versions = doctored((one, place) => [place === 2 ? { ...one, at: at(seconds) } : one]);
      return kinds({ ...recordOf(versions), away });
    };
    expect(late(470)).not.toContain('slack missing');
    const nothing = doctored((one) => (one.message === 'slack 2' ? [] : [one]));
    expect(kinds({ ...recordOf(nothing), away })).toEqual(['slack missing']);
  });
});

function withoutEnd(version: Version): Version {
  const lasting = { ...version };
  delete lasting.until;
  return lasting;
}

describe('whoever has to come', () => {
  const right = PLATFORMS.flatMap((on) => seenOn(on));

  it.each<[string, readonly Version[], string[]]>([
    ['was called', CALLED, []],
    ['was not called on one platform', CALLED.filter(({ on }) => on === 'slack'), ['discord called']],
    ['was called twice', [...CALLED, callAt('slack', 20)], ['slack called']],
    ['was somebody else', [callAt('slack', 8, 'lead'), callAt('discord', 8)], ['slack called']],
    [
      'was called for what calls nobody',
      [...CALLED, callAt('slack', 250, 'engineer', OTHER)],
      ['slack called'],
    ],
    ['was called before anything was wrong', [...CALLED, callAt('slack', -30)], ['slack called']],
  ])('%s', (_what, called, expected) => {
    expect(kinds(recordOf(right, [], called))).toEqual(expected);
  });
});
