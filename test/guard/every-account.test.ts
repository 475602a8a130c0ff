import { describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import type { Config } from '../../src/config/schema.ts';
import { refusedUse } from '../../src/guard/admit.ts';
import { GUARDS } from '../../src/guard/guards.ts';
import { ConfigFileSchema } from '../fakes/platforms.ts';

const CONFIG: Config = {
  ...ConfigFileSchema.parse({
    accounts: { home: {}, abroad: {} },
    roles: {
      local: { risks: ['read', 'secret', 'change'], accounts: ['home'] },
      away: { risks: ['secret', 'change'], accounts: ['abroad'] },
      lead: { risks: ['read', 'secret', 'change'] },
    },
  }),
  defaultAccount: 'home',
};

const refused = (name: string, roles: readonly string[]) => {
  const command = commands.find((each) => each.name === name);
  if (!command) throw new Error(name);
  const actor = { platform: 'slack', userId: 'U1', name: 'x' };
  const person = { id: 'ada', ids: { slack: 'U1' }, roles: [...roles] };
  const place = { platform: 'slack', channelId: 'C1' };
  return refusedUse({ config: CONFIG, guards: GUARDS }, { actor, person, place, account: 'home', command });
};

describe('what belongs to no account', () => {
  it.each(['session list', 'session end'])('%s is for who may on every account', (name) => {
    expect(refused(name, ['local'])?.title).toEqual({
      en: `You may not use "${name}" on abroad`,
      zh: `您无权在账号 abroad 上使用“${name === 'session list' ? '会话 列表' : '会话 结束'}”`,
    });
    expect(refused(name, ['local'])?.hint.en).toBe(
      'Nothing was done. It is about all accounts. Your roles: local. Ask a lead.',
    );
    expect(refused(name, ['lead'])).toBeUndefined();
    expect(refused(name, ['local', 'away'])).toBeUndefined();
  });
});
