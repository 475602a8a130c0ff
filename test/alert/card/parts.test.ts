import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../src/alert/model/alert.ts';
import { alertCard } from '../../../src/alert/card/alert-card.ts';
import { incidentReport } from '../../../src/alert/report/incident-report.ts';
import { byWeight } from '../../../src/alert/retention/weight.ts';
import { anAlert, AT } from '../alerts.ts';
import { aConfig, ADA, anIncident, aView, DOWN, MINUTE } from './cards.ts';

const config = aConfig({
  alerts: {
    rules: [
      {
        name: 'final',
        match: { stream: 'room-7' },
        mention: ['ada'],
        runbook: {
          text: 'Call the truck.',
          buttons: [{ label: 'Show the pushes', command: 'stream show {stream}' }],
        },
      },
      { name: 'news', match: { stream: 'room-3' }, runbook: { text: 'Put up the card.' } },
      { name: 'whole', match: { type: ['incident'] }, runbook: { text: 'Ring the network.' } },
    ],
  },
});
const streams = (alert: Alert, name: string) => ({
  ...alert,
  subject: { type: 'stream' as const, id: `push.example.com/live/${name}` },
});

function incidentOf(more: Partial<Alert> = {}): { incident: Alert; children: readonly Alert[] } {
  const { incident, children } = anIncident(10);
  const ruled = children.map((child, at) => ({
    ...child,
    rule: { 3: 'news', 7: 'final' }[at],
  }));
  return { incident: { ...incident, ...more }, children: byWeight(ruled, config.alerts) };
}

describe("an incident's card", () => {
  it('names the strictest part first, with its runbook, then the next ones', () => {
    const { incident, children } = incidentOf();
    const card = alertCard(incident, aView({ config, children }));
    expect(card.lines?.[0]).toMatch(/^live\/room-7, live\/room-3, live\/room-0, /);
    expect(card.lines?.slice(-2)).toEqual([
      'Do for live/room-7: Call the truck.',
      'Do for live/room-3: Put up the card.',
    ]);
    expect(alertCard(incident, aView({ config, children, language: 'zh-CN' })).lines?.at(-1)).toBe(
      'live/room-3 的处置：Put up the card.',
    );
  });

  it('has the runbook of its own rule before theirs, and advice only where there is none', () => {
    const { incident, children } = incidentOf({ rule: 'whole' });
    const own = alertCard(incident, aView({ config, children }));
    expect(own.lines?.slice(-3, -1)).toEqual([
      'Do: Ring the network.',
      'Do for live/room-7: Call the truck.',
    ]);
    const plain = anIncident(3);
    const without = alertCard(plain.incident, aView({ children: plain.children }));
    expect(without.lines?.at(-1)).toBe('Do: Check what they have in common: network, domain, source.');
  });

  it('names a worse part before one that calls somebody', () => {
    const warning = anAlert({ id: 'a', severity: 'warning', rule: 'final' });
    const critical = anAlert({ id: 'b' });
    const over = anAlert({ id: 'c', status: 'recovered', rule: 'final' });
    expect(byWeight([over, warning, critical], config.alerts).map(({ id }) => id)).toEqual(['b', 'a', 'c']);
  });

  it('has buttons for the first parts that last', () => {
    const { incident, children } = incidentOf();
    const [first, ...others] = children;
    const pushed = { ...streams(DOWN, 'room-7'), id: 'x', parent: incident.id, rule: 'final' };
    const card = alertCard(incident, aView({ config, children: [{ ...first, ...pushed }, ...others] }));
    const labels = card.buttons?.map(({ label }) => label) ?? [];
    expect(labels.slice(0, 8)).toEqual([
      'Acknowledge',
      expect.stringMatching(/^live\/room-7: Switch to backup 2 \(/),
      expect.stringMatching(/^live\/room-7: Switch to backup 3 \(/),
      'live/room-7: Show the pushes',
      'Report',
      'All alerts',
      'Mute 15 min',
      'Mute until recovered',
    ]);
    expect(labels.length).toBeLessThanOrEqual(20);
  });

  it('says what its parts share: encoder, server, code; over several domains also when', () => {
    const subject = { type: 'account', id: 'main' } as const;
    const { incident } = anIncident(0);
    const children = [0, 1, 2].map((at) =>
      anAlert({
        id: `p${at}`,
        subject: { type: 'stream', id: `d${at}.example.com/live/s` },
        groups: [`domain:d${at}.example.com`, 'source:rtmp://a.example.com/x'],
        first: { user_ip: '203.0.113.7', node: '198.51.100.3' },
        startedAt: AT + at * 1000,
      }),
    );
    const card = (language: 'en' | 'zh-CN') =>
      alertCard({ ...incident, subject, children: { total: 3, open: 3 } }, aView({ children, language }));
    expect(card('en').title).toBe('CRITICAL account main: many failures at once · 3 of 3 still off air');
    expect(card('en').lines?.[1]).toBe(
      'In common: pull source rtmp://a.example.com/x; all pushed from 203.0.113.7; all through server 198.51.100.3; ' +
        'all with code 8: no data for too long, the cloud disconnected it; on 3 domains; all began within 2 s from 04:00 Asia/Shanghai',
    );
    expect(card('zh-CN').lines?.[1]).toBe(
      '共同点：拉流源 rtmp://a.example.com/x；推流来源均为 203.0.113.7；接入节点均为 198.51.100.3；' +
        '均为：断开码 8：长时间没有数据，云端断开了连接；涉及 3 个域名；自 04:00 Asia/Shanghai 起 2 秒内相继出现',
    );
  });
});

describe('a pull task', () => {
  const values = { comment: 'stadium feed', event: 'TaskExit' };
  const task = anAlert({ condition: 'pull.failing', subject: { type: 'pull', id: '637921' }, first: values });

  it('is called as people call it, its id beside that', () => {
    expect(alertCard(task, aView()).title).toBe('CRITICAL stadium feed (637921): pull task is failing');
    expect(alertCard(task, aView({ language: 'zh-CN' })).title).toBe(
      '【紧急】stadium feed（637921）：拉流转推任务异常',
    );
    expect(alertCard(task, aView()).facts?.map(({ label }) => label)).not.toContain('Details');
    const renamed = { ...task, first: {}, last: { comment: '<!channel>\nfeed', event: 'TaskExit' } };
    expect(alertCard(renamed, aView()).title).toBe('CRITICAL <!channel> feed (637921): pull task is failing');
    const long = { ...task, first: { comment: 'x'.repeat(400) } };
    expect(alertCard(long, aView()).title).toMatch(/^CRITICAL x+… \(637921\): pull task is failing$/);
  });

  it('is named on the card of what follows from it, and on that of an incident', () => {
    const cause = { ...task, id: 'p5q8w2cd' };
    expect(alertCard(anAlert({ follows: cause.id }), aView({ parent: cause })).lines).toContain(
      'Follows from alert p5q8w2cd: stadium feed (637921): pull task is failing',
    );
    const { incident } = anIncident(0);
    const card = alertCard(
      { ...incident, children: { total: 2, open: 2 } },
      aView({ children: [task, anAlert()] }),
    );
    expect(card.lines?.[0]).toBe('pull task stadium feed (637921), live/main');
  });
});

describe('a card of what others follow from', () => {
  const cause = anAlert({
    id: 'p5q8w2cd',
    condition: 'pull.failing',
    subject: { type: 'pull', id: '637921' },
    children: { total: 1, open: 1 },
  });
  const effect = anAlert({ parent: cause.id, reason: 'effect', announced: false });

  it('names them, and what can be done about them', () => {
    const card = alertCard(cause, aView({ children: [effect] }));
    expect(card.title).toBe('CRITICAL 637921: pull task is failing');
    expect(card.lines?.[0]).toBe('With it: push.example.com/live/main: off air');
    expect(card.buttons?.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['Restart pull task', 'push.example.com/live/main: Look']),
    );
    const over = { ...effect, status: 'recovered' as const, recoveredAt: AT };
    expect(alertCard(cause, aView({ children: [over] })).lines?.[0]).not.toMatch(/With it/);
  });

  it('is named on theirs', () => {
    const own = { ...effect, announced: true };
    expect(alertCard(own, aView({ parent: cause })).title).toBe(
      'CRITICAL push.example.com/live/main: off air · follows from alert p5q8w2cd',
    );
    expect(alertCard(own, aView({ parent: cause })).lines).toContain(
      'Follows from alert p5q8w2cd: 637921: pull task is failing',
    );
    const apart = anAlert({ follows: cause.id });
    expect(alertCard(apart, aView({ parent: cause, language: 'zh-CN' })).title).toBe(
      '【紧急】push.example.com/live/main：断流 · 由告警 p5q8w2cd 引起',
    );
  });

  it('says of which caster a stream is an input', () => {
    const input = anAlert({ groups: ['domain:push.example.com', 'caster:63501'] });
    expect(alertCard(input, aView()).lines?.at(-1)).toBe('It is an input of caster 63501.');
    expect(alertCard(input, aView({ language: 'zh-CN' })).lines?.at(-1)).toBe('该流是导播台 63501 的输入。');
  });
});

describe('the report', () => {
  it('has every outage of each member, those that failed most often first', () => {
    const { incident, children } = anIncident(3, 1);
    const outages = [
      { from: AT, to: AT + 3000 },
      { from: AT + 20_000, to: AT + MINUTE },
      { from: AT + 90_000 },
    ];
    const [first, second, third] = children as [Alert, Alert, Alert];
    const report = incidentReport(
      incident,
      [first, { ...second, outages: outages.slice(0, 2) }, { ...third, status: 'firing', outages }],
      aView({ now: AT + 2 * MINUTE }),
    );
    const rows = report.split('\n').filter((line) => line.startsWith('| `live/'));
    expect(rows).toEqual([
      expect.stringContaining(
        '| `live/room-2` | 03-02 04:00:00, 3 s; 03-02 04:00:20, 40 s; 03-02 04:01:30, 30 s so far | 1 min 13 s |',
      ),
      expect.stringContaining('| `live/room-1` | 03-02 04:00:00, 3 s; 03-02 04:00:20, 40 s | 43 s |'),
      expect.stringContaining('| `live/room-0` | 03-02 04:00:00, 2 min so far | 2 min |'),
    ]);
    expect(report).toContain('| What | Outages (Asia/Shanghai) | Bad for |');
  });

  it('has those of a single alert that failed more than once', () => {
    const outages = [
      { from: AT, to: AT + 3000 },
      { from: AT + 20_000, to: AT + MINUTE },
    ];
    const alert = anAlert({ status: 'recovered', recoveredAt: AT + MINUTE, outages });
    expect(incidentReport(alert, [], aView({ language: 'zh-CN' }))).toContain(
      '03-02 04:00:00，3 秒；03-02 04:00:20，40 秒',
    );
    expect(incidentReport(anAlert(), [], aView())).not.toContain('Outages');
  });

  it('has the runbooks of its parts', () => {
    const { incident, children } = incidentOf();
    const report = incidentReport(
      { ...incident, assigned: { person: 'ada', by: ADA, at: AT } },
      children,
      aView({ config }),
    );
    expect(report).toContain('- `live/room-7`: Call the truck.\n- `live/room-3`: Put up the card.');
  });

  it("does not read out the cloud's numbers of pushes: what is pushed now says them by name", () => {
    const numbers = { before: '1963640351043934491', push: '2255779565698500988' };
    const switched = anAlert({
      first: { ...numbers, source: 'pull' },
      last: { ...numbers, push: '4034997993363241643', source: 'pull' },
    });
    const text = JSON.stringify(alertCard(switched, aView()).facts);
    expect(text).not.toMatch(/\d{17}/u);
    expect(text).toContain('source: pull');
    expect(text).not.toContain('Last values');
  });
});
