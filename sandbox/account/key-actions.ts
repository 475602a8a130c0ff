import type { Integer } from '../../src/live/catalogue/types.generated.ts';
import type { ActionName } from '../../src/live/catalogue/catalogue.ts';
import type { Handlers } from '../handler.ts';
import { badValue } from '../bad-value.ts';
import type { World } from '../world.ts';
import type { Domain } from './domain.ts';
import { requireDomain } from './find-domain.ts';

const KEY = /^[A-Za-z0-9]{1,128}$/;

/** The signing keys of push and play domains. */
export const keyActions: Handlers<
  'DescribeLivePushAuthKey' | 'ModifyLivePushAuthKey' | 'DescribeLivePlayAuthKey' | 'ModifyLivePlayAuthKey'
> = {
  DescribeLivePushAuthKey(world, { DomainName }) {
    const { auth } = pushDomain(world, 'DescribeLivePushAuthKey', DomainName);
    return {
      PushAuthKeyInfo: {
        DomainName,
        Enable: auth.isOn ? 1 : 0,
        MasterAuthKey: auth.main,
        BackupAuthKey: auth.backup,
        AuthDelta: auth.delta,
      },
    };
  },

  /** Addresses that are signed with either key are let in. A running push goes on. */
  ModifyLivePushAuthKey(world, params) {
    const action = 'ModifyLivePushAuthKey';
    const domain = pushDomain(world, action, params.DomainName);
    const { MasterAuthKey, BackupAuthKey } = params;
    change(world, action, domain, {
      ...{ Enable: params.Enable, AuthDelta: params.AuthDelta },
      ...{ main: ['MasterAuthKey', MasterAuthKey], backup: ['BackupAuthKey', BackupAuthKey] },
    });
    return {};
  },

  DescribeLivePlayAuthKey(world, { DomainName }) {
    const { auth } = playDomain(world, 'DescribeLivePlayAuthKey', DomainName);
    return {
      PlayAuthKeyInfo: {
        DomainName,
        Enable: auth.isOn ? 1 : 0,
        AuthKey: auth.main,
        AuthDelta: auth.delta,
        AuthBackKey: auth.backup,
      },
    };
  },

  ModifyLivePlayAuthKey(world, params) {
    const action = 'ModifyLivePlayAuthKey';
    const domain = playDomain(world, action, params.DomainName);
    const { AuthKey, AuthBackKey } = params;
    change(world, action, domain, {
      ...{ Enable: params.Enable, AuthDelta: params.AuthDelta },
      ...{ main: ['AuthKey', AuthKey], backup: ['AuthBackKey', AuthBackKey] },
    });
    return {};
  },
};

type Named = readonly [name: string, value: string | undefined];

interface AuthChange {
  readonly Enable: Integer | undefined;
  readonly AuthDelta: Integer | undefined;
  readonly main: Named;
  readonly backup: Named;
}

/** What is not given stays. An empty backup key takes it away [I]; there is always a main key. */
function change(world: World, action: ActionName, { auth }: Domain, given: AuthChange): void {
  const { Enable, AuthDelta } = given;
  if (Enable !== undefined && Number(Enable) !== 0 && Number(Enable) !== 1)
    throw badValue(action, 'Enable must be 0 or 1.');
  if (AuthDelta !== undefined && Number(AuthDelta) < 0)
    throw badValue(action, 'AuthDelta must not be negative.');
  for (const [name, value] of [given.main, given.backup]) {
    if (value === undefined || (value === '' && name === given.backup[0])) continue;
    if (!KEY.test(value)) throw badValue(action, `${name} must be of 1 to 128 letters and digits.`);
  }
  world.later(world.effectDelayMs, () => {
    auth.isOn = Number(Enable ?? (auth.isOn ? 1 : 0)) === 1;
    auth.delta = Number(AuthDelta ?? auth.delta);
    auth.main = given.main[1] ?? auth.main;
    auth.backup = given.backup[1] ?? auth.backup;
  });
}

function pushDomain(world: World, action: ActionName, name: string): Domain {
  return requireDomain(world, action, name, 'push', ['ResourceNotFound.PushDomainNoRecord']);
}

function playDomain(world: World, action: ActionName, name: string): Domain {
  return requireDomain(world, action, name, 'play', ['ResourceNotFound.PlayDomainNoRecord']);
}
