import { drawn } from '../draw.ts';
import type { Handlers } from '../handler.ts';
import { badValue, oneOf } from '../bad-value.ts';
import { ApiError } from '../api-error.ts';
import { cut } from '../stream/push.ts';
import { STOP_REASONS, type StopReason } from '../stream/stop-reasons.ts';
import { upstreamsOf } from '../stream/streams.ts';
import type { World } from '../world.ts';
import { checkDomainName } from './domain-name.ts';
import { domainInfo, mainDomain, newDomain, switchDomain, type Domain } from './domain.ts';
import { domainNamed, requireDomain } from './find-domain.ts';
import { isVerified, verifyOwner } from './owner.ts';

/** The vendor's limit for one account. */
const MAX_DOMAINS = 100;
const MAX_DELETED = 1000;

/** The actions of the group domain. */
export const domainActions: Handlers<
  | 'AddLiveDomain'
  | 'AuthenticateDomainOwner'
  | 'DeleteLiveDomain'
  | 'DescribeLiveDomain'
  | 'DescribeLiveDomains'
  | 'EnableLiveDomain'
  | 'ForbidLiveDomain'
  | 'ModifyLivePlayDomain'
> = {
  AddLiveDomain(world, params) {
    const name = checkDomainName('AddLiveDomain', params.DomainName);
    const type = typeOf('AddLiveDomain', params.DomainType);
    const playType = oneOf('AddLiveDomain', 'PlayType', params.PlayType, [1, 2, 3], 1);
    if (domainNamed(world, name))
      throw new ApiError('InvalidParameter.DomainAlreadyExist', `The account has ${name} already.`);
    const { domains } = world.account;
    if (domains.length >= MAX_DOMAINS)
      throw new ApiError(
        'FailedOperation.HostOutLimit',
        `The account has ${domains.length} domains already.`,
      );
    verifyOwner(world, 'AddLiveDomain', name, params.VerifyOwnerType);
    if (!isVerified(world, name))
      throw new ApiError(
        'FailedOperation.DomainNeedVerifyOwner',
        `It is not shown yet that ${mainDomain(name)} is yours.`,
      );
    const key = drawn(world.seed, 'key', name);
    const added = newDomain(name, type, world.clock.now(), { main: key.hex(16), play: key.hex(10) });
    added.playType = playType;
    added.isSlow = Number(params.IsDelayLive ?? 0) === 1;
    added.isMiniProgram = Number(params.IsMiniProgramLive ?? 0) === 1;
    world.account.domains = [...domains, added];
    world.account.deleted.delete(name);
    return {};
  },

  AuthenticateDomainOwner(world, params) {
    const name = checkDomainName('AuthenticateDomainOwner', params.DomainName);
    verifyOwner(world, 'AuthenticateDomainOwner', name, params.VerifyType);
    return {
      Content: `cssauth_${drawn(world.seed, 'owner', mainDomain(name)).hex(16)}`,
      Status: isVerified(world, name) ? 0 : -1,
      MainDomain: mainDomain(name),
    };
  },

  /** What is pushed on it is cut [I]. */
  DeleteLiveDomain(world, params) {
    const type = typeOf('DeleteLiveDomain', params.DomainType);
    const domain = requireDomain(world, 'DeleteLiveDomain', params.DomainName, type);
    const { account } = world;
    account.domains = account.domains.filter((other) => other !== domain);
    const [oldest] = account.deleted.keys();
    if (account.deleted.size >= MAX_DELETED && oldest !== undefined) account.deleted.delete(oldest);
    switchDomain(domain, false, world.clock.now());
    account.deleted.set(domain.name, domain);
    cutDomain(world, domain, STOP_REASONS.domainGone);
    return {};
  },

  DescribeLiveDomain: (world, { DomainName }) => ({
    DomainInfo: domainInfo(requireDomain(world, 'DescribeLiveDomain', DomainName)),
  }),

  DescribeLiveDomains(world, params) {
    const size = Number(params.PageSize ?? 10);
    const page = Number(params.PageNum ?? 1);
    if (size < 10 || size > 100)
      throw badValue('DescribeLiveDomains', 'PageSize must be between 10 and 100.');
    if (page < 1 || page > 100_000)
      throw badValue('DescribeLiveDomains', 'PageNum must be between 1 and 100000.');
    const { domains } = world.account;
    const found = domains
      .map(domainInfo)
      .filter(
        (info) =>
          Number(params.DomainStatus ?? info.Status) === info.Status &&
          Number(params.DomainType ?? info.Type) === info.Type &&
          Number(params.IsDelayLive ?? 0) === info.IsDelayLive &&
          (Number(params.DomainType ?? 0) !== 1 ||
            Number(params.PlayType ?? info.PlayType) === info.PlayType) &&
          (info.Name ?? '').startsWith(params.DomainPrefix ?? ''),
      );
    return {
      AllCount: found.length,
      DomainList: found.slice((page - 1) * size, page * size),
      CreateLimitCount: MAX_DOMAINS - domains.length,
      PlayTypeCount: [1, 2, 3].map(
        (playType) =>
          domains.filter((one) => one.type === 'play' && one.isEnabled && one.playType === playType).length,
      ),
    };
  },

  EnableLiveDomain(world, { DomainName }) {
    const domain = requireDomain(world, 'EnableLiveDomain', DomainName);
    world.later(world.effectDelayMs, () => switchDomain(domain, true, world.clock.now()));
    return {};
  },

  /** Cuts what is pushed on it; encoders that come back are refused with 18.303. */
  ForbidLiveDomain(world, { DomainName }) {
    const domain = requireDomain(world, 'ForbidLiveDomain', DomainName);
    world.later(world.effectDelayMs, () => {
      switchDomain(domain, false, world.clock.now());
      cutDomain(world, domain, STOP_REASONS.domainForbidden);
    });
    return {};
  },

  ModifyLivePlayDomain(world, params) {
    const domain = requireDomain(world, 'ModifyLivePlayDomain', params.DomainName, 'play');
    domain.playType = oneOf('ModifyLivePlayDomain', 'PlayType', params.PlayType, [1, 2, 3], 1);
    return {};
  },
};

function typeOf(action: 'AddLiveDomain' | 'DeleteLiveDomain', given: number | bigint): Domain['type'] {
  return oneOf(action, 'DomainType', given, [0, 1], 0) === 0 ? 'push' : 'play';
}

function cutDomain(world: World, { name, type }: Domain, reason: StopReason): void {
  if (type !== 'push') return;
  for (const upstream of upstreamsOf(world.streams))
    if (upstream.domain === name) cut(world, upstream, reason, upstream.repushAfterMs);
}
