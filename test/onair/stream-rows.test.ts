import { describe, expect, it } from 'vitest';
import { demoConfig } from '../../src/config/defaults.ts';
import { PLATFORMS } from '../../src/start/platforms.ts';
import { streamRows, type StreamsRead } from '../../src/onair/stream-rows.ts';
import type { Config } from '../../src/config/schema.ts';

const NAME = { domain: 'push.example.com', app: 'live', stream: 'main' };
const AT = Date.UTC(2026, 0, 2, 3, 4, 5);
const config: Config = {
  ...demoConfig(PLATFORMS),
  streams: { studio: NAME, spare: { ...NAME, stream: 'spare' } },
};
const nothing: StreamsRead = {
  ...{ online: [], total: 0, groups: [], pushes: new Map(), pushesAt: AT, viewers: new Map() },
  states: new Map(),
};
const upstream = { ...{ domain: NAME.domain, app: NAME.app }, source: 'rtmp', since: AT };
const group = (...sequences: readonly string[]) => ({
  ...{ stream: NAME.stream, hostGroup: '', optimal: false },
  upstreams: sequences.map((sequence, at) => ({ ...upstream, sequence, main: at === 0 })),
});
const online = { ...NAME, publishes: ['2026-01-02T03:00:00Z'] };

describe('the rows of what is on air', () => {
  it('are called by their short name, with since when, what comes in and who watches', () => {
    const full = 'push.example.com/live/main';
    const push = { ...{ name: NAME, fps: 25, kbps: 4000, wantedFps: 25, wantedKbps: 4000, share: 1 } };
    const more = { since: AT, hasPicture: true, size: '', codec: '', ip: '' };
    const { rows, total } = streamRows(config, 'main', {
      ...nothing,
      ...{ online: [online], total: 1, pushes: new Map([[full, { ...push, ...more }]]) },
      viewers: new Map([[full, { at: AT - 60_000, online: 7 }]]),
    });
    expect(total).toBe(2);
    expect(rows.find(({ name }) => name === full)).toMatchObject({
      ...{ label: 'studio', state: 'on', since: Date.UTC(2026, 0, 2, 3), backups: 0 },
      kbps: { value: 4000, at: AT },
      viewers: { value: 7, at: AT - 60_000 },
    });
  });

  it.each<[string, Partial<StreamsRead>, Record<string, string>]>([
    [
      'a look at its quality where there is one push',
      { online: [online], groups: [group('1')] },
      { health: 'stream health push.example.com/live/main' },
    ],
    [
      'a switch to the one backup, without its long number: the line is seen in the conversation',
      { online: [online], groups: [group('4711', '4712')] },
      { switch: 'backup switch push.example.com/live/main' },
    ],
    [
      'a switch that leaves open which, of several',
      { online: [online], groups: [group('1', '2', '3')] },
      { switch: 'backup switch push.example.com/live/main' },
    ],
    [
      'to resume what is forbidden',
      { states: new Map([['push.example.com/live/main', 'forbid']]) },
      { resume: 'stream resume push.example.com/live/main' },
    ],
    ['nothing of what is only off', { states: new Map([['push.example.com/live/main', 'active']]) }, {}],
  ])('offer %s', (_what, read, lines) => {
    const { rows } = streamRows(config, 'main', { ...nothing, ...read });
    const show = 'stream show push.example.com/live/main';
    expect(rows.find(({ label }) => label === 'studio')?.lines).toEqual({ show, ...lines });
  });

  it('tell two of one name apart in full, and stop at a hundred', () => {
    const both = [online, { ...online, domain: 'push.example.net' }].map((each) => ({
      ...each,
      stream: 'x',
    }));
    const named = streamRows(config, 'main', { ...nothing, online: both, total: 2 });
    expect(named.rows.map(({ label }) => label).filter((label) => label.endsWith('x'))).toEqual([
      ...['push.example.com/live/x', 'push.example.net/live/x'],
    ]);
    const many = Array.from({ length: 300 }, (_, at) => ({ ...online, stream: `s${at}` }));
    const { rows, total } = streamRows(config, 'main', { ...nothing, online: many, total: 300 });
    expect([rows.length, total]).toEqual([100, 302]);
  });
});
