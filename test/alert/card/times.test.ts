import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../src/alert/alert.ts';
import { alertCard } from '../../../src/alert/card/alert-card.ts';
import { anAlert, AT } from '../alerts.ts';
import { aView, MINUTE } from './cards.ts';

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
      For: '2 min at 04:22 Asia/Shanghai',
      Failures: '3rd since 04:00 Asia/Shanghai, 5 min in all',
    });
    expect(facts(again, zh)).toMatchObject({
      本次开始: '04:20 Asia/Shanghai',
      已持续: '2 分钟（截至 04:22 Asia/Shanghai）',
      异常次数: '04:00 Asia/Shanghai 以来第 3 次，累计 5 分钟',
    });
  });

  it('say nothing of that where it is the first', () => {
    expect(Object.keys(facts({ outages: [{ from: AT }] }))).toEqual(['Since', 'For', 'Reason']);
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
