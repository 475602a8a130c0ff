import { describe, expect, it } from 'vitest';
import { createGroups } from '../../adapters/slack/groups.ts';
import { DeliveryError } from '../../src/errors.ts';
import { createGroupKeeper } from '../../src/oncall/keep-groups.ts';
import { createTestClock } from '../fakes/test-clock.ts';
import { at } from './rotations.ts';
import { configOf, running } from './running.ts';

const FILE = {
  people: {
    ada: { slack: 'U0ADA', roles: ['lead'] },
    bo: { desk: 'bo', roles: ['lead'] },
  },
  oncall: {
    rotations: {
      room: {
        layers: [{ people: ['ada'], during: ['Mon-Fri'] }],
        group: 'slack:S1',
      },
    },
  },
};

/** Waits until everything that needs no time has ended. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

async function keeping(set: (people: readonly string[]) => Promise<void>, start = at('2026-03-02T08:00')) {
  const clock = createTestClock(start);
  const oncall = await running(FILE, { clock });
  const told: string[] = [];
  const log = {
    debug: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: (fields: object) => void told.push(JSON.stringify(fields)),
  };
  const groups = new Map([
    ['slack', { setMembers: async (_group: string, people: readonly string[]) => set(people) }],
  ]);
  const keeper = createGroupKeeper({ config: configOf(FILE), oncall, groups, clock, log });
  keeper.start();
  await settle();
  return { clock, oncall, keeper, told };
}

describe('a group', () => {
  it('is set once, and again only when somebody else is on call', async () => {
    const calls: string[] = [];
    const { clock } = await keeping(async (people) => void calls.push(people.join()));
    for (let hours = 0; hours < 24 * 8; hours += 1) {
      clock.advance(3_600_000);
      await settle();
    }
    // At the weekend nobody is on call: it stays as it is.
    expect(calls).toEqual(['U0ADA']);
  });

  it('that cannot be set is told once, tried ever more slowly, and told no more once it is set', async () => {
    let tries = 0;
    let isDown = true;
    const { clock, keeper, told } = await keeping(async () => {
      tries += 1;
      if (isDown)
        throw new DeliveryError('no', { code: 'slack.x', hint: { en: 'ask an admin', zh: '请联系管理员' } });
    });
    for (let minutes = 0; minutes < 60; minutes += 1) {
      clock.advance(60_000);
      await settle();
    }
    expect(tries).toBeGreaterThan(5);
    expect(tries).toBeLessThan(10);
    expect(told).toHaveLength(1);
    expect(keeper.troubles('room')).toMatchObject([
      { kind: 'group-not-kept', group: 'slack:S1', why: { en: 'ask an admin' } },
    ]);
    isDown = false;
    clock.advance(10 * 60_000);
    await settle();
    expect(keeper.troubles('room')).toEqual([]);
  });

  it('is not set to somebody without an id there, and that is told', async () => {
    const calls: string[] = [];
    const { clock, oncall, keeper } = await keeping(async (people) => void calls.push(people.join()));
    await oncall.add({
      rotation: 'room',
      kind: 'override',
      covers: [{ person: 'bo', from: clock.now(), to: clock.now() + 3_600_000 }],
      by: 'ada',
    });
    await settle();
    expect(calls).toEqual(['U0ADA']);
    expect(keeper.troubles('room')).toMatchObject([
      { why: { en: 'bo has no slack id under people in airdesk.yaml' } },
    ]);
  });
});

describe('Slack', () => {
  it.each([
    ['slack.missing_scope', /usergroups:write/],
    ['slack.subteam_not_found', /no such user group/],
    ['slack.invalid_users', /deactivated/],
    ['slack.ratelimited', /later/],
  ])('%s is explained', async (code, hint) => {
    const groups = createGroups({
      call: () => Promise.reject(new DeliveryError('no', { code, hint: { en: 'later', zh: '稍后' } })),
    });
    await expect(groups.setMembers('S1', ['U1'])).rejects.toMatchObject({
      code,
      hint: { en: expect.stringMatching(hint) },
    });
  });
});
