import type { Act } from './act.ts';

export const acts: readonly Act[] = [
  { line: 'domain disable push.example.net', action: 'ForbidLiveDomain', undo: 'EnableLiveDomain' },
  {
    line: 'domain enable push.example.net',
    action: 'EnableLiveDomain',
    undo: 'ForbidLiveDomain',
    before: ['domain disable push.example.net'],
  },
  {
    line: 'domain set play.example.com global',
    action: 'ModifyLivePlayDomain',
    undo: 'ModifyLivePlayDomain',
  },
  { line: 'domain add new.example.com play area:global', action: 'AddLiveDomain' },
  { line: 'domain verify push.example.org', action: 'AuthenticateDomainOwner' },
  {
    line: 'domain remove push.example.net',
    action: 'DeleteLiveDomain',
    before: ['domain disable push.example.net'],
  },
  {
    line: 'cert set play.example.com nextCert',
    action: 'ModifyLiveDomainCertBindings',
    undo: 'ModifyLiveDomainCertBindings',
  },
  {
    line: 'cert remove play.example.com',
    action: 'UnBindLiveDomainCert',
    undo: 'ModifyLiveDomainCertBindings',
  },
  {
    line: 'key set play.example.com auth:on valid:1h',
    action: 'ModifyLivePlayAuthKey',
    undo: 'ModifyLivePlayAuthKey',
  },
  { line: 'key rotate push.example.com', action: 'ModifyLivePushAuthKey', undo: 'ModifyLivePushAuthKey' },
  {
    line: 'key promote push.example.com',
    action: 'ModifyLivePushAuthKey',
    undo: 'ModifyLivePushAuthKey',
    before: ['key rotate push.example.com'],
  },
  {
    line: 'referer set play.example.com allow sites:www.example.com',
    action: 'ModifyLiveDomainReferer',
    undo: 'ModifyLiveDomainReferer',
  },
];
