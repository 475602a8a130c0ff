import { describe, expect, it } from 'vitest';
import { blindNotes } from '../../src/config/alerts/blind-notes.ts';
import { configOf } from '../oncall/running.ts';

const FILE = {
  accounts: { main: {}, other: {} },
  roles: { home: { risks: ['read'], accounts: ['main'] }, all: { risks: ['read'] } },
  people: { ada: { slack: 'U0ADA', roles: ['home'] }, bo: { slack: 'U0BO', roles: ['all'] } },
  oncall: { rotations: { room: { layers: [{ people: ['ada'] }, { people: ['bo'] }] } } },
};
const notes = (call: readonly string[], alerts: object) =>
  blindNotes(configOf({ ...FILE, alerts: { escalation: { night: { levels: [{ call }] } }, ...alerts } }));

describe('who is called for what they may not see', () => {
  it.each([['ada'], ['rotation:room']])('is noted: %s', (target) => {
    const found = notes(['bo', target], { escalate: 'night' });
    expect(found).toMatchObject([{ path: ['alerts', 'escalation', 'night', 'levels', 0, 'call', 1] }]);
    expect(found[0]?.text).toMatch(/^ada is called for other, which no role of theirs reaches/);
  });

  it.each<[what: string, call: string[], alerts: object]>([
    ['who may see all', ['bo'], { escalate: 'night' }],
    [
      'who is called for what they may see only',
      ['ada'],
      { rules: [{ name: 'a', match: { account: 'main' }, escalate: 'night' }] },
    ],
    ['what nothing escalates to', ['ada'], {}],
  ])('is not: %s', (_what, call, alerts) => {
    expect(notes(call, alerts)).toEqual([]);
  });
});
