import type { DomainInfo } from '../../../src/live/catalogue/types.generated.ts';
import { LiveError } from '../../../src/live/live-error.ts';
import { createFakeLive, type Answers, type FakeLive } from '../asking.ts';

/** A cloud with one push domain, one play domain and one that is off, whose keys, certificate and referers can be changed. */
export interface FakeDomains {
  readonly live: FakeLive;
  readonly auth: Record<string, { on: number; main: string; backup: string; valid: number }>;
  readonly domains: Record<string, DomainInfo>;
}

export const PUSH = 'push.example.com';
export const PLAY = 'play.example.com';
/** The main key of the push domain before anything is done. */
export const OLD_KEY = 'oldmainkey0123456789';

/** `more`: what it answers besides, or instead. */
export function createFakeDomains(more: Answers = {}): FakeDomains {
  const auth: FakeDomains['auth'] = {
    [PUSH]: { on: 1, main: OLD_KEY, backup: '', valid: 0 },
    [PLAY]: { on: 0, main: 'playkey1234567890abc', backup: '', valid: 1800 },
    'old.example.com': { on: 1, main: 'short', backup: '', valid: 0 },
  };
  const domain = (Name: string, Type: number, Status = 1): DomainInfo => ({
    ...{ Name, Type, Status, PlayType: 1, BCName: 1, TargetDomain: `${Name}.cdn.example` },
    CreateTime: '2025-01-01 12:00:00',
  });
  const domains: FakeDomains['domains'] = {
    [PUSH]: domain(PUSH, 0),
    [PLAY]: domain(PLAY, 1),
    'old.example.com': domain('old.example.com', 0, 0),
  };
  let binding = { CloudCertId: 'demoCert', Status: 1 };
  let referer = { Enable: 0, Type: 0, AllowEmpty: 1, Rules: '' };
  const cert = () => ({
    ...{
      ...binding,
      CertName: 'play',
      CertExpireTime: '2026-03-20 00:00:00',
      CertDomains: ['*.example.com'],
    },
    CreateTime: '2025-03-20 00:00:00',
  });
  const of = (name: string) => auth[name] ?? { on: 0, main: '', backup: '', valid: 0 };
  const live = createFakeLive({
    DescribeLiveDomains: () => ({
      ...{ AllCount: Object.keys(domains).length, DomainList: Object.values(domains) },
      ...{ CreateLimitCount: 10, PlayTypeCount: [1, 0, 0] },
    }),
    DescribeLiveDomain: ({ DomainName }) => ({ DomainInfo: domains[DomainName] ?? missing() }),
    EnableLiveDomain: ({ DomainName }) => (set(DomainName, { Status: 1 }), {}),
    ForbidLiveDomain: ({ DomainName }) => (set(DomainName, { Status: 0 }), {}),
    ModifyLivePlayDomain: ({ DomainName, PlayType }) => (set(DomainName, { PlayType }), {}),
    DescribeLiveStreamOnlineList: ({ DomainName }) => ({
      ...{ PageNum: 1, PageSize: 100, TotalPage: 1 },
      TotalNum: DomainName === PUSH ? 1 : 0,
      OnlineInfo:
        DomainName === PUSH
          ? [{ DomainName: PUSH, AppName: 'live', StreamName: 'main', PublishTimeList: [] }]
          : [],
    }),
    DescribeLiveDomainPlayInfoList: () => ({
      ...{ Time: '2026-03-02 04:00:00', TotalBandwidth: 812.5, TotalFlux: 1, TotalRequest: 10 },
      ...{ TotalOnline: 1234, DomainInfoList: [] },
    }),
    DescribeLivePushAuthKey: ({ DomainName }) => {
      const { on, main, backup, valid } = of(DomainName);
      return {
        PushAuthKeyInfo: { Enable: on, MasterAuthKey: main, BackupAuthKey: backup, AuthDelta: valid },
      };
    },
    DescribeLivePlayAuthKey: ({ DomainName }) => {
      const { on, main, backup, valid } = of(DomainName);
      return { PlayAuthKeyInfo: { Enable: on, AuthKey: main, AuthBackKey: backup, AuthDelta: valid } };
    },
    ModifyLivePushAuthKey: ({ DomainName, Enable, MasterAuthKey, BackupAuthKey, AuthDelta }) => {
      change(DomainName, Enable, MasterAuthKey, BackupAuthKey, AuthDelta);
      return {};
    },
    ModifyLivePlayAuthKey: ({ DomainName, Enable, AuthKey, AuthBackKey, AuthDelta }) => {
      change(DomainName, Enable, AuthKey, AuthBackKey, AuthDelta);
      return {};
    },
    DescribeLiveDomainCert: () => ({ DomainCertInfo: cert() }),
    DescribeLiveDomainCertBindings: () => ({
      LiveDomainCertBindings: [{ ...cert(), DomainName: PLAY, CertificateAlias: 'play' }],
      TotalNum: 1,
    }),
    ModifyLiveDomainCertBindings: ({ CloudCertId = binding.CloudCertId, DomainInfos }) => {
      if (CloudCertId === 'otherCert')
        return {
          MismatchedDomainNames: [PLAY],
          Errors: [{ DomainName: PLAY, Code: 'FailedOperation.CertificateMismatch', Message: 'no match' }],
        };
      binding = { CloudCertId, Status: Number(DomainInfos[0]?.Status) };
      return { MismatchedDomainNames: [], Errors: [] };
    },
    DescribeLiveDomainReferer: () => ({ RefererAuthConfig: referer }),
    ModifyLiveDomainReferer: ({ Enable, Type, AllowEmpty, Rules }) => {
      referer = { Enable: Number(Enable), Type: Number(Type), AllowEmpty: Number(AllowEmpty), Rules };
      return {};
    },
    DescribeLiveCallbackRules: () => ({ Rules: [] }),
    ...more,
  });

  function set(name: string, changed: Partial<DomainInfo>) {
    domains[name] = { ...domains[name], ...changed };
  }

  type Whole = number | bigint | undefined;
  function change(
    name: string,
    on: Whole,
    main: string | undefined,
    backup: string | undefined,
    valid: Whole,
  ) {
    const was = of(name);
    auth[name] = {
      ...{ on: Number(on ?? was.on), main: main ?? was.main },
      ...{ backup: backup ?? was.backup, valid: Number(valid ?? was.valid) },
    };
  }

  return { live, auth, domains };
}

function missing(): never {
  const hint = { en: 'see domain list', zh: '请查看域名列表' };
  const code = 'ResourceNotFound.DomainNotExist';
  throw new LiveError('no such domain', { action: 'DescribeLiveDomain', code, hint, outcome: 'refused' });
}
