import { Agent, request } from 'undici';

/** As cards take it. */
const MOST_BYTES = 1_000_000;
const PATIENCE_MS = 5000;

/** What a picture is by its first bytes. */
const KINDS = [
  { type: 'image/png', extension: 'png', begins: [0x89, 0x50, 0x4e, 0x47] },
  { type: 'image/jpeg', extension: 'jpg', begins: [0xff, 0xd8, 0xff] },
] as const;

/** A picture that was fetched. */
export interface FetchedPicture {
  readonly bytes: Uint8Array;
  readonly type: (typeof KINDS)[number]['type'];
  readonly extension: (typeof KINDS)[number]['extension'];
}

/** Fetches the picture at an address. Undefined where it cannot be had now, is too large, or is no picture; never rejects. */
export type FetchPicture = (url: string) => Promise<FetchedPicture | undefined>;

/** Creates FetchPicture over the network. It follows no redirects: the host was looked at before. */
export function createFetchPicture(): { readonly fetch: FetchPicture; readonly close: () => Promise<void> } {
  const dispatcher = new Agent({
    connections: 2,
    maxResponseSize: MOST_BYTES,
    connect: { timeout: PATIENCE_MS },
    ...{ headersTimeout: PATIENCE_MS, bodyTimeout: PATIENCE_MS },
  });
  return {
    async fetch(url) {
      try {
        const { statusCode, body } = await request(url, { dispatcher, method: 'GET' });
        const bytes = new Uint8Array(await body.arrayBuffer());
        const kind = KINDS.find(({ begins }) => begins.every((byte, at) => bytes[at] === byte));
        return statusCode === 200 && kind ? { bytes, type: kind.type, extension: kind.extension } : undefined;
      } catch {
        return undefined;
      }
    },
    close: () => dispatcher.close(),
  };
}
