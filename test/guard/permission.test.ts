import { describe, expect, it } from 'vitest';
import type { Risk } from '../../src/command.ts';
import type { Config } from '../../src/config/schema.ts';
import { ConfigFileSchema } from '../fakes/platforms.ts';
import { Refusal } from '../../src/errors.ts';
import { knownActor } from '../../src/guard/known-actor.ts';
import { permission } from '../../src/guard/permission.ts';

const config: Config = {
  ...ConfigFileSchema.parse({
    roles: {
      viewer: { risks: ['read'] },
      cutter: { risks: ['read'], commands: ['caster *', 'stream drop'] },
      abroad: { risks: ['read', 'air'], accounts: ['overseas'] },
      all: { commands: ['*'] },
      raw: { commands: ['api *', 'record rule *'] },
      named: { commands: ['caster *', 'caster remove', 'caster push-url'] },
      risky: { risks: ['destroy'], commands: ['caster *'] },
      nothing: {},
    },
    people: { ada: { slack: 'U0ADA', discord: '1000', desk: 'ada', roles: ['viewer'] } },
    platformRoles: { 'discord:77': ['cutter'] },
  }),
  defaultAccount: 'main',
};

const person = (...roles: string[]) => ({ id: 'p', ids: {}, roles });

describe('permission', () => {
  it.each<[roles: string[], command: string, risk: Risk, account: string, allowed: boolean]>([
    [['viewer'], 'stream list', 'read', 'main', true],
    [['viewer'], 'stream drop', 'air', 'main', false],
    [['viewer'], 'stream key', 'secret', 'main', false],
    [['cutter'], 'caster take', 'air', 'main', true],
    [['cutter'], 'caster', 'air', 'main', false],
    [['cutter'], 'casters take', 'air', 'main', false],
    [['cutter'], 'stream drop', 'air', 'main', true],
    [['cutter'], 'stream drop all', 'air', 'main', false],
    // A pattern gives no command that cannot be got back, and none that shows keys.
    [['cutter'], 'caster remove', 'destroy', 'main', false],
    [['cutter'], 'caster push-url', 'secret', 'main', false],
    [['all'], 'caster take', 'air', 'main', true],
    [['all'], 'stream list', 'read', 'main', true],
    [['all'], 'caster remove', 'destroy', 'main', false],
    [['all'], 'push-url', 'secret', 'main', false],
    [['raw'], 'api DropLiveStream', 'air', 'main', true],
    [['raw'], 'api DeleteCaster', 'destroy', 'main', false],
    [['raw'], 'api DescribeLivePushAuthKey', 'secret', 'main', false],
    [['raw'], 'record rule set', 'change', 'main', true],
    [['raw'], 'record template set', 'change', 'main', false],
    [['named'], 'caster remove', 'destroy', 'main', true],
    [['named'], 'caster push-url', 'secret', 'main', true],
    [['named'], 'caster play-url', 'secret', 'main', false],
    [['risky'], 'caster remove', 'destroy', 'main', true],
    [['risky'], 'caster push-url', 'secret', 'main', false],
    [['abroad'], 'stream drop', 'air', 'main', false],
    [['abroad'], 'stream drop', 'air', 'overseas', true],
    [['viewer', 'abroad'], 'stream drop', 'air', 'overseas', true],
    [['nothing'], 'stream list', 'read', 'main', false],
    [['nothing'], 'whoami', 'read', 'main', true],
    [['nothing'], 'help', 'read', 'main', true],
    [['no-such-role'], 'stream list', 'read', 'main', false],
    [['__proto__'], 'stream list', 'read', 'main', false],
    [[], 'stream list', 'read', 'main', false],
  ])('%j, %s (%s) on %s: %s', (roles, name, risk, account, allowed) => {
    expect(
      permission(config, person(...roles), { command: { name, zh: name, risk }, account }) === undefined,
    ).toBe(allowed);
  });

  it('tells which roles could', () => {
    const refused = permission(config, person('viewer'), {
      command: { name: 'stream drop', zh: '流 断开', risk: 'air' },
      account: 'main',
    });
    expect(refused?.hint.en).toContain('Ask a cutter or all.');
    expect(refused?.hint.zh).toContain('cutter');
    expect(refused?.title.zh).toBe('您无权使用“流 断开”');
  });
});

describe('known actor', () => {
  it.each([
    ['slack', 'U0ADA', 'ada'],
    ['desk', 'ada', 'ada'],
    ['desk', 'U0ADA', undefined],
    ['slack', 'ada', undefined],
    ['discord', 'U0ADA', undefined],
    ['slack', '', undefined],
    ['toString', 'U0ADA', undefined],
  ])('%s %s is %s', (platform, userId, id) => {
    const known = knownActor(config, { platform, userId, name: 'anything' });
    if (id === undefined) {
      expect(known).toBeInstanceOf(Refusal);
      expect((known as Refusal).hint.en).toContain(`${platform}: ${userId}`);
    } else expect(known).toMatchObject({ id });
  });
});

describe('roles that a platform vouches for', () => {
  const member = (userId: string, ...platformRoles: string[]) =>
    knownActor(config, { platform: 'discord', userId, name: 'x', platformRoles });

  it.each([
    ['add to those of a configured person', member('1000', '77'), { id: 'ada', roles: ['viewer', 'cutter'] }],
    [
      'let in somebody who is not configured',
      member('2000', '5', '77'),
      { id: 'discord:2000', roles: ['cutter'] },
    ],
    ['count once', member('1000', '77', '77'), { id: 'ada', roles: ['viewer', 'cutter'] }],
  ])('%s', (_, known, expected) => {
    expect(known).toMatchObject(expected);
  });

  it.each([
    ['another role', member('2000', '78')],
    ['no role', member('2000')],
    [
      'the same number on another platform',
      knownActor(config, { platform: 'slack', userId: 'U9', name: 'x', platformRoles: ['77'] }),
    ],
    ['a name of every object', member('2000', '__proto__')],
  ])('%s lets nobody in', (_, known) => {
    expect(known).toBeInstanceOf(Refusal);
  });
});
