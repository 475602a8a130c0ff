import { describe, expect, it } from 'vitest';
import { withStep, type Alert, type Step } from '../../../src/alert/model/alert.ts';
import { alertCard } from '../../../src/alert/card/alert-card.ts';
import { alertLine } from '../../../src/alert/card/alert-line.ts';
import { digestCard } from '../../../src/alert/card/digest-card.ts';
import { incidentReport } from '../../../src/alert/report/incident-report.ts';
import { codeMarkdown, plainMarkdown } from '../../../src/alert/report/markdown.ts';
import { reasonWords } from '../../../src/alert/card/words/reason-words.ts';
import { threadLines } from '../../../src/alert/card/thread-lines.ts';
import { accountTag } from '../../../src/card/account-tag.ts';
import { encodePress } from '../../../src/card/press-id.ts';
import { anAlert, AT } from '../alerts.ts';
import { ADA, aConfig, anIncident, aView, DOWN, MINUTE } from './cards.ts';

const zh = aView({ language: 'zh-CN' });

function withSteps(count: number): Alert {
  const steps = Array.from({ length: count }, (_, at): Step => ({
    at: AT + at * 1000,
    what: 'noted',
    text: `n${at}`,
    by: ADA,
  }));
  return steps.reduce(withStep, anAlert({ history: [], steps: 0 }));
}

describe('the thread', () => {
  it('tells each step: when, who, what', () => {
    const alert = anAlert({
      history: [
        { at: AT, what: 'pending', reason: 'pending' },
        { at: AT + 5000, what: 'fired', reason: 'new' },
        { at: AT + 9000, what: 'acknowledged', by: ADA },
        { at: AT + 20_000, what: 'noted', by: ADA, text: 'encoder\nlost power' },
        { at: AT + 86_400_000, what: 'recovered', reason: 'recovered' },
      ],
      steps: 5,
    });
    expect(threadLines(alert, 1, aView())).toEqual([
      '04:00:05 Asia/Shanghai (03-01 20:00 UTC) alert raised: first report',
      '04:00:09 Asia/Shanghai (03-01 20:00 UTC) Ada acknowledged it',
      '04:00:20 Asia/Shanghai (03-01 20:00 UTC) Ada noted: encoder lost power',
      '2026-03-03 04:00:00 Asia/Shanghai (03-02 20:00 UTC) recovered',
    ]);
    expect(threadLines(alert, 3, zh)[0]).toBe(
      '04:00:20 Asia/Shanghai (03-01 20:00 UTC) Ada 备注：encoder lost power',
    );
  });

  it('says of a part that it was closed with the whole, as its card does', () => {
    const closed = { at: AT + 5000, what: 'closed', by: ADA, reason: 'closed-with-whole' } as const;
    const part = anAlert({
      status: 'closed',
      closedAt: closed.at,
      parent: 'n4p8w2cd',
      history: [closed],
    });
    expect(threadLines(part, 0, aView())[0]).toMatch(/ Ada closed it with the incident$/);
    expect(threadLines(part, 0, zh)[0]).toMatch(/ Ada 将其随整体一并关闭$/);
    expect(alertCard(part, aView()).lines).toEqual([
      'Closed by Ada; part of incident n4p8w2cd.',
      'Closed together with the incident.',
      'If it is still failing, you will hear nothing more until it recovers or fails again.',
    ]);
    expect(alertCard({ ...part, reason: 'effect' }, zh).lines).toContain('已随上游告警一并关闭。');
  });

  it.each([
    [5, 0, 5, undefined],
    [5, 5, 0, undefined],
    [30, 0, 30, undefined],
    [31, 0, 30, '… 2 steps left out'],
    [140, 0, 30, '… 111 steps left out'],
    // Steps 20 to 59 of 140 are not kept.
    [140, 30, 30, '… 81 steps left out'],
    [140, 120, 20, undefined],
  ])('of %d steps, %d told: %d lines', (steps, told, lines, first) => {
    const all = threadLines(withSteps(steps), told, aView());
    expect(all).toHaveLength(lines);
    if (first !== undefined) expect(all[0]).toBe(first);
    if (lines > 0) expect(all.at(-1)).toContain(`n${steps - 1}`);
  });
});

describe('one line and the digest', () => {
  it('say what, how bad and how it stands', () => {
    expect(alertLine(DOWN, aView())).toBe('k3m9x2ab CRITICAL push.example.com/live/main: off air · 1 min');
    const over = { ...DOWN, status: 'recovered' as const, recoveredAt: AT + 9000 };
    expect(alertLine(over, zh)).toBe('k3m9x2ab 【已恢复】push.example.com/live/main：断流 · 持续 9 秒');
  });

  it('stays on the account when all are of one', () => {
    const config = aConfig({ accounts: { main: {}, other: {} } });
    const over = anAlert({ status: 'closed', closedAt: AT + MINUTE });
    expect(digestCard([over], aView({ config })).buttons).toMatchObject([
      { id: encodePress({ kind: 'run', line: 'alert list', tag: accountTag(config, 'main') }) },
    ]);
    expect(digestCard([over, { ...over, account: 'other' }], aView({ config })).buttons).toEqual([]);
    expect(
      digestCard(
        Array.from({ length: 25 }, () => over),
        aView(),
      ).lines,
    ).toContain('5 more: alert list');
  });

  it('does not say that what had to make room is over', () => {
    const over = anAlert({ status: 'closed', closedAt: AT + MINUTE });
    const some = [over, { ...over, reason: 'crowded-out' }];
    expect(digestCard(some, aView()).lines).toEqual([
      'Closed because too many alerts are open, and may still last: 1 of them. Look at the streams.',
    ]);
  });
});

describe('the report', () => {
  const { incident, children } = anIncident(1000, 0);
  const alert: Alert = { ...incident, status: 'recovered', recoveredAt: AT + 3 * MINUTE };
  const report = incidentReport(alert, children, aView({ now: AT + 10 * MINUTE }));

  it('says how long it took until somebody took it on, and until it was over', () => {
    expect(report).toContain('# Report: domain push.example.com: many failures at once');
    expect(report).toContain('| Acknowledged | by Ada, after 20 s |');
    expect(report).toContain('| Lasted | 3 min |');
    expect(report).toContain('- 1,000 affected, 0 not recovered');
    expect(report).toContain('… and 970 more.');
  });

  it('tells a storm in a few lines, in order of time', () => {
    const [, timeline = ''] = report.split('## Timeline');
    const [entries = ''] = timeline.split('##');
    expect(entries.trim().split('\n')).toEqual([
      '- 2026-03-02 04:00:00 Asia/Shanghai (03-01 20:00 UTC) alert raised: first report',
      expect.stringMatching(/`live\/room-0`, .* and 995 more: alert raised: first report$/),
      '- 2026-03-02 04:00:20 Asia/Shanghai (03-01 20:00 UTC) Ada acknowledged it',
      expect.stringMatching(/`live\/room-0`, .* and 995 more: recovered$/),
    ]);
  });

  it('keeps what people did to members, and says what it leaves out', () => {
    const noisy = children.map((child, at) => ({
      ...child,
      history: Array.from({ length: 20 }, (_, step) => ({
        at: AT + step * MINUTE + at * 60,
        what: 'fired' as const,
        text: `${at}`,
      })),
    }));
    const [first, ...others] = noisy;
    const noted = {
      ...first!,
      history: [...first!.history, { at: AT + 500, what: 'noted' as const, by: ADA, text: 'fuse' }],
    };
    const long = incidentReport(alert, [noted, ...others], aView());
    expect(long.split('\n').length).toBeLessThan(310);
    expect(long).toContain('`live/room-0`: Ada noted: fuse');
    expect(long).toMatch(/^[\d,]+ more entries are left out\.$/mu);
  });

  it('is in Chinese too, for a single alert', () => {
    const single = incidentReport(DOWN, [], zh);
    expect(single).toContain('# 事故报告：push.example.com/live/main：断流');
    expect(single).toContain('| 认领 | 无人认领 |');
    expect(single).toContain('- 持续 1 分钟');
    expect(single).toContain('## 待查问题');
  });

  it('shows no secret', () => {
    const leaking = anAlert({
      last: { reason: 'rtmp://push.example.com/live/main?txSecret=0123456789abcdef&txTime=1' },
      history: [{ at: AT, what: 'noted', by: ADA, text: 'token=abcdef0123456789' }],
    });
    expect(incidentReport(leaking, [], aView())).not.toMatch(/abcdef/);
  });
});

describe('outside text as Markdown', () => {
  it.each([
    ['a_b*c*', 'a\\_b\\*c\\*'],
    ['<b>', '\\<b\\>'],
    ['@channel', '@\u200bchannel'],
    ['https://a.example', 'https\\://a.example'],
    ['www.a.example', 'www\\.a.example'],
    ['# no heading', '\\# no heading'],
    ['1. no list', '1\\. no list'],
    ['a|b', 'a\\|b'],
  ])('%s', (text, written) => expect(plainMarkdown(text)).toBe(written));

  it.each([
    ['live/main', '`live/main`'],
    ['a`b', '``a`b``'],
    ['`', '`` ` ``'],
    ['a|b', '`a¦b`'],
    ['', '—'],
  ])('%s in fixed width', (text, written) => expect(codeMarkdown(text)).toBe(written));
});

it('has words for every reason, and shows one that it does not know', () => {
  expect(reasonWords('closed-after-recovery')).toEqual({
    en: 'closed automatically after recovery',
    zh: '恢复后自动关闭',
  });
  expect(reasonWords('constructor')).toEqual({ en: 'constructor', zh: 'constructor' });
});
