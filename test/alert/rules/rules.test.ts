import { describe, expect, it } from 'vitest';
import type { Subject } from '../../../src/callback/event.ts';
import { groupsFor, maintenanceAt, muteFor, ruleFor } from '../../../src/alert/rules/rules.ts';
import { alerts, down, mute, oneRule } from './rules-config.ts';
import { expectWithin } from '../../machine/slowness.ts';

/** A Friday. */
const AT = Date.UTC(2026, 10, 20, 19, 0);

function applies(match: unknown, matter: ReturnType<typeof down>, timeZone = 'UTC', at = AT): boolean {
  return ruleFor(oneRule(match), timeZone, matter, at).rule !== undefined;
}

const subject = (type: Subject['type'], id: string) => down('', { subject: { type, id } });

describe('a rule matches', () => {
  it.each([
    ['everything', {}, down(), true],
    ['the account', { account: 'main' }, down(), true],
    ['another account', { account: 'news' }, down(), false],
    ['the condition', { type: ['stream.down'] }, down(), true],
    ['one of several conditions', { type: ['record.*', 'stream.*'] }, down(), true],
    ['another condition', { type: ['record.*'] }, down(), false],
    ['no part of a condition', { type: ['stream'] }, down(), false],
    [
      'the domain, whatever its case',
      { domain: 'LIVE.example.com' },
      down('live.EXAMPLE.com/live/main'),
      true,
    ],
    ['a domain by pattern', { domain: '*.example.com' }, down(), true],
    ['another domain', { domain: '*.example.org' }, down(), false],
    ['the app', { app: 'live' }, down(), true],
    ['an app of another case', { app: 'Live' }, down(), false],
    ['an app with a slash in it', { app: 'a/b' }, down('d/a/b/main'), true],
    ['the stream', { stream: 'm*n' }, down(), true],
    ['a stream of another case', { stream: 'Main' }, down(), false],
    ['a bare stream name', { stream: 'main' }, subject('stream-name', 'main'), true],
    ['a bare stream name by its domain', { domain: '*' }, subject('stream-name', 'main'), false],
    ['a bare stream name by its app', { app: '*' }, subject('stream-name', 'main'), false],
    ['a pull task by a stream', { stream: '*' }, subject('pull', 'main'), false],
    ['a monitor by a stream', { stream: '*' }, subject('monitor', 'main'), false],
    ['an incident of the domain', { domain: 'live.*' }, subject('domain', 'LIVE.example.com'), true],
    ['an incident of the domain by a stream', { stream: '*' }, subject('domain', 'live.example.com'), false],
    ['an incident of a source by its domain', { domain: '*' }, subject('source', 'live.example.com'), false],
    ['the cause', { cause: ['network', 'client'] }, down(undefined, { cause: 'network' }), true],
    ['another cause', { cause: ['network'] }, down(undefined, { cause: 'idle' }), false],
    ['no cause', { cause: ['unknown'] }, down(), false],
    ['all parts', { account: 'main', type: ['*'], domain: '*', stream: 'main' }, down(), true],
    ['all parts but one', { account: 'main', type: ['*'], domain: '*', stream: 'cam' }, down(), false],
  ] as const)('%s', (_what, match, matter, expected) => {
    expect(applies(match, matter)).toBe(expected);
  });

  it('at its times, in the zone of the file', () => {
    const match = { during: ['Sat 03:00-04:00'] };
    expect(applies(match, down(), 'Asia/Shanghai')).toBe(true);
    expect(applies(match, down(), 'UTC')).toBe(false);
    expect(applies({ during: ['Mon', 'Fri 18:00-20:00'] }, down(), 'UTC')).toBe(true);
  });

  it('nothing where its times cannot be read', () => {
    expect(applies({ during: ['never ever'] }, down())).toBe(false);
  });
});

describe('what applies', () => {
  it('without a rule: the severity given, the channels and the grace time of all, else the desk', () => {
    expect(ruleFor(alerts({}), 'UTC', down(), AT)).toEqual({
      rule: undefined,
      severity: 'critical',
      channels: ['desk:desk'],
      graceMs: 5000,
    });
    expect(ruleFor(alerts({ channels: ['slack:C1'], graceSeconds: 1.5 }), 'UTC', down(), AT)).toMatchObject({
      channels: ['slack:C1'],
      graceMs: 1500,
    });
  });

  it('with a rule: what it says, and the rest of all', () => {
    const rule = { severity: 'none', channels: ['discord:1'], graceSeconds: 0 };
    expect(ruleFor(oneRule({}, rule), 'UTC', down(), AT)).toMatchObject({
      rule: { name: 'it' },
      severity: 'none',
      channels: ['discord:1'],
      graceMs: 0,
    });
    const config = alerts({ channels: ['slack:C1'], rules: [{ name: 'it' }] });
    expect(ruleFor(config, 'UTC', down(), AT)).toMatchObject({
      severity: 'critical',
      channels: ['slack:C1'],
      graceMs: 5000,
    });
  });

  it('is the first rule that matches', () => {
    const config = alerts({
      rules: [
        { name: 'a', match: { stream: 'cam*' }, severity: 'info' },
        { name: 'b', match: { stream: 'm*' }, severity: 'warning' },
        { name: 'c' },
      ],
    });
    expect(ruleFor(config, 'UTC', down(), AT)).toMatchObject({ rule: { name: 'b' }, severity: 'warning' });
    expect(ruleFor(config, 'UTC', down('d/a/other'), AT).rule?.name).toBe('c');
  });
});

describe('maintenance', () => {
  const config = alerts({
    maintenance: [
      {
        name: 'night',
        match: { domain: 'live.example.com' },
        from: '2026-11-20T20:00:00+01:00',
        to: '2026-11-20T21:00:00+01:00',
      },
      { name: 'weekly', match: { stream: 'loop', during: ['Fri 12:00-13:00'] } },
      {
        name: 'both',
        match: { app: 'x', during: ['Fri'] },
        from: '2026-11-27T00:00:00Z',
        to: '2026-12-01T00:00:00Z',
      },
    ],
  });
  const hour = 3_600_000;

  it.each([
    ['begins', down(), AT, 'night'],
    ['has not begun', down(), AT - 1, undefined],
    ['has not ended', down(), AT + hour - 1, 'night'],
    ['has ended', down(), AT + hour, undefined],
    ['is of another domain', down('other/live/main'), AT, undefined],
    ['is weekly', down('d/a/loop'), AT - 7 * hour, 'weekly'],
    ['is weekly, at another hour', down('d/a/loop'), AT, undefined],
    ['has days and dates', down('d/x/y'), AT + 7 * 24 * hour, 'both'],
    ['has days, and the date is not there', down('d/x/y'), AT, undefined],
    ['has dates, and the day is another', down('d/x/y'), AT + 8 * 24 * hour, undefined],
  ] as const)('%s', (_what, matter, at, expected) => {
    expect(maintenanceAt(config, 'UTC', matter, at)).toBe(expected);
  });
});

describe('a mute', () => {
  it.each([
    ['by the full name', 'live.example.com/live/main', down(), true],
    ['by the full name, its domain in another case', 'Live.Example.COM/live/main', down(), true],
    ['by the full name, its stream in another case', 'live.example.com/live/Main', down(), false],
    ['by the stream name', 'main', down(), true],
    ['by a part without stars', 'mai', down(), false],
    ['by stars', '*/live/ma*', down(), true],
    ['by the beginning of a domain in another case', 'LIVE.*', down(), true],
    ['by the key', 'stream:live.example.com/live/main', down(), true],
    ['everything', '*', subject('pull', '123'), true],
    ['a bare name', 'main', subject('stream-name', 'main'), true],
    ['a pull task', 'pull:12*', subject('pull', '123'), true],
    ['another pull task', 'pull:13*', subject('pull', '123'), false],
    ['a pull task by its bare id', '123', subject('pull', '123'), false],
    ['a domain, whatever its case', 'domain:LIVE.example.com', subject('domain', 'live.Example.com'), true],
  ] as const)('takes %s', (_what, pattern, matter, expected) => {
    expect(muteFor([mute(pattern)], matter, 0) !== undefined).toBe(expected);
  });

  it('holds until its end, on its account, for its condition', () => {
    expect(muteFor([mute('*')], down(), 999)).toBeDefined();
    expect(muteFor([mute('*')], down(), 1000)).toBeUndefined();
    expect(muteFor([mute('*', { account: 'news' })], down(), 0)).toBeUndefined();
    expect(muteFor([mute('*', { condition: 'stream.down' })], down(), 0)).toBeDefined();
    expect(muteFor([mute('*', { condition: 'stream.*' })], down(), 0)).toBeUndefined();
    expect(muteFor([mute('a'), mute('main', { id: 'second' }), mute('*')], down(), 0)?.id).toBe('second');
    expect(muteFor([], down(), 0)).toBeUndefined();
  });
});

describe('groups', () => {
  const config = alerts({
    groups: {
      'studio-2': { streams: ['Live.example.com/live/cam*', 'd/a/extra'] },
      all: { streams: ['*'] },
      none: { streams: ['main'] },
    },
  });

  it.each([
    [{ type: 'stream', id: 'live.example.com/live/cam7' }, ['group:studio-2', 'group:all']],
    [{ type: 'stream', id: 'd/a/extra' }, ['group:studio-2', 'group:all']],
    [{ type: 'stream', id: 'd/a/main' }, ['group:all']],
    [{ type: 'stream-name', id: 'main' }, []],
    [{ type: 'pull', id: 'd/a/extra' }, []],
  ] as const)('%j', (of, expected) => {
    expect(groupsFor(config, of)).toEqual(expected);
  });
});

it('200,000 events a second are looked up in 20 rules', () => {
  const config = alerts({
    rules: Array.from({ length: 20 }, (_, index) => ({
      name: `r${index}`,
      match: {
        type: ['record.*', 'stream.*'],
        domain: '*.example.com',
        stream: `*a*b${index}*`,
        during: ['Mon-Fri 08:00-22:00'],
      },
    })),
    maintenance: [{ name: 'm', match: { stream: 'x*', during: ['Sat'] } }],
  });
  const run = (count: number): number => {
    // Time of this process alone: a busy machine does not slow it down.
    const began = process.cpuUsage();
    for (let index = 0; index < count; index++)
      ruleFor(config, 'Europe/Berlin', down(`live.example.com/live/cam${index % 1000}`), AT + index);
    return process.cpuUsage(began).user / 1000;
  };
  run(5000);
  // A tenth of what is asked for: the machine that tests may be busy. Ten times slower is a defect.
  expectWithin(run(20_000), 1000);
});
