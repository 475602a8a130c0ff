import { callOptions, type From } from './pages.ts';

/** From which sites a play domain may be used. */
export interface Referer {
  readonly mode: 'off' | 'allow' | 'block';
  /** Whether players that send no referer at all may play. */
  readonly allowsEmpty: boolean;
  readonly sites: readonly string[];
}

/** Reads the referer list of a play domain. @throws LiveError */
export async function readReferer(from: From, domain: string): Promise<Referer> {
  const { RefererAuthConfig: info } = await from.live.call(
    'DescribeLiveDomainReferer',
    { DomainName: domain },
    callOptions(from),
  );
  const isOn = Number(info.Enable ?? 0) === 1;
  return {
    mode: isOn ? (Number(info.Type ?? 0) === 1 ? 'allow' : 'block') : 'off',
    allowsEmpty: Number(info.AllowEmpty ?? 0) === 1,
    sites: (info.Rules ?? '').split(';').filter((site) => site !== ''),
  };
}

/** A referer list as the API takes it: always whole. */
export function refererParams(domain: string, { mode, allowsEmpty, sites }: Referer, was: Referer) {
  // Off keeps the list and its kind for the next time.
  const kind = mode === 'off' ? was.mode : mode;
  return {
    DomainName: domain,
    Enable: mode === 'off' ? 0 : 1,
    Type: kind === 'allow' ? 1 : 0,
    AllowEmpty: allowsEmpty ? 1 : 0,
    Rules: sites.join(';'),
  };
}
