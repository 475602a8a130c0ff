import { describe, expect, it } from 'vitest';
import { accountsCalled } from '../../src/oncall/accounts-called.ts';
import { configOf } from './running.ts';

const PERSON = { ada: { slack: 'U0ADA', roles: ['engineer'] } };
const LEVELS = {
  sports: { levels: [{ call: ['ada'] }, { call: ['rotation:room'] }] },
  news: { levels: [{ call: ['rotation:gallery'] }] },
};

/** Accounts for which `room` is called, by these settings of alerts. */
const called = (alerts: object) =>
  accountsCalled(
    configOf({
      accounts: { sports: {}, news: {}, kids: {} },
      people: PERSON,
      oncall: {
        rotations: { room: { layers: [{ people: ['ada'] }] }, gallery: { layers: [{ people: ['ada'] }] } },
      },
      alerts: { escalation: LEVELS, ...alerts },
    }),
    'room',
  );
const rule = (name: string, more: object) => ({ name, ...more });

describe('the accounts for whose alerts a rotation is called', () => {
  it.each<[what: string, alerts: object, accounts: string[]]>([
    ['that of a rule', { rules: [rule('a', { match: { account: 'news' }, escalate: 'sports' })] }, ['news']],
    [
      'those of several, in the order of the file',
      {
        rules: [
          rule('a', { match: { account: 'news' }, escalate: 'sports' }),
          rule('b', { match: { account: 'kids' }, escalate: 'news' }),
          rule('c', { match: { account: 'sports' }, escalate: 'sports' }),
        ],
      },
      ['sports', 'news'],
    ],
    ['all by a rule for all', { rules: [rule('a', { escalate: 'sports' })] }, ['sports', 'news', 'kids']],
    ['all by the usual escalation', { escalate: 'sports', rules: [] }, ['sports', 'news', 'kids']],
    [
      'all where the usual one is another, and nothing names it',
      { escalate: 'news' },
      ['sports', 'news', 'kids'],
    ],
    ['all where nothing escalates', {}, ['sports', 'news', 'kids']],
    [
      'that of the rule where the usual escalation is another',
      {
        escalate: 'news',
        rules: [rule('a', { match: { account: 'kids' }, escalate: 'sports' })],
      },
      ['kids'],
    ],
  ])('%s', (_what, alerts, accounts) => {
    expect(called(alerts)).toEqual(accounts);
  });
});
