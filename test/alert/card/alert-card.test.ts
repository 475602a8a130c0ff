import { describe, expect, it } from 'vitest';
import { commands } from '../../../commands/index.ts';
import type { Alert } from '../../../src/alert/model/alert.ts';
import { alertCard } from '../../../src/alert/card/alert-card.ts';
import type { AlertView } from '../../../src/alert/card/view.ts';
import { accountTag } from '../../../src/card/account-tag.ts';
import { runOf } from '../../../src/card/press-id.ts';
import { CONDITIONS } from '../../../src/callback/conditions.ts';
import type { Card } from '../../../src/reply.ts';
import { matchCommand } from '../../../src/line/match-command.ts';
import { readOptions } from '../../../src/line/read-options.ts';
import { withoutTag } from '../../fakes/run-lines.ts';
import { anAlert, AT } from '../alerts.ts';
import { ADA, aConfig, anIncident, aView, DOWN, MINUTE } from './cards.ts';

const acknowledged = { by: ADA, at: AT + 5000, until: AT + 30 * MINUTE };
const zh = aView({ language: 'zh-CN' });

const ids = (card: Card) => (card.buttons ?? []).map(({ id }) => withoutTag(id));
const fact = (card: Card, label: string) => card.facts?.find((each) => each.label === label)?.value;

describe('a card through its life', () => {
  const life: readonly [string, Partial<Alert>, string, string, string][] = [
    [
      'firing',
      {},
      'failure',
      'CRITICAL push.example.com/live/main: off air',
      '【紧急】push.example.com/live/main：断流',
    ],
    [
      'a warning',
      { severity: 'warning' },
      'warning',
      'WARNING push.example.com/live/main: off air',
      '【警告】push.example.com/live/main：断流',
    ],
    [
      'acknowledged',
      { acknowledged },
      'progress',
      'CRITICAL push.example.com/live/main: off air · acknowledged by Ada',
      '【紧急】push.example.com/live/main：断流 · Ada 已认领',
    ],
    [
      'acknowledged too long ago',
      { acknowledged: { ...acknowledged, until: AT } },
      'failure',
      'CRITICAL push.example.com/live/main: off air',
      '【紧急】push.example.com/live/main：断流',
    ],
    [
      'flapping',
      { flapping: true, fires: [AT - 20 * MINUTE, AT - 3 * MINUTE, AT - 2 * MINUTE, AT - MINUTE, AT] },
      'failure',
      'CRITICAL push.example.com/live/main: off air · flapping: failed 4 times in 10 min',
      '【紧急】push.example.com/live/main：断流 · 反复异常：10 分钟内 4 次',
    ],
    [
      'muted until a time',
      { muted: { by: ADA, at: AT, until: AT + 120 * MINUTE } },
      'info',
      'CRITICAL push.example.com/live/main: off air · muted until 06:00 Asia/Shanghai',
      '【紧急】push.example.com/live/main：断流 · 屏蔽至 06:00 Asia/Shanghai',
    ],
    [
      'muted until it recovers',
      { muted: { by: ADA, at: AT } },
      'info',
      'CRITICAL push.example.com/live/main: off air · muted until it recovers',
      '【紧急】push.example.com/live/main：断流 · 屏蔽到恢复为止',
    ],
    [
      'part of an incident',
      { parent: 'n4p8w2cd' },
      'failure',
      'CRITICAL push.example.com/live/main: off air · part of incident n4p8w2cd',
      '【紧急】push.example.com/live/main：断流 · 属于事故 n4p8w2cd',
    ],
    [
      'recovered',
      { status: 'recovered', recoveredAt: AT + 252_000, acknowledged },
      'success',
      'RECOVERED push.example.com/live/main: off air · lasted 4 min 12 s',
      '【已恢复】push.example.com/live/main：断流 · 持续 4 分钟 12 秒',
    ],
    [
      'closed',
      { status: 'closed', recoveredAt: AT + 252_000, closedAt: AT + 900_000 },
      'info',
      'CLOSED push.example.com/live/main: off air · lasted 4 min 12 s',
      '【已关闭】push.example.com/live/main：断流 · 持续 4 分钟 12 秒',
    ],
  ];

  it.each(life)('%s', (_name, more, tone, en, chinese) => {
    const alert = anAlert(more);
    expect(alertCard(alert, aView())).toMatchObject({ tone, title: en, visibility: 'channel' });
    expect(alertCard(alert, zh)).toMatchObject({ tone, title: chinese });
  });

  it('says the rest of how it stands in its first line', () => {
    const alert = anAlert({ muted: { by: ADA, at: AT }, acknowledged, parent: 'n4p8w2cd' });
    expect(alertCard(alert, aView()).lines?.[0]).toBe('Acknowledged by Ada; part of incident n4p8w2cd.');
    expect(alertCard(alert, zh).lines?.[0]).toBe('Ada 已认领；属于事故 n4p8w2cd。');
  });

  it('can be pressed while it is open, and not after', () => {
    expect(ids(alertCard(DOWN, aView()))).toEqual([
      'run:backup switch stream:push.example.com/live/main to:2210464508206756939',
      'run:backup switch stream:push.example.com/live/main to:2210464508206756940',
      'alert:ack:k3m9x2ab',
      'run:stream show stream:push.example.com/live/main',
      'alert:mute15:k3m9x2ab',
      'alert:muteup:k3m9x2ab',
      'alert:take:k3m9x2ab',
      'alert:close:k3m9x2ab',
      'run:alert chart id:k3m9x2ab',
    ]);
    const muted = ids(alertCard({ ...DOWN, muted: { by: ADA, at: AT } }, aView()));
    expect(muted).toContain('alert:unmute:k3m9x2ab');
    expect(muted).not.toContain('alert:mute15:k3m9x2ab');
    const recovered = { ...DOWN, status: 'recovered' as const, recoveredAt: AT + MINUTE };
    expect(ids(alertCard(recovered, aView()))).toEqual([
      'alert:ack:k3m9x2ab',
      'run:stream show stream:push.example.com/live/main',
      'alert:close:k3m9x2ab',
      'run:alert chart id:k3m9x2ab',
    ]);
    expect(ids(alertCard({ ...recovered, seen: true }, aView()))).not.toContain('alert:ack:k3m9x2ab');
    const closed = alertCard({ ...DOWN, status: 'closed', closedAt: AT + MINUTE }, aView());
    expect([closed.buttons, closed.selects]).toEqual([[], []]);
  });

  it('can be assigned to the first 25 people', () => {
    const people = Object.fromEntries(
      Array.from({ length: 40 }, (_, at) => [`p${at}`, { desk: `p${at}`, roles: ['engineer'] }]),
    );
    const [select] = alertCard(DOWN, aView({ config: aConfig({ people }) })).selects ?? [];
    expect(select?.choices).toHaveLength(25);
    expect(select?.choices[0]).toEqual({ id: 'alert:assign:k3m9x2ab:p0', label: 'p0' });
  });

  it('calls people only while it waits for somebody', () => {
    const mentions = [{ kind: 'user', id: 'U0ADA' }] as const;
    const called = (more: Partial<Alert>) => alertCard(anAlert(more), aView({ mentions })).mentions;
    expect(called({})).toEqual(mentions);
    expect(called({ acknowledged })).toBeUndefined();
    expect(called({ muted: { by: ADA, at: AT } })).toBeUndefined();
    expect(called({ status: 'recovered' })).toBeUndefined();
    expect(called({ status: 'closed' })).toBeUndefined();
  });
});

describe('what it tells', () => {
  it('has the time in both zones, the reason in words, who watches and what could be switched to', () => {
    const card = alertCard(DOWN, aView());
    expect(fact(card, 'Since')).toBe('2026-03-02 04:00:00 Asia/Shanghai (03-01 20:00 UTC)');
    expect(fact(card, 'Reason')).toBe(
      'Code 8: no data for too long, the cloud disconnected it (cloud: "recv timeout")',
    );
    expect(fact(card, 'Viewers')).toBe('1,204 at 03:56 Asia/Shanghai');
    expect(fact(card, 'Pushed now')).toBe(
      'main from encoder (ended); backup 2 from encoder; backup 3 from pull task 637921',
    );
    expect(card.lines).toEqual([
      'Nothing is pushed: viewers see nothing.',
      'Do: Switch to a backup if one is pushed; otherwise restart the encoder.',
    ]);
    expect(card.footer).toBe('k3m9x2ab · first report');
  });

  it('has first and last values only where they differ', () => {
    const labels = (more: Partial<Alert>) =>
      alertCard(anAlert(more), aView()).facts?.map(({ label }) => label);
    expect(labels({ first: { score: 31 }, last: { score: 28 } })).toEqual([
      'Since',
      'Reason',
      'At first',
      'Latest',
    ]);
    expect(labels({ first: { score: 31 }, last: { score: 31 } })).toEqual(['Since', 'Reason', 'Details']);
    expect(labels({ first: { score: 31 }, last: {} })).toEqual(['Since', 'Reason', 'Details']);
    expect(labels({ first: { reason: 'a' }, last: { reason: 'b' } })).toEqual(['Since', 'Reason']);
  });

  it('says how far it can be believed, why it stands so, and by which rule', () => {
    const footer = (more: Partial<Alert>, view: AlertView = aView()) => alertCard(anAlert(more), view).footer;
    expect(footer({ trust: 'observed', reason: 'reopened', rule: 'night' })).toBe(
      'k3m9x2ab · failed again · found by asking the cloud · rule night',
    );
    expect(footer({ trust: 'unsigned' }, zh)).toBe('k3m9x2ab · 首次上报 · 消息未签名');
    expect(footer({}, aView({ notice: { en: 'Sandbox', zh: '沙箱' } }))).toBe(
      'k3m9x2ab · first report · Sandbox',
    );
  });

  it('says where else it cannot be seen', () => {
    expect(alertCard(DOWN, aView({ carriedFor: 'slack' })).lines?.[0]).toBe(
      'Slack cannot be reached, so this card was sent here instead.',
    );
    expect(alertCard(DOWN, aView({ language: 'zh-CN', alsoFor: 'discord' })).lines?.[0]).toBe(
      'Discord 无法送达，只看那里的同事还没收到。',
    );
  });

  it('counts what is left of an incident, names ten, and what they have in common', () => {
    const { incident, children } = anIncident(1000, 812);
    const card = alertCard(incident, aView({ children }));
    expect(card.title).toBe(
      'CRITICAL domain push.example.com: many failures at once · 812 of 1,000 still off air',
    );
    expect(card.lines?.[0]).toBe(
      `${Array.from({ length: 10 }, (_, at) => `live/room-${at}`).join(', ')} … and 802 more: incident report n4p8w2cd`,
    );
    expect(card.lines?.[1]).toBe(
      'In common: all with code 8: no data for too long, the cloud disconnected it',
    );
    expect(ids(card)).toContain('run:incident report id:n4p8w2cd');
    expect(alertCard(incident, aView({ language: 'zh-CN', children })).title).toContain(
      '1,000 路中 812 路仍断流',
    );
  });
});

describe('what can be done from it', () => {
  const down = (more: Partial<NonNullable<Alert['found']>>) =>
    ids(alertCard({ ...DOWN, found: { at: AT, ...more } }, aView())).filter((id) =>
      id.includes('backup switch'),
    );

  it('offers two pushes at most, that are neither on air nor ended', () => {
    const push = (sequence: string, main = false) => ({ sequence, source: '直推流', main });
    expect(down({ upstreams: [push('2210464508206756938')] })).toEqual([]);
    expect(down({ upstreams: [push('5', true), push('6')] })).toHaveLength(1);
    expect(down({ upstreams: [push('5'), push('6'), push('7')] })).toHaveLength(2);
    expect(down({})).toEqual([]);
  });

  it('names a long stream in full', () => {
    const domain = `${'d'.repeat(60)}.example.com`;
    const long = { ...DOWN, subject: { type: 'stream' as const, id: `${domain}/live/main` } };
    expect(ids(alertCard(long, aView()))).toEqual(
      expect.arrayContaining([
        `run:backup switch stream:${domain}/live/main to:2210464508206756939`,
        `run:stream show stream:${domain}/live/main`,
      ]),
    );
  });

  it('stays on its account where there are several', () => {
    const config = aConfig({ accounts: { main: {}, other: {} } });
    const card = alertCard({ ...DOWN, account: 'other' }, aView({ config }));
    const runs = (card.buttons ?? []).flatMap(({ id }) => runOf(id) ?? []);
    expect(runs.length).toBeGreaterThan(1);
    expect(new Set(runs.map(({ tag }) => tag))).toEqual(new Set([accountTag(config, 'other')]));
    expect(card.footer).toContain('account other');
  });

  it('has the runbook of its rule, its blanks filled in', () => {
    const rule = (command: string) =>
      aConfig({
        alerts: {
          rules: [
            { name: 'night', runbook: { text: 'Call the OB van.', buttons: [{ label: 'Go', command }] } },
          ],
        },
      });
    const went = (command: string, alert: Alert = DOWN) => {
      const card = alertCard({ ...alert, rule: 'night' }, aView({ config: rule(command) }));
      const id = card.buttons?.find(({ label }) => label === 'Go')?.id;
      return id === undefined ? undefined : withoutTag(id);
    };
    const hostile = { ...DOWN, subject: { type: 'stream' as const, id: 'p.example.com/live/a b to:7' } };
    const invisible = { ...DOWN, subject: { type: 'stream' as const, id: 'p.example.com/live/a\u202eb' } };
    expect(alertCard({ ...DOWN, rule: 'night' }, aView({ config: rule('help') })).lines).toContain(
      'Do: Call the OB van.',
    );
    expect(went('stream show {stream}')).toBe('run:stream show push.example.com/live/main');
    expect(went('stream show {stream} account:{account}')).toBe('run:stream show push.example.com/live/main');
    expect(went('stream show {stream} account:elsewhere')).toBeUndefined();
    expect(went('pull show {task}')).toBeUndefined();
    expect(went('stream show stream:{stream}', hostile)).toBe(
      'run:stream show stream:"id:p.example.com/live/a b to:7"',
    );
    expect(went('stream show "{stream}"', hostile)).toBeUndefined();
    expect(went('stream show {stream}', invisible)).toBe(
      'run:stream show "id:p.example.com/live/a%E2%80%AEb"',
    );
  });

  it.each(
    Object.keys(CONDITIONS).flatMap((condition) =>
      (['stream', 'pull', 'monitor', 'caster', 'source', 'channel'] as const).map(
        (type) => [condition, type] as const,
      ),
    ),
  )('every line of %s on a %s is one that can be typed', (condition, type) => {
    const alert = {
      ...DOWN,
      condition,
      subject: { type, id: type === 'stream' ? DOWN.subject.id : '63501' },
    };
    for (const id of ids(alertCard(alert, aView())).filter((each) => each.startsWith('run:'))) {
      const match = matchCommand(commands, id.slice(4));
      if (match.kind !== 'command') throw new Error(`${id} is ${match.kind}`);
      expect([id, readOptions(match.command, match.rawOptions).ok]).toEqual([id, true]);
    }
  });
});
