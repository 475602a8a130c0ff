import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../src/alert/model/alert.ts';
import { alertCard } from '../../../src/alert/card/alert-card.ts';
import { alertLine } from '../../../src/alert/card/alert-line.ts';
import { anAlert, AT } from '../alerts.ts';
import { ADA, aView, MINUTE } from './cards.ts';

const zh = aView({ language: 'zh-CN', now: AT + 22 * MINUTE });
const en = aView({ now: AT + 22 * MINUTE });
const facts = (more: Partial<Alert>, view = en) =>
  Object.fromEntries((alertCard(anAlert(more), view).facts ?? []).map(({ label, value }) => [label, value]));

describe('the times on a card', () => {
  const again: Partial<Alert> = {
    fires: [AT, AT + 10 * MINUTE, AT + 20 * MINUTE],
    firedAt: AT + 20 * MINUTE,
    outages: [
      { from: AT, to: AT + MINUTE },
      { from: AT + 10 * MINUTE, to: AT + 12 * MINUTE },
      { from: AT + 20 * MINUTE },
    ],
  };

  it('say when this one began, how long it has lasted, and which it is tonight', () => {
    expect(facts(again)).toMatchObject({
      Since: '2026-03-02 04:00:00 Asia/Shanghai (03-01 20:00 UTC)',
      'This time since': '04:20 Asia/Shanghai',
      Failures: '3rd since 04:00 Asia/Shanghai, 5 min in all',
    });
    expect(facts(again, zh)).toMatchObject({
      本次开始: '04:20 Asia/Shanghai',
      异常次数: '04:00 Asia/Shanghai 以来第 3 次，累计 5 分钟',
    });
  });

  it('go on by themselves for what lasts, from when it broke this time', () => {
    const ago = (more: Partial<Alert>, view = en) =>
      (alertCard(anAlert(more), view).facts ?? []).flatMap(({ label, ago: since }) =>
        since ? [[label, since.at, since.text]] : [],
      );
    expect(ago({})).toEqual([['Since', AT, 'for 22 min at 04:22 Asia/Shanghai']]);
    expect(ago({}, zh)).toEqual([['开始', AT, '已持续 22 分钟（截至 04:22 Asia/Shanghai）']]);
    expect(ago(again)).toEqual([['This time since', AT + 20 * MINUTE, 'for 2 min at 04:22 Asia/Shanghai']]);
    expect(ago({ ...again, status: 'recovered', recoveredAt: AT + 21 * MINUTE })).toEqual([]);
    expect(ago({ status: 'closed', closedAt: AT + MINUTE })).toEqual([]);
  });

  it('are in the title of one that failed again: its number, and when this one began', () => {
    const title = (more: Partial<Alert>, view = en) => alertCard(anAlert(more), view).title;
    expect(title(again)).toBe(
      'CRITICAL push.example.com/live/main: off air · 3rd since 04:00, this one since 04:20',
    );
    expect(title(again, zh)).toBe(
      '【紧急】push.example.com/live/main：断流 · 04:00 以来第 3 次，本次始于 04:20',
    );
    const acknowledged = { by: ADA, at: AT + 21 * MINUTE, until: AT + 51 * MINUTE };
    expect(title({ ...again, acknowledged })).toBe(
      'CRITICAL push.example.com/live/main: off air · 3rd since 04:00, this one since 04:20 · acknowledged by Ada',
    );
    const over: Partial<Alert> = {
      ...again,
      status: 'recovered',
      recoveredAt: AT + 21 * MINUTE,
      outages: [...(again.outages ?? []).slice(0, 2), { from: AT + 20 * MINUTE, to: AT + 21 * MINUTE }],
    };
    expect(title(over)).toBe('RECOVERED push.example.com/live/main: off air · lasted 1 min, 3rd since 04:00');
    expect(title(over, zh)).toBe(
      '【已恢复】push.example.com/live/main：断流 · 持续 1 分钟，04:00 以来第 3 次',
    );
    expect(facts(over)).toMatchObject({
      Lasted: '1 min',
      Failures: '3rd since 04:00 Asia/Shanghai, 4 min in all',
    });
    // Flapping counts by itself.
    expect(title({ ...again, flapping: true })).toBe(
      'CRITICAL push.example.com/live/main: off air · flapping: failed 1 times in 10 min',
    );
  });

  it('are those of this one in a list, too', () => {
    expect(alertLine(anAlert(again), en)).toBe(
      'k3m9x2ab CRITICAL push.example.com/live/main: off air · 2 min · 3rd since 04:00, this one since 04:20',
    );
  });

  it('say nothing of that where it is the first', () => {
    expect(Object.keys(facts({ outages: [{ from: AT }] }))).toEqual(['Since', 'Reason']);
  });

  it('are those of the fact, with the moment in which it was noticed where that was late', () => {
    expect(facts({ firedAt: AT + 10 * MINUTE })).toMatchObject({ Noticed: '04:10 Asia/Shanghai' });
    expect(facts({ firedAt: AT + 5000 })).not.toHaveProperty('Noticed');
    const back: Partial<Alert> = { status: 'recovered', wellAt: AT + MINUTE, recoveredAt: AT + 10 * MINUTE };
    expect(facts(back)).toMatchObject({
      Recovered: '2026-03-02 04:01:00 Asia/Shanghai (03-01 20:01 UTC)',
      Lasted: '1 min',
      Noticed: 'that it is well: 04:10 Asia/Shanghai',
    });
    expect(facts(back, zh)).toMatchObject({ 持续: '1 分钟', 发现: '恢复于 04:10 Asia/Shanghai 发现' });
    expect(alertCard(anAlert(back), en).title).toContain('lasted 1 min');
  });

  it('are those of what people were told, while it waits whether it comes back', () => {
    const waits: Partial<Alert> = {
      ...{ status: 'pending', announced: true, reason: 'pending' },
      ...{ wellAt: AT + MINUTE, recoveredAt: AT + MINUTE },
      fires: [AT, AT + 20 * MINUTE],
      outages: [{ from: AT, to: AT + MINUTE }, { from: AT + 20 * MINUTE }],
    };
    const card = alertCard(anAlert(waits), en);
    expect(card).toMatchObject({
      tone: 'success',
      title: expect.stringMatching(/^RECOVERED .* lasted 1 min/),
    });
    expect(facts(waits)).toMatchObject({ Lasted: '1 min' });
    // Back at once: that it was well was noticed long before.
    const back: Partial<Alert> = { ...waits, status: 'recovered', recoveredAt: AT + 20 * MINUTE + 2000 };
    expect(facts(back)).not.toHaveProperty('Noticed');
    expect(facts(back)).toMatchObject({ Lasted: '1 min' });
    // Of which nobody was told yet, it is what it will be.
    expect(alertCard(anAlert({ status: 'pending' }), en).title).toMatch(/^CRITICAL /);
  });

  it('name no other beginning of an incident that is the first', () => {
    const first: Partial<Alert> = {
      condition: 'incident',
      fires: [AT + 2000],
      children: { total: 5, open: 5 },
    };
    expect(facts(first)).not.toHaveProperty('This time since');
  });

  it('name who was called', () => {
    const called = ['ada', 'bo', 'c', 'd', 'e', 'f', 'g'];
    expect(facts({}, aView({ called }))).toMatchObject({ Called: 'ada, bo, c, d, e, +2' });
    expect(facts({}, { ...zh, called: ['ada', 'bo'] })).toMatchObject({ 已呼叫: 'ada、bo' });
  });
});
