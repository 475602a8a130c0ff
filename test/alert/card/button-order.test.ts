import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../src/alert/model/alert.ts';
import { alertCard } from '../../../src/alert/card/alert-card.ts';
import { anAlert, AT } from '../alerts.ts';
import { aConfig, ADA, anIncident, aView, DOWN, MINUTE } from './cards.ts';

const SWITCH = ['Switch to backup 2 (encoder)'];
const SWITCH_TO_PULL = 'Switch to backup 3 (pull task 637921)';
const QUIET = ['Mute 15 min', 'Mute until recovered', 'Assign to me', 'Close'];
const AGAIN = 'Acknowledge again';

const down = { ...DOWN, found: { at: AT, upstreams: (DOWN.found?.upstreams ?? []).slice(0, 2) } };
const noBackup = { ...DOWN, found: { at: AT, upstreams: [] } };
const of = (condition: string, subject: Alert['subject']) => anAlert({ condition, subject, code: undefined });
const stream = (condition: string) => of(condition, DOWN.subject);
const pull = of('pull.failing', { type: 'pull', id: '637921' });
const monitor = of('monitor.broken', { type: 'monitor', id: 'wall' });
const caster = of('monitor.quality', { type: 'caster', id: '63501' });
const own = of('airdesk.clock', { type: 'machine', id: 'clock' });

const STATES: Readonly<Record<string, Partial<Alert>>> = {
  firing: {},
  acknowledged: { acknowledged: { by: ADA, at: AT, until: AT + 30 * MINUTE }, seen: true },
  muted: { muted: { by: ADA, at: AT } },
  flapping: { flapping: true },
  recovered: { status: 'recovered', recoveredAt: AT + MINUTE },
  seen: { status: 'recovered', recoveredAt: AT + MINUTE, seen: true },
  closed: { status: 'closed', closedAt: AT + MINUTE },
};
const MUTED = ['Unmute', 'Assign to me', 'Close'];

/** What helps, what looks, and whether there are figures to draw. */
const KINDS: readonly (readonly [string, Alert, readonly string[], readonly string[], readonly string[]])[] =
  [
    ['off air, a backup is pushed', down, SWITCH, ['Look'], ['Chart']],
    ['off air, nothing else is pushed', noBackup, [], ['Look'], ['Chart']],
    ['a lost push', { ...down, condition: 'stream.push-lost' }, SWITCH, ['Look'], ['Chart']],
    ['a pull task', pull, ['Restart pull task'], ['Look'], []],
    ['an unhealthy push', stream('push.abnormal'), [], ['Look'], ['Chart']],
    [
      'an unhealthy push, a backup is pushed',
      { ...down, condition: 'push.abnormal' },
      SWITCH,
      ['Look'],
      ['Chart'],
    ],
    ['a refused push', stream('push.refused'), [], ['Look'], []],
    ['a failed recording', stream('record.failed'), [], ['Look'], []],
    ['a flagged picture', stream('content.image'), [], ['Look', 'Forbid…'], []],
    ['a monitor', monitor, [], ['Monitors'], []],
    ['a caster', caster, [], ['Open caster'], []],
    ['Airdesk itself', own, [], [], []],
  ];

const labelsOf = (alert: Alert, more = {}) =>
  (alertCard(alert, aView(more)).buttons ?? []).map(({ label }) => label);

describe.each(KINDS)(
  'the buttons of %s: what helps, who takes it on, what looks, what quiets, and the picture last',
  (_kind, alert, helps, looks, last) => {
    it.each(Object.entries(STATES))('%s', (state, more) => {
      const wanted: Readonly<Record<string, readonly string[]>> = {
        firing: [...helps, 'Acknowledge', ...looks, ...QUIET, ...last],
        acknowledged: [...helps, ...looks, AGAIN, ...QUIET, ...last],
        muted: [...helps, 'Acknowledge', ...looks, ...MUTED, ...last],
        flapping: [...helps, 'Acknowledge', ...looks, ...QUIET, ...last],
        recovered: ['Seen', ...looks, 'Close', ...last],
        seen: [...looks, 'Close', ...last],
        closed: [],
      };
      expect(labelsOf({ ...alert, ...more })).toEqual(wanted[state]);
    });
  },
);

it('two backups are both before the acknowledgement', () => {
  expect(labelsOf(DOWN).slice(0, 3)).toEqual([...SWITCH, SWITCH_TO_PULL, 'Acknowledge']);
});

it('an incident is taken on first, then what helps its parts, then what tells more', () => {
  const { incident, children } = anIncident(3);
  const [first, ...others] = children;
  const pushed = { ...down, id: 'm0000000', parent: incident.id, subject: first!.subject };
  expect(labelsOf(incident, { children: [pushed, ...others] })).toEqual([
    'Acknowledge',
    `live/room-0: ${SWITCH[0]}`,
    'live/room-0: Look',
    'live/room-1: Look',
    'live/room-2: Look',
    'Report',
    'All alerts',
    ...QUIET,
  ]);
});

it('what helps the stream that follows from a pull task stands behind what helps the task', () => {
  expect(labelsOf(pull, { children: [{ ...down, reason: 'effect', parent: pull.id }] }).slice(0, 4)).toEqual([
    'Restart pull task',
    'Acknowledge',
    `push.example.com/live/main: ${SWITCH[0]}`,
    'push.example.com/live/main: Look',
  ]);
});

describe('the runbook of its rule', () => {
  const rule = (...buttons: { label: string; command: string }[]) =>
    aConfig({
      streams: { prime: { domain: 'push.example.com', app: 'live', stream: 'main' } },
      alerts: { rules: [{ name: 'r', runbook: { text: 'Do.', buttons } }] },
    });
  const labels = (alert: Alert, ...buttons: { label: string; command: string }[]) =>
    labelsOf({ ...alert, rule: 'r' }, { config: rule(...buttons) });

  it('stands behind the acknowledgement, and behind what helps once somebody is on it', () => {
    const help = { label: 'Who to call', command: 'help' };
    expect(labels(down, help)).toEqual([...SWITCH, 'Acknowledge', 'Who to call', 'Look', ...QUIET, 'Chart']);
    expect(labels({ ...down, ...STATES['acknowledged'] }, help)).toEqual([
      ...SWITCH,
      'Who to call',
      'Look',
      AGAIN,
      ...QUIET,
      'Chart',
    ]);
  });

  it.each([
    'stream show {stream}',
    'stream show stream:{stream}',
    'stream show prime',
    'stream  show "push.example.com/live/main"',
    'Stream show {stream} account:{account}',
  ])('has one button for one thing, by the name it has there: %s', (command) => {
    expect(labels(down, { label: 'Show the pushes', command })).toEqual([
      ...SWITCH,
      'Acknowledge',
      'Show the pushes',
      ...QUIET,
      'Chart',
    ]);
  });

  it('leaves what helps in its place', () => {
    expect(labels(pull, { label: 'Kick the feed', command: 'pull restart {task}' }).slice(0, 3)).toEqual([
      'Kick the feed',
      'Acknowledge',
      'Look',
    ]);
  });
});

it('no button is dropped because a name is long', () => {
  const accounts = { [`a${'b'.repeat(60)}`]: {}, main: {} };
  const config = aConfig({ accounts });
  const long = { type: 'stream', id: `push.example.com/live/${'名'.repeat(100)}` } as const;
  expect(labelsOf({ ...down, subject: long }, { config })).toEqual(labelsOf(down));
  const byName = { type: 'stream-name', id: 'x'.repeat(200) } as const;
  expect(labelsOf({ ...down, subject: byName }, { config })).toEqual(
    labelsOf(down).filter((label) => label !== 'Chart'),
  );
});

describe('the picture of its figures', () => {
  it('is not offered where the cloud keeps none any more, nor in the place of another button', () => {
    const old = 8 * 24 * 60 * MINUTE;
    expect(labelsOf(down, { now: AT + old })).not.toContain('Chart');
    const buttons = Array.from({ length: 3 }, (_, at) => ({ label: `Step ${at}`, command: `help ${at}` }));
    const config = aConfig({ alerts: { rules: [{ name: 'r', runbook: { text: 'Do.', buttons } }] } });
    const labels = labelsOf({ ...DOWN, rule: 'r' }, { config });
    expect(labels.at(-1)).toBe('Chart');
    expect(labels.slice(0, -1)).toEqual(labels.filter((label) => label !== 'Chart'));
  });

  it('is about this alert, in the language of the channel', () => {
    const [last] = (alertCard(down, aView({ language: 'zh-CN' })).buttons ?? []).slice(-1);
    expect(last).toEqual({
      id: expect.stringMatching(/^run@\w+:alert chart id:k3m9x2ab$/u),
      label: '曲线图',
    });
  });
});
