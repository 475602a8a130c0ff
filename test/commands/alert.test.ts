import { describe, expect, it } from 'vitest';
import type { Alert } from '../../src/alert/model/alert.ts';
import type { Refusal } from '../../src/errors.ts';
import { anAlert } from '../alert/alerts.ts';
import { createAsker, createFakeLive, NOW, textOf } from './asking.ts';
import { createFakeAlerts } from './fake-alerts.ts';

const DOWN = anAlert({ id: 'k3m9x2ab', startedAt: NOW - 60_000 });
const WARNING = anAlert({
  id: 'k3z7y8cd',
  severity: 'warning',
  condition: 'push.abnormal',
  code: undefined,
  subject: { type: 'stream', id: 'push.example.com/live/second' },
  assigned: {
    person: 'vic',
    by: { platform: 'slack', userId: 'U0ADA', name: 'Ada', person: 'ada' },
    at: NOW,
  },
});
const OVER = anAlert({ id: 'r2r2r2r2', status: 'recovered', recoveredAt: NOW - 1000 });
const CLOSED = anAlert({ id: 'c2c2c2c2', status: 'closed', closedAt: NOW - 1000 });
const PENDING = anAlert({ id: 'p2p2p2p2', status: 'pending' });
const CHILD = anAlert({
  id: 'd2d2d2d2',
  parent: 'n4p8w2cd',
  subject: { type: 'stream', id: 'push.example.com/live/room' },
});
const ELSEWHERE = anAlert({ id: 'e2e2e2e2', account: 'other' });
const ALL = [CLOSED, OVER, WARNING, DOWN, PENDING, CHILD, ELSEWHERE];

function asking(settings: { readonly language?: 'en' | 'zh-CN'; readonly alerts?: readonly Alert[] } = {}) {
  const alerts = createFakeAlerts(settings.alerts ?? ALL);
  const live = createFakeLive({});
  return {
    alerts,
    live,
    ada: createAsker(live, { alerts, ...(settings.language && { language: settings.language }) }),
  };
}

describe('alert list', () => {
  it('has what lasts first, worst first, and asks the cloud nothing', async () => {
    const { ada, live } = asking();
    const card = await ada.look('alert list');
    expect(card.title).toBe('Alerts: 1 critical, 1 warning, 1 recovered');
    expect(card.tone).toBe('failure');
    expect(card.table?.rows.map((row) => row.at(-1))).toEqual([
      'k3m9x2ab',
      'k3z7y8cd',
      'r2r2r2r2',
      'c2c2c2c2',
    ]);
    // Narrow screens show the first cell in bold: what is wrong, not its id.
    expect(card.table?.columns).toEqual(['What', 'Severity', 'State', 'Began', 'Who', 'ID']);
    expect(card.table?.rows[1]).toEqual([
      'push.example.com/live/second: push is unhealthy',
      'WARNING',
      'firing',
      'just now',
      'vic',
      'k3z7y8cd',
    ]);
    expect(card.buttons?.[0]).toEqual({
      id: 'run:alert show k3m9x2ab',
      label: 'push.example.com/live/main: off air · k3m9x2ab',
    });
    expect(card.lines).toContain('Not listed: 1 that are part of incidents (incident list)');
    expect(live.calls).toEqual([]);
  });

  it('finds by name, id, severity and person; members of incidents too', async () => {
    const { ada } = asking();
    const found = async (filter: string) =>
      (await ada.look(`alert list ${filter}`)).table?.rows.map((row) => row.at(-1));
    expect(await found('room')).toEqual(['d2d2d2d2']);
    expect(await found('k3z')).toEqual(['k3z7y8cd']);
    expect(await found('警告')).toEqual(['k3z7y8cd']);
    expect(await found('vic')).toEqual(['k3z7y8cd']);
    expect((await ada.look('alert list nothing')).title).toBe('No such alert');
  });

  it('leaves out what was no fault after all and was told to nobody, unless it is asked for', async () => {
    const none = { status: 'closed', reason: 'still-live', announced: false } as const;
    const { ada } = asking({ alerts: [DOWN, { ...CLOSED, ...none }, { ...CLOSED, id: 't2t2t2t2' }] });
    const ids = async (line: string) => (await ada.look(line)).table?.rows.map((row) => row.at(-1));
    expect(await ids('alert list')).toEqual(['k3m9x2ab', 't2t2t2t2']);
    expect(await ids('alert list c2c2')).toEqual(['c2c2c2c2']);
  });

  it('keeps the id on a button whose name is long', async () => {
    const subject = { type: 'stream', id: `push.example.com/live/${'x'.repeat(255)}` } as const;
    const card = await asking({ alerts: [{ ...DOWN, subject }] }).ada.look('alert list');
    expect(card.buttons?.[0]?.label).toMatch(/^push\.example\.com\/live\/x+…[^·]* · k3m9x2ab$/);
    expect(card.buttons?.[0]?.label.length).toBeLessThanOrEqual(75);
  });

  it('is in Chinese, and says so when nothing is wrong', async () => {
    const { ada } = asking({ language: 'zh-CN' });
    expect((await ada.look('告警 列表')).title).toBe('告警：紧急 1，警告 1，已恢复 1');
    expect((await asking({ language: 'zh-CN', alerts: [] }).ada.look('告警列表')).title).toBe('没有告警');
    expect((await asking({ alerts: [OVER] }).ada.look('alert list')).title).toBe(
      'No alert is firing, 1 recovered',
    );
  });

  it('has pages, and five buttons on each', async () => {
    const alerts = Array.from({ length: 45 }, (_, at) => anAlert({ id: `q${String(at).padStart(7, '0')}` }));
    const card = await asking({ alerts }).ada.look('alert list page:2');
    expect(card.table?.rows).toHaveLength(20);
    expect(card.buttons?.map(({ id }) => id.split(' ').slice(0, 2).join(' '))).toEqual([
      ...Array.from({ length: 5 }, () => 'run:alert show'),
      'run:alert list',
    ]);
  });
});

describe('alert show', () => {
  it('is the card itself with what happened last', async () => {
    const { ada } = asking();
    const card = await ada.look('alert show K3M9');
    expect((await ada.look('alert show #Ｋ3M9X2AB。')).title).toBe(card.title);
    expect(card.title).toBe('CRITICAL push.example.com/live/main: off air');
    expect(card.buttons?.[0]?.id).toBe('alert:ack:k3m9x2ab');
    expect(card.code).toContain('alert raised: first report');
    // The answer is put on its account with all others.
    expect(card.buttons?.some(({ id }) => id.includes('account:'))).toBe(false);
  });
});

describe('what an alert is called', () => {
  it.each(['k3m9x2ab', '#k3m9x2ab', 'K3M9X2AB', 'k3m9', '#K3m'])('%s', async (id) => {
    const { ada, alerts } = asking();
    await ada.look(`alert ack ${id}`);
    expect(alerts.asked).toEqual([['acknowledge', 'main', 'k3m9x2ab', 'ada']]);
  });

  it.each([
    ['alert ack k3', 'airdesk.not-found', /alert list|alert ack k3m9x2ab/],
    ['alert ack k3m9x2aa', 'airdesk.not-found', /^alert ack k3m9x2ab$/m],
    ['alert mute k3m9x2aa 2h', 'airdesk.not-found', /^alert mute k3m9x2ab 2h$/m],
    ['alert show e2e2e2e2', 'airdesk.not-found', /alert list/],
    ['alert note zzzzzzzz so it is', 'airdesk.not-found', /alert list/],
  ])('%s is refused', async (line, code, choices) => {
    const { ada, alerts } = asking();
    const refusal = await ada.refusal(line);
    expect(refusal.code).toBe(code);
    expect(refusal.choices.join('\n')).toMatch(choices);
    expect(refusal.hint.zh).toMatch(/^未/);
    expect(alerts.asked).toEqual([]);
  });

  it('is never guessed where two begin so', async () => {
    const two = [DOWN, { ...WARNING, id: 'k3m9zzzz' }];
    const { ada, alerts } = asking({ alerts: two });
    const refusal = await ada.refusal('alert close k3m9');
    expect(refusal.code).toBe('airdesk.ambiguous');
    expect(refusal.choices).toEqual(['alert close k3m9x2ab', 'alert close k3m9zzzz']);
    expect(refusal.hint.en).toContain('k3m9x2ab push.example.com/live/main: off air');
    expect(alerts.asked).toEqual([]);
  });
});

describe('what can be done to an alert', () => {
  it.each<readonly [string, readonly unknown[], string]>([
    [
      'alert ack k3m9x2ab',
      ['acknowledge', 'main', 'k3m9x2ab', 'ada'],
      'Acknowledged: push.example.com/live/main: off air',
    ],
    [
      'alert ack r2r2r2r2',
      ['acknowledge', 'main', 'r2r2r2r2', 'ada'],
      'Seen: push.example.com/live/main: off air',
    ],
    [
      'alert mute k3m9x2ab 15m',
      ['mute', 'main', 'k3m9x2ab', NOW + 900_000],
      'Muted until 2026-03-02 04:15:00 Asia/Shanghai (03-01 20:15 UTC)',
    ],
    [
      'alert mute k3m9x2ab until 05:00',
      ['mute', 'main', 'k3m9x2ab', NOW + 3_600_000],
      'Muted until 2026-03-02 05:00:00 Asia/Shanghai (03-01 21:00 UTC)',
    ],
    ['alert mute k3m9x2ab recovered', ['mute', 'main', 'k3m9x2ab', 'recovered'], 'Muted until it recovers'],
    [
      'alert mute k3m9x2ab until it recovers',
      ['mute', 'main', 'k3m9x2ab', 'recovered'],
      'Muted until it recovers',
    ],
    ['告警 屏蔽 k3m9x2ab 恢复', ['mute', 'main', 'k3m9x2ab', 'recovered'], 'Muted until it recovers'],
    ['alert unmute k3m9x2ab', ['unmute', 'main', 'k3m9x2ab'], 'No longer muted'],
    ['alert assign k3m9x2ab me', ['assign', 'main', 'k3m9x2ab', 'ada'], 'Assigned to ada'],
    ['alert assign k3m9x2ab @Vic', ['assign', 'main', 'k3m9x2ab', 'vic'], 'Assigned to vic'],
    ['alert close k3m9x2ab', ['close', 'main', 'k3m9x2ab', undefined], 'Closed'],
    ['alert close k3m9x2ab a planned test', ['close', 'main', 'k3m9x2ab', 'a planned test'], 'Closed'],
    ['alert note k3m9x2ab Bo is on the way', ['note', 'main', 'k3m9x2ab', 'Bo is on the way'], 'Noted'],
  ])('%s', async (line, asked, title) => {
    const { ada, alerts } = asking();
    const card = await ada.look(line);
    expect(alerts.asked).toEqual([asked]);
    expect(card.title.startsWith(title)).toBe(true);
    expect(card.visibility).toBe('asker');
    expect(card.footer).toBe(asked[2]);
  });

  it('says so when whoever it is given to may not see the account', async () => {
    const config = {
      roles: {
        engineer: { risks: ['read', 'change', 'air'] },
        viewer: { risks: ['read'], accounts: ['other'] },
      },
    };
    const alerts = createFakeAlerts(ALL);
    const ada = createAsker(createFakeLive({}), { alerts, config });
    expect((await ada.look('alert assign k3m9x2ab vic')).lines).toContain(
      'vic has no role for main: a direct message tells them only that something is wrong there, and they cannot acknowledge it.',
    );
    expect(textOf(await ada.look('alert assign k3m9x2ab me'))).not.toContain('no role');
  });

  it('is answered in Chinese', async () => {
    const { ada } = asking({ language: 'zh-CN' });
    expect((await ada.look('告警 认领 k3m9x2ab')).title).toBe('已认领：push.example.com/live/main：断流');
    expect(textOf(await ada.look('告警 认领 k3m9x2ab'))).toContain('仍未恢复，卡片会重新要求处理');
    expect((await ada.look('告警 指派 k3m9x2ab 我')).title).toBe(
      '已指派给 ada：push.example.com/live/main：断流',
    );
  });

  it.each([
    ['alert mute k3m9x2ab 8d', /"until" is more than 7 days away/, /“截止”超过 7 天/],
    ['alert mute k3m9x2ab 2026-02-01T10:00', /"until" is over already/, /“截止”时间已过/],
    ['alert assign k3m9x2ab vik', /"person": nobody is called "vik"/, /“人员”：没有叫“vik”的人/],
  ])('%s is refused, and the field is named', async (line, en, chinese) => {
    const { ada, alerts } = asking();
    const refusal = await ada.refusal(line);
    expect(refusal.title.en).toMatch(en);
    expect(refusal.title.zh).toMatch(chinese);
    expect(alerts.asked).toEqual([]);
  });

  it('offers the person that was meant', async () => {
    const { ada } = asking();
    expect((await ada.refusal('alert assign k3m9x2ab vik')).choices).toEqual([
      'alert assign k3m9x2ab vic',
      'alert assign k3m9x2ab me',
    ]);
  });
});

describe('an alert that is called by its stream', () => {
  const refused = async (line: string, language: 'en' | 'zh-CN' = 'en') => {
    const { ada, alerts } = asking({ language });
    const refusal = await ada.look(line).then(
      () => undefined,
      (error: unknown) => error as Refusal,
    );
    expect(alerts.asked).toEqual([]);
    return refusal;
  };

  it('is offered by its id, never taken', async () => {
    const refusal = await refused('alert ack main');
    expect(refusal?.choices).toEqual(['alert ack k3m9x2ab', 'alert ack r2r2r2r2']);
    expect(refusal?.hint.en).toMatch(
      /^Nothing was done\. About "main": k3m9x2ab push\.example\.com\/live\/main: off air; /,
    );
    expect(refusal?.hint.zh).toMatch(/^未执行任何操作。与“main”有关的告警：k3m9x2ab /);
    expect((await refused('alert mute push.example.com/live/second 15m'))?.choices).toEqual([
      'alert mute k3z7y8cd 15m',
    ]);
  });

  it('is not looked for by part of a name', async () => {
    expect((await refused('alert ack mai'))?.choices).toEqual(['alert list']);
  });
});
