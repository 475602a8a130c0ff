import { describe, expect, it } from 'vitest';
import { alertMoments } from '../../src/alert/report/alert-moments.ts';
import type { Alert, Step } from '../../src/alert/model/alert.ts';
import { aConfig, ADA, MINUTE } from './card/cards.ts';
import { anAlert, AT } from './alerts.ts';

const SPAN = { from: AT - 30 * MINUTE, to: AT + 60 * MINUTE };
const step = (minutes: number, what: Step['what'], more: Partial<Step> = {}): Step => ({
  ...{ at: AT + minutes * MINUTE, what },
  ...more,
});

const OUTAGE: Alert = anAlert({
  status: 'recovered',
  recoveredAt: AT + 9 * MINUTE,
  outages: [{ from: AT, to: AT + 9 * MINUTE }],
  history: [
    step(0.1, 'pending', { reason: 'grace' }),
    step(0.5, 'fired', { reason: 'new' }),
    step(0.5, 'called', { reason: 'escalated', text: 'ada' }),
    step(2, 'acknowledged', { by: ADA }),
    step(3, 'noted', { by: ADA, text: 'on it' }),
    step(6, 'acted', { by: ADA, text: 'backup switch main' }),
    step(9, 'recovered', { reason: 'recovered' }),
  ],
});

const moments = (alerts: readonly Alert[], language: 'en' | 'zh-CN' = 'en', span = SPAN) =>
  alertMoments(alerts, span, { config: aConfig(), language });
const textsOf = (...given: Parameters<typeof moments>) => moments(...given).map(({ text }) => text);

describe('the moments of an alert, as a chart marks them', () => {
  it('are broke, called, acknowledged, what was run and recovered, by the clock of the reader', () => {
    expect(textsOf([OUTAGE])).toEqual([
      '04:00:00 off air',
      '04:00:30 called: ada',
      '04:02:00 Ada acknowledged it',
      '04:06:00 Ada ran: backup switch main',
      '04:09:00 recovered',
    ]);
    expect(moments([OUTAGE]).map(({ kind }) => kind)).toEqual(['bad', 'people', 'people', 'people', 'good']);
  });

  it('are in Chinese', () => {
    expect(textsOf([OUTAGE], 'zh-CN')).toEqual([
      '04:00:00 断流',
      '04:00:30 已呼叫：ada',
      '04:02:00 Ada 已认领',
      '04:06:00 Ada 操作：backup switch main',
      '04:09:00 已恢复',
    ]);
  });

  it('have the moment of the card where nobody was called', () => {
    const quiet = { ...OUTAGE, history: OUTAGE.history.filter(({ what }) => what !== 'called') };
    expect(textsOf([quiet])[1]).toBe('04:00:30 alert raised');
  });

  it('leave out what is outside', () => {
    const span = { from: AT + MINUTE, to: AT + 7 * MINUTE };
    expect(textsOf([OUTAGE], 'en', span)).toEqual([
      '04:02:00 Ada acknowledged it',
      '04:06:00 Ada ran: backup switch main',
    ]);
  });

  it('do not say that it is well where it was only closed', () => {
    const closed = anAlert({ status: 'closed', closedAt: AT + MINUTE });
    expect(textsOf([closed])).toEqual(['04:00:00 off air', '04:00:00 alert raised']);
  });

  it('of one that breaks again and again are nine at most, outages before what people did', () => {
    const outages = Array.from({ length: 4 }, (_, n) => ({
      from: AT + n * 10 * MINUTE,
      to: AT + (n * 10 + 5) * MINUTE,
    }));
    const history = Array.from({ length: 30 }, (_, n) => step(n, 'acted', { by: ADA, text: `help ${n}` }));
    const kinds = moments([{ ...OUTAGE, outages, history }]).map(({ kind }) => kind);
    expect(kinds).toHaveLength(9);
    expect(kinds.filter((kind) => kind === 'bad')).toHaveLength(4);
    expect(kinds.filter((kind) => kind === 'good')).toHaveLength(4);
  });
});
