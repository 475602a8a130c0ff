import { beijingText } from '../cloud-time.ts';
import type { DomainInfo } from '../../src/live/catalogue/types.generated.ts';

/** Which pushes or plays are let in: by an address signed with one of two keys. */
interface Auth {
  isOn: boolean;
  /** The main key. Letters and digits. */
  main: string;
  /** The spare key; empty for none. */
  backup: string;
  /** s */
  delta: number;
}

/** Which pages may embed a stream. */
interface Referer {
  isOn: boolean;
  /** 0 those that are refused, 1 those that are let in. */
  type: number;
  allowEmpty: boolean;
  rules: string;
}

/** The certificate with which a play domain answers https. Time in ms UTC. */
interface Binding {
  certificate: string;
  isOn: boolean;
  updateTime: number;
}

/** A push or play domain of the account. Times in ms UTC. */
export interface Domain {
  readonly name: string;
  readonly type: 'push' | 'play';
  readonly createTime: number;
  isEnabled: boolean;
  /** When it was off, oldest first, bounded. The last one is open while it is off. */
  off: readonly { readonly from: number; readonly to: number | undefined }[];
  /** 1 mainland, 2 everywhere, 3 outside the mainland. */
  playType: number;
  isSlow: boolean;
  isMiniProgram: boolean;
  readonly auth: Auth;
  readonly referer: Referer;
  binding: Binding | undefined;
}

const MAX_SPANS = 50;

/** A domain as it is when it was just added: pushes are checked, plays are not. */
export function newDomain(
  name: string,
  type: Domain['type'],
  createTime: number,
  keys: { main: string; play: string },
): Domain {
  const isPush = type === 'push';
  return {
    ...{ name, type, createTime, isEnabled: true, off: [], playType: 1 },
    ...{ isSlow: false, isMiniProgram: false, binding: undefined },
    auth: { isOn: isPush, main: isPush ? keys.main : keys.play, backup: '', delta: isPush ? 0 : 1800 },
    referer: { isOn: false, type: 0, allowEmpty: true, rules: '' },
  };
}

/** Takes a domain out of service, or puts it back. Asked again, nothing changes. */
export function switchDomain(domain: Domain, isEnabled: boolean, now: number): void {
  if (domain.isEnabled === isEnabled) return;
  domain.isEnabled = isEnabled;
  domain.off = isEnabled
    ? domain.off.map((span) => (span.to === undefined ? { ...span, to: now } : span))
    : [...domain.off.slice(-(MAX_SPANS - 1)), { from: now, to: undefined }];
}

/** Whether the domain was in service at a moment (ms UTC). */
export function wasOn(domain: Domain, at: number): boolean {
  return at >= domain.createTime && !domain.off.some(({ from, to }) => at >= from && (to ?? Infinity) > at);
}

/** The domain as DescribeLiveDomain shows it. */
export function domainInfo(domain: Domain): DomainInfo {
  const { name } = domain;
  const cname = `${name}.${domain.type === 'push' ? 'txlivepush.example' : 'txliveplay.example'}`;
  return {
    Name: name,
    Type: domain.type === 'push' ? 0 : 1,
    Status: domain.isEnabled ? 1 : 0,
    CreateTime: beijingText(domain.createTime),
    BCName: 1,
    TargetDomain: cname,
    PlayType: domain.playType,
    IsDelayLive: domain.isSlow ? 1 : 0,
    CurrentCName: cname,
    RentTag: 0,
    RentExpireTime: '0000-00-00 00:00:00',
    IsMiniProgramLive: domain.isMiniProgram ? 1 : 0,
  };
}

/** The last two labels; the last three under such as `com.cn`. */
export function mainDomain(name: string): string {
  const labels = name.split('.');
  const isSecondLevel = /^(com|net|org|gov|edu|co|ac)$/.test(labels.at(-2) ?? '') && labels.length > 2;
  return labels.slice(isSecondLevel ? -3 : -2).join('.');
}
