import { parseEndpoint } from '../live/endpoint.ts';
import type { Template } from '../live/read/templates.ts';

/** The buckets of these snapshot templates, as hosts. */
function bucketHosts(templates: readonly Template[]): readonly string[] {
  return templates.flatMap(({ info }) => {
    const { CosBucket, CosAppId, CosRegion } = info as Readonly<Record<string, unknown>>;
    if (
      typeof CosBucket !== 'string' ||
      typeof CosRegion !== 'string' ||
      (typeof CosAppId !== 'number' && typeof CosAppId !== 'bigint')
    )
      return [];
    return [`${CosBucket}-${String(CosAppId)}.cos.${CosRegion}.myqcloud.com`];
  });
}

/**
 * The address from which a picture may be fetched: of a bucket that a snapshot template of the account names, by https;
 * or of the machine that takes the account's calls (`endpoint`), as a stand-in for the cloud has both. Undefined: any
 * other host. A message can name whatever address it likes, and nothing inside may be reached by it.
 */
export function fetchableAddress(
  url: string,
  { templates, endpoint }: { readonly templates: readonly Template[]; readonly endpoint: string },
): string | undefined {
  const address = URL.parse(url);
  if (!address || address.username !== '' || address.password !== '') return undefined;
  if (address.origin === parseEndpoint(endpoint).origin) return address.href;
  const isOurs = bucketHosts(templates).includes(address.hostname) && address.port === '';
  if (!isOurs || !/^https?:$/u.test(address.protocol)) return undefined;
  address.protocol = 'https:';
  return address.href;
}
