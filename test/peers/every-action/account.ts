import type { Step } from './step.ts';

const ADDED = 'live.airdesk-walk.cn';
const PLAY = 'play.example.com';
const PUSH = 'push.example.com';

/** Domains: added, changed, forbidden, enabled, deleted. */
export const domainSteps: readonly Step[] = [
  {
    action: 'AuthenticateDomainOwner',
    params: { DomainName: ADDED, VerifyType: 'dnsCheck' },
    answer: { Status: 0 },
  },
  { action: 'AddLiveDomain', params: { DomainName: ADDED, DomainType: 1, PlayType: 1 } },
  {
    action: 'DescribeLiveDomain',
    params: { DomainName: ADDED },
    answer: { DomainInfo: { Name: ADDED, Status: 1, PlayType: 1 } },
  },
  { action: 'ModifyLivePlayDomain', params: { DomainName: ADDED, PlayType: 2 } },
  {
    action: 'DescribeLiveDomains',
    params: { DomainType: 1, PlayType: 2 },
    answer: { AllCount: 1, DomainList: [{ Name: ADDED }] },
  },
  { action: 'ForbidLiveDomain', params: { DomainName: ADDED } },
  { action: 'DescribeLiveDomains', params: { DomainStatus: 0 }, answer: { DomainList: [{ Name: ADDED }] } },
  { action: 'EnableLiveDomain', params: { DomainName: ADDED } },
  { action: 'DeleteLiveDomain', params: { DomainName: ADDED, DomainType: 1 } },
  { action: 'DescribeLiveDomain', params: { DomainName: ADDED }, code: 'ResourceNotFound.DomainNotExist' },
];

/** Keys and referers. */
export const authSteps: readonly Step[] = [
  { action: 'ModifyLivePushAuthKey', params: { DomainName: PUSH, BackupAuthKey: 'walkspare1' } },
  {
    action: 'DescribeLivePushAuthKey',
    params: { DomainName: PUSH },
    answer: { PushAuthKeyInfo: { BackupAuthKey: 'walkspare1', Enable: 1 } },
  },
  { action: 'ModifyLivePlayAuthKey', params: { DomainName: PLAY, Enable: 1, AuthKey: 'walkplay1' } },
  {
    action: 'DescribeLivePlayAuthKey',
    params: { DomainName: PLAY },
    answer: { PlayAuthKeyInfo: { AuthKey: 'walkplay1', Enable: 1 } },
  },
  {
    action: 'ModifyLiveDomainReferer',
    params: { DomainName: PLAY, Enable: 1, Type: 0, AllowEmpty: 1, Rules: 'a.com;b.com' },
  },
  {
    action: 'DescribeLiveDomainReferer',
    params: { DomainName: PLAY },
    answer: { RefererAuthConfig: { Enable: 1, Rules: 'a.com;b.com' } },
  },
];

/** Certificates: renewed, unbound, bound again. What was withdrawn says so. */
export const certificateSteps: readonly Step[] = [
  {
    action: 'DescribeLiveDomainCert',
    params: { DomainName: PLAY },
    answer: { DomainCertInfo: { CloudCertId: 'demoCert' } },
  },
  {
    action: 'ModifyLiveDomainCertBindings',
    params: { DomainInfos: [{ DomainName: PLAY, Status: 1 }], CloudCertId: 'nextCert' },
    answer: { MismatchedDomainNames: [], Errors: [] },
  },
  {
    action: 'ModifyLiveDomainCertBindings',
    params: { DomainInfos: [{ DomainName: 'play.example.org', Status: 1 }], CloudCertId: 'nextCert' },
    answer: { Errors: [{ Code: 'ResourceNotFound.DomainNotExist' }] },
  },
  {
    action: 'DescribeLiveDomainCertBindings',
    params: { OrderBy: 'ExpireTimeAsc' },
    answer: { LiveDomainCertBindings: [{ CloudCertId: 'nextCert', Status: 1 }], TotalNum: 1 },
  },
  { action: 'UnBindLiveDomainCert', params: { DomainName: PLAY } },
  {
    action: 'DescribeLiveDomainCert',
    params: { DomainName: PLAY },
    code: 'ResourceNotFound.CrtDomainNotFound',
  },
  { action: 'DescribeLiveCert', code: 'ActionOffline' },
  { action: 'DescribeLiveCerts', code: 'ActionOffline' },
];
