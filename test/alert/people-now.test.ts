import { describe, expect, it } from 'vitest';
import { isSameWho } from '../../src/alert/model/alert.ts';
import { createAlertState } from '../../src/alert/alert-state.ts';
import { accountsOf, renamePeople } from '../../src/alert/people-now.ts';
import type { Config } from '../../src/config/schema.ts';
import { ConfigFileSchema } from '../fakes/platforms.ts';
import { anAlert, AT } from './alerts.ts';

const config = (people: object): Config => ({
  ...ConfigFileSchema.parse({ accounts: { main: {} }, people }),
  defaultAccount: 'main',
});
const ADA = { slack: 'U0ADA', discord: '1000', roles: ['lead'] };
const LIN = { slack: 'U0LIN', roles: ['lead'] };
const by = { platform: 'slack', userId: 'U0ADA', name: 'Ada', person: 'ada' };
const accounts = { slack: 'U0ADA', discord: '1000' };
const mute = { id: 'm2n3p4', account: 'main', pattern: '*', by, at: AT, until: AT + 1 };

describe('people of alerts and mutes', () => {
  it.each<[what: string, people: object, who: string, assigned: string]>([
    ['as they were', { ada: ADA }, 'ada', 'ada'],
    ['renamed', { adal: ADA }, 'adal', 'adal'],
    ['renamed, the name given away', { adal: ADA, ada: LIN }, 'adal', 'adal'],
    ['known by another account only', { adal: { ...ADA, slack: undefined } }, 'slack:U0ADA', 'adal'],
    ['taken out', {}, 'slack:U0ADA', 'slack:U0ADA'],
    ['taken out, the name given away', { ada: LIN }, 'slack:U0ADA', 'slack:U0ADA'],
  ])('%s', (_, people, who, assigned) => {
    const alertState = createAlertState();
    alertState.putAlert(
      anAlert({
        acknowledged: { by, at: AT, until: AT + 1 },
        muted: { by, at: AT },
        assigned: { person: 'ada', accounts, by, at: AT },
      }),
    );
    alertState.putMute(mute.id, mute);
    renamePeople(alertState, config(people));
    expect(alertState.byId('k3m9x2ab')).toMatchObject({
      version: 1,
      acknowledged: { by: { person: who } },
      muted: { by: { person: who } },
      assigned: { person: assigned, by: { person: who } },
    });
    expect(alertState.mutes()).toMatchObject([{ by: { person: who } }]);
    expect(alertState.changes().writes).toEqual([]);
  });

  it('whom an earlier version assigned keeps the name', () => {
    const alertState = createAlertState();
    alertState.putAlert(anAlert({ assigned: { person: 'ada', by, at: AT } }));
    renamePeople(alertState, config({ ada: ADA }));
    expect(alertState.byId('k3m9x2ab')?.assigned?.person).toBe('ada');
  });

  it('are remembered by all their accounts; whoever has no entry, by the one', () => {
    expect(accountsOf(config({ ada: ADA }), 'ada', by)).toEqual(accounts);
    expect(accountsOf(config({}), 'slack:U0ADA', { ...by, person: 'slack:U0ADA' })).toEqual({
      slack: 'U0ADA',
    });
    expect(accountsOf(config({}), 'nobody', by)).toEqual({});
  });

  it('are one person on two platforms', () => {
    expect(isSameWho(by, { ...by, platform: 'discord', userId: '1000' })).toBe(true);
    expect(isSameWho(by, { ...by, person: 'adal' })).toBe(true);
    expect(isSameWho(by, { ...by, userId: 'U0LIN', person: 'lin' })).toBe(false);
  });
});
