import { fromBeijing } from '../cloud-time.ts';
import { callOptions, readPages, type From, type Listed } from './pages.ts';
import { unlessMissing } from './domains.ts';

/** The certificate that a play domain answers https with. Times in ms UTC. */
export interface Binding {
  /** The play domain. */
  readonly domain: string;
  /** Id at SSL Certificates; empty for one that was uploaded by hand. */
  readonly certificate: string;
  readonly alias: string;
  /** Whether the domain answers https at all. */
  readonly isOn: boolean;
  readonly expires: number | undefined;
}

/** The same with what only the domain's own record tells. */
export interface BoundCertificate extends Binding {
  /** The names that it is made out for, as `*.example.com`. */
  readonly names: readonly string[];
  readonly issued: number | undefined;
}

/** Largest page of DescribeLiveDomainCertBindings that is asked for. */
const PAGE = 100;
const MOST_PAGES = 5;

/** The first 500 bindings, the one that expires first in front. @throws LiveError */
export async function readBindings(from: From): Promise<Listed<Binding>> {
  return readPages(MOST_PAGES, async (page) => {
    const { LiveDomainCertBindings, TotalNum } = await from.live.call(
      'DescribeLiveDomainCertBindings',
      { Offset: (page - 1) * PAGE, Length: PAGE, OrderBy: 'ExpireTimeAsc' },
      callOptions(from),
    );
    const items = LiveDomainCertBindings.map((info) => ({
      ...{ domain: info.DomainName ?? '', certificate: info.CloudCertId ?? '' },
      ...{ alias: info.CertificateAlias ?? '', isOn: Number(info.Status ?? 0) === 1 },
      expires: fromBeijing(info.CertExpireTime),
    }));
    return { items, total: Number(TotalNum) };
  });
}

/** The certificate of one play domain. Undefined: it has none. @throws LiveError */
export async function readCertificate(from: From, domain: string): Promise<BoundCertificate | undefined> {
  return unlessMissing(async () => {
    const { DomainCertInfo: info } = await from.live.call(
      'DescribeLiveDomainCert',
      { DomainName: domain },
      callOptions(from),
    );
    return {
      ...{ domain, certificate: info.CloudCertId ?? '', alias: info.CertName ?? '' },
      ...{ isOn: Number(info.Status ?? 0) === 1, expires: fromBeijing(info.CertExpireTime) },
      ...{ issued: fromBeijing(info.CreateTime), names: info.CertDomains ?? [] },
    };
  });
}

/** Whether a certificate for these names is good for a host: the same name, or a star for its first label. */
export function covers(names: readonly string[], host: string): boolean {
  const wild = host.replace(/^[^.]+/u, '*');
  return names.some((name) => name.toLowerCase() === host || name.toLowerCase() === wild);
}
