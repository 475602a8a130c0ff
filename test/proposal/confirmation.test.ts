import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Config } from '../../src/config/schema.ts';
import { ConfigFileSchema } from '../fakes/platforms.ts';
import { isAsker } from '../../src/guard/asker.ts';
import { cancellation, confirmation } from '../../src/proposal/guard/confirmation.ts';
import { STATUSES, type Proposal } from '../../src/proposal/proposal.ts';
import { fingerprint, type Json } from '../../src/json.ts';

const config: Config = {
  ...ConfigFileSchema.parse({
    accounts: { main: {} },
    people: {
      ada: { slack: 'U0ADA', desk: 'ada', roles: ['lead'] },
      bo: { slack: 'U0BO', roles: ['lead'] },
    },
  }),
  defaultAccount: 'main',
};
const { policy } = config;
const asker = { platform: 'slack', userId: 'U0ADA', name: 'Ada', person: 'ada' };
const T = 1_000_000;
const IN_TIME = { now: T + 1, isOver: false };

const proposal = (change: Partial<Proposal> = {}): Proposal => ({
  id: 'p1',
  kind: 'command',
  intent: 'i1',
  command: 'stream drop',
  options: {},
  permission: 'stream drop',
  account: 'main',
  language: 'en',
  asker,
  place: { platform: 'slack', channelId: 'C0' },
  title: 'Drop x',
  target: { key: 'main/x', label: 'x' },
  plan: null,
  fingerprint: 'f',
  status: 'waiting',
  createdAt: T,
  confirmFrom: T,
  expiresAt: T + 120_000,
  card: { kind: 'card', tone: 'ask', title: 'Drop x?', visibility: 'channel' },
  cardId: 'command-p1',
  revision: '',
  ...change,
});

const ada = { platform: 'slack', userId: 'U0ADA', name: 'Ada' };
const bo = { platform: 'slack', userId: 'U0BO', name: 'Bo' };

describe('confirmation', () => {
  it.each<
    [what: string, Proposal | undefined, typeof ada, person: string, at: number, code: string | undefined]
  >([
    ['the asker in time', proposal(), ada, 'ada', T + 1, undefined],
    ['the asker at the last moment', proposal(), ada, 'ada', T + 119_999, undefined],
    ['the asker too late', proposal(), ada, 'ada', T + 120_000, 'airdesk.expired'],
    ['nobody knows the proposal', undefined, ada, 'ada', T, 'airdesk.expired'],
    ['somebody else', proposal(), bo, 'bo', T + 1, 'airdesk.not-yours'],
    ['the same person from the desk', proposal(), { ...bo, platform: 'desk' }, 'ada', T + 1, undefined],
    ['the undo of somebody else', proposal({ kind: 'undo' }), bo, 'bo', T + 1, undefined],
    [
      'a card that has just changed',
      proposal({ confirmFrom: T + 500 }),
      ada,
      'ada',
      T + 499,
      'airdesk.just-changed',
    ],
    ['a card that can be read by now', proposal({ confirmFrom: T + 500 }), ada, 'ada', T + 500, undefined],
    ['cancelled', proposal({ status: 'cancelled' }), ada, 'ada', T + 1, 'airdesk.cancelled'],
    ['changed', proposal({ status: 'changed' }), ada, 'ada', T + 1, 'airdesk.changed'],
    ['interrupted', proposal({ status: 'interrupted' }), ada, 'ada', T + 1, 'airdesk.interrupted'],
    [
      'running',
      proposal({ status: 'running', confirmedBy: asker }),
      ada,
      'ada',
      T + 1,
      'airdesk.already-confirmed',
    ],
    ['done', proposal({ status: 'done', confirmedBy: asker }), bo, 'bo', T + 1, 'airdesk.already-confirmed'],
  ])('%s', (_, given, actor, person, at, code) => {
    const isOwn = given !== undefined && isAsker(config, given.asker, actor, person);
    expect(confirmation(given, isOwn, policy, { now: at, isOver: at >= T + 120_000 })?.code).toBe(code);
  });

  it('lets others confirm where the policy says so', () => {
    expect(confirmation(proposal(), false, { ...policy, confirmBy: 'permitted' }, IN_TIME)).toBeUndefined();
  });

  it.each(STATUSES)('allows nothing but a waiting proposal: %s', (status) => {
    const open = status === 'waiting';
    expect(confirmation(proposal({ status }), true, policy, IN_TIME) === undefined).toBe(open);
    expect(cancellation(proposal({ status }), false) === undefined).toBe(open);
  });
});

describe('fingerprint', () => {
  const shuffled = (value: Json): Json =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value)
            .toReversed()
            .map(([key, member]) => [key, shuffled(member ?? null)]),
        )
      : value;

  it('does not depend on the order of keys, and survives JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const state = value as Json;
        expect(fingerprint(shuffled(state))).toBe(fingerprint(state));
        expect(fingerprint(JSON.parse(JSON.stringify(state)) as Json)).toBe(fingerprint(state));
      }),
    );
  });

  it('tells different states apart', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const same = JSON.stringify(shuffled(a)) === JSON.stringify(shuffled(b));
        fc.pre(!same && JSON.stringify(a) !== JSON.stringify(b));
        // Same members in another order are the same state, at every depth.
        const sorted = (value: unknown): unknown =>
          Array.isArray(value)
            ? value.map(sorted)
            : value !== null && typeof value === 'object'
              ? Object.entries(value)
                  .map(([key, member]) => [key, sorted(member)])
                  .sort((x, y) => (String(x[0]) < String(y[0]) ? -1 : 1))
              : value;
        fc.pre(JSON.stringify(sorted(a)) !== JSON.stringify(sorted(b)));
        expect(fingerprint(a as Json)).not.toBe(fingerprint(b as Json));
      }),
    );
  });
});
