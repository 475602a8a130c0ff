import { describe, expect, it } from 'vitest';
import { anIncident } from '../alert/card/cards.ts';
import { anAlert } from '../alert/alerts.ts';
import { createAsker, createFakeLive } from './asking.ts';
import { createFakeAlerts } from './fake-alerts.ts';

const { incident, children } = anIncident(300, 200);
const SINGLE = anAlert({ id: 'k3m9x2ab' });

function asking(language: 'en' | 'zh-CN' = 'en', given = [SINGLE, incident, ...children]) {
  return createAsker(createFakeLive({}), { alerts: createFakeAlerts(given), language });
}

describe('incident list', () => {
  it('has incidents only, and how much of them lasts', async () => {
    const card = await asking().look('incident list');
    expect(card.table?.rows).toHaveLength(1);
    expect(card.table?.columns).toEqual(['What', 'Affected', 'State', 'Began', 'ID']);
    expect(card.table?.rows[0]?.slice(0, 2)).toEqual([
      'domain push.example.com: many failures at once',
      '200 of 300 still off air',
    ]);
    expect(card.table?.rows[0]?.at(-1)).toBe('n4p8w2cd');
    expect(card.buttons).toEqual([{ id: 'run:incident report n4p8w2cd', label: 'Report n4p8w2cd' }]);
    expect((await asking('zh-CN').look('事故 列表')).table?.rows[0]?.[1]).toBe('300 路中 200 路仍断流');
    expect((await asking('en', [SINGLE]).look('incident list')).title).toBe('No incidents');
    expect((await asking().look('incident list nowhere')).title).toBe('No such incident');
  });
});

describe('incident report', () => {
  it('is Markdown for everybody in the channel', async () => {
    const card = await asking().look('incident report n4p8');
    expect(card.visibility).toBe('channel');
    expect(card.title).toBe('Report: domain push.example.com: many failures at once');
    expect(card.code).toMatch(/^# Report: domain push\.example\.com: many failures at once\n/);
    expect(card.code).toContain('- 300 affected, 200 not recovered');
    expect(card.code).toContain('## Open questions');
    expect((await asking('zh-CN').look('事故 报告 n4p8w2cd')).code).toContain('## 待查问题');
  });

  it('can be had of a single alert', async () => {
    expect((await asking().look('incident report k3m9x2ab')).code).toContain('- Lasted');
  });

  it('is cut at a line, and says so', async () => {
    const history = Array.from({ length: 100 }, (_, at) => ({
      at: at * 1000,
      what: 'noted' as const,
      by: { platform: 'slack', userId: 'U0ADA', name: 'Ada', person: 'ada' },
      text: `${at} `.repeat(120),
    }));
    const { code = '' } = await asking('en', [{ ...SINGLE, history, steps: 100 }]).look(
      'incident report k3m9x2ab',
    );
    expect(code.length).toBeLessThanOrEqual(18_000);
    expect(code.endsWith('\n… the rest is left out')).toBe(true);
  });

  it('is refused for what is not there', async () => {
    expect((await asking().refusal('incident report n4p8w2ce')).choices).toEqual([
      'incident report n4p8w2cd',
    ]);
  });
});
