import { describe, expect, it } from 'vitest';
import type { Config } from '../../src/config/schema.ts';
import { ConfigFileSchema } from '../fakes/platforms.ts';
import { askerOf, askerStill, isAsker } from '../../src/guard/asker.ts';
import { GUARDS } from '../../src/guard/guards.ts';
import type { Asker, Proposal } from '../../src/proposal/proposal.ts';

const ADA = { slack: 'U0ADA', discord: '1000', desk: 'ada' };
const config = (people: object, platformRoles: object = {}): Config => ({
  ...ConfigFileSchema.parse({
    accounts: { main: {}, other: {} },
    roles: {
      lead: { risks: ['read', 'air'] },
      abroad: { risks: ['air'], accounts: ['other'] },
      viewer: { risks: ['read'] },
    },
    people,
    platformRoles,
  }),
  defaultAccount: 'main',
});
const asker: Asker = { platform: 'slack', userId: 'U0ADA', name: 'Ada', person: 'ada' };
const member: Asker = { ...asker, platform: 'discord', userId: '2000', person: 'discord:2000' };
const from = (platform: string, userId: string) => ({ platform, userId, name: 'x' });

describe('whoever asked', () => {
  const lead = { roles: ['lead'] };
  it.each<[what: string, people: object, platform: string, userId: string, person: string, is: boolean]>([
    ['on the same account', { ada: { ...ADA, ...lead } }, 'slack', 'U0ADA', 'ada', true],
    ['on another account', { ada: { ...ADA, ...lead } }, 'discord', '1000', 'ada', true],
    ['on another account, renamed', { adal: { ...ADA, ...lead } }, 'discord', '1000', 'adal', true],
    ['on the same account, renamed', { adal: { ...ADA, ...lead } }, 'slack', 'U0ADA', 'adal', true],
    [
      'somebody who has the name now',
      { adal: { ...ADA, ...lead }, ada: { slack: 'U0LIN', ...lead } },
      'slack',
      'U0LIN',
      'ada',
      false,
    ],
    [
      'somebody who got the name of one who is gone',
      { ada: { slack: 'U0LIN', ...lead } },
      'slack',
      'U0LIN',
      'ada',
      false,
    ],
    [
      'somebody else',
      { ada: { ...ADA, ...lead }, bo: { slack: 'U0BO', ...lead } },
      'slack',
      'U0BO',
      'bo',
      false,
    ],
    ['the same id on another platform', { ada: { ...ADA, ...lead } }, 'discord', 'U0ADA', 'x', false],
  ])('%s', (_, people, platform, userId, person, is) => {
    expect(isAsker(config(people), asker, from(platform, userId), person)).toBe(is);
  });
});

describe('whether whoever asked still may', () => {
  const proposal = (more: Partial<Proposal>): Proposal =>
    ({ kind: 'command', asker, account: 'main', permission: 'stream drop', ...more }) as Proposal;
  const commands = [{ name: 'stream drop', risk: 'air' }] as never;
  const lead = { ada: { ...ADA, roles: ['lead'] } };
  const asked = (more: Partial<Proposal>, people: object, roles: object = {}) =>
    askerStill({ config: config(people, roles), guards: GUARDS, commands }, proposal(more), place)?.code;
  const place = { platform: 'slack', channelId: 'C1' };

  it.each<[what: string, Partial<Proposal>, people: object, roles: object, code: string | undefined]>([
    ['a lead', {}, lead, {}, undefined],
    ['a lead under another name', {}, { adal: { ...ADA, roles: ['lead'] } }, {}, undefined],
    ['taken out', {}, {}, {}, 'airdesk.asker-gone'],
    [
      'taken out, the name given away',
      {},
      { ada: { slack: 'U0LIN', roles: ['lead'] } },
      {},
      'airdesk.asker-gone',
    ],
    ['a viewer by now', {}, { ada: { ...ADA, roles: ['viewer'] } }, {}, 'airdesk.asker-gone'],
    ['on another account only by now', {}, { ada: { ...ADA, roles: ['abroad'] } }, {}, 'airdesk.asker-gone'],
    ['on that account', { account: 'other' }, { ada: { ...ADA, roles: ['abroad'] } }, {}, undefined],
    ['taken out, of an undo', { kind: 'undo' }, {}, {}, undefined],
    [
      'let in by a role of the platform',
      { asker: { ...member, platformRoles: ['77'] } },
      {},
      { 'discord:77': ['lead'] },
      undefined,
    ],
    [
      'let in by one that gives less by now',
      { asker: { ...member, platformRoles: ['77'] } },
      {},
      { 'discord:77': ['viewer'] },
      'airdesk.asker-gone',
    ],
    [
      'let in by one that gives nothing by now',
      { asker: { ...member, platformRoles: ['77'] } },
      {},
      {},
      'airdesk.asker-gone',
    ],
    [
      'let in by one, and never had it',
      { asker: member },
      {},
      { 'discord:77': ['lead'] },
      'airdesk.asker-gone',
    ],
  ])('%s', (_, more, people, roles, code) => {
    expect(asked(more, people, roles)).toBe(code);
  });

  it('keeps of the roles on the platform those that count, and no others', () => {
    const roles = { 'discord:77': ['lead'], 'slack:78': ['lead'] };
    const actor = { ...from('discord', '2000'), platformRoles: ['1', '77', '78'] };
    expect(askerOf(config({}, roles), actor, 'discord:2000')).toEqual({
      ...actor,
      person: 'discord:2000',
      platformRoles: ['77'],
    });
    expect(askerOf(config({}), actor, 'ada')).toEqual({ ...from('discord', '2000'), person: 'ada' });
  });
});
