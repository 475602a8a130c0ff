import { AirdeskError } from '../errors.ts';

/** Where requests go. */
export interface Endpoint {
  /** As `https://live.tencentcloudapi.com`. */
  readonly origin: string;
  /** The Host header, which is signed. */
  readonly host: string;
}

/**
 * Reads an endpoint: a host (`live.tencentcloudapi.com`, `live.ap-guangzhou.tencentcloudapi.com`, the finance zone's
 * `live.ap-shanghai-fsi.tencentcloudapi.com`) or an origin (`http://127.0.0.1:9000`). A bare host means https.
 * @throws AirdeskError `airdesk.bad-endpoint`
 */
export function parseEndpoint(text: string): Endpoint {
  const trimmed = text.trim();
  const address = /^https?:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const bare = url && url.pathname === '/' && !url.search && !url.hash && !url.username && !url.password;
  if (!bare || url.hostname === '') {
    throw new AirdeskError('The endpoint of the live cloud is neither a host nor an origin', {
      code: 'airdesk.bad-endpoint',
      hint: {
        en: 'Give the endpoint as a host (live.tencentcloudapi.com) or an origin (http://127.0.0.1:9000), without a path.',
        zh: '接入地址请填域名（如 live.tencentcloudapi.com）或带协议和端口的地址（如 http://127.0.0.1:9000），不要带路径。',
      },
    });
  }
  return { origin: url.origin, host: url.host };
}
