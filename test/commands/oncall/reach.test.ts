/** Who may change on-call for one account only does not change who is called for another. */
import { describe, expect, it } from 'vitest';
import { createTestClock } from '../../fakes/test-clock.ts';
import { running } from '../../oncall/running.ts';
import { createAsker, createFakeLive, NOW } from '../asking.ts';

const layers = [{ people: ['ada', 'bo'], handover: 'monday 09:00', start: '2026-02-02' }];
const FILE = {
  timeZone: 'UTC',
  accounts: { main: {}, other: {} },
  roles: {
    home: { risks: ['read', 'change'], accounts: ['main'] },
    lead: { risks: ['read', 'change'] },
  },
  people: { ada: { slack: 'U0ADA', roles: ['home'] }, bo: { slack: 'U0BO', roles: ['lead'] } },
  oncall: { rotations: { near: { layers }, far: { layers }, both: { layers } } },
  alerts: {
    escalation: {
      near: { levels: [{ call: ['rotation:near', 'rotation:both'] }] },
      far: { levels: [{ call: ['rotation:far', 'rotation:both'] }] },
    },
    rules: [
      { name: 'near', match: { account: 'main' }, escalate: 'near' },
      { name: 'far', match: { account: 'other' }, escalate: 'far' },
    ],
  },
};

async function asking(roles: readonly string[] = ['home'], language: 'en' | 'zh-CN' = 'en') {
  const file = { ...FILE, people: { ...FILE.people, ada: { slack: 'U0ADA', roles } } };
  const clock = createTestClock(NOW);
  const oncall = await running(file, { clock });
  return {
    ada: createAsker(createFakeLive({}), { config: file, oncall, language, now: () => clock.now() }),
    oncall,
  };
}

const LINES = (rotation: string) => [
  `oncall override ${rotation} bo now 1h`,
  `oncall take ${rotation} 2h`,
  `oncall swap ${rotation} 2026-03-02T09:00 bo`,
];

describe('a rotation that is called for another account', () => {
  it.each(['far', 'both'].flatMap(LINES))('%s is refused, with the account', async (line) => {
    const { ada, oncall } = await asking();
    const refusal = await ada.refusal(line);
    expect(refusal.code).toBe('airdesk.not-permitted');
    expect(refusal.title.en).toMatch(/^You may not use "oncall \w+" on other$/);
    expect(refusal.hint.en).toMatch(/is called for (?:main, )?other\. Your roles: home\. Ask a lead\.$/);
    expect(oncall.names.flatMap((name) => oncall.overrides(name))).toEqual([]);
  });

  it('is said in Chinese too', async () => {
    const { ada } = await asking(['home'], 'zh-CN');
    const refusal = await ada.refusal('值班 接班 far 2h');
    expect(refusal.title.zh).toBe('您无权在账号 other 上使用“值班 接班”');
    expect(refusal.hint.zh).toContain('轮值 far 负责的账号：other。');
  });

  it('nor is what others changed of it ended', async () => {
    const { ada, oncall } = await asking();
    const { id } = await oncall.add({
      ...{ rotation: 'far', kind: 'override', by: 'bo' },
      covers: [{ person: 'bo', from: NOW, to: NOW + 3_600_000 }],
    });
    expect((await ada.refusal(`oncall end ${id}`)).title.en).toContain('on other');
    expect(oncall.overrides('far')).toHaveLength(1);
  });

  it.each(LINES('near'))('%s is done: it is called for the one account', async (line) => {
    const { ada } = await asking();
    expect((await ada.look(line)).tone).toBe('success');
  });

  it.each(LINES('both'))('%s is done by whoever may on all of them', async (line) => {
    const { ada } = await asking(['lead']);
    expect((await ada.look(line)).tone).toBe('success');
  });

  it('can be looked at', async () => {
    const { ada } = await asking();
    for (const line of ['oncall show far', 'oncall next far', 'oncall who'])
      expect((await ada.look(line)).kind).toBe('card');
  });
});
