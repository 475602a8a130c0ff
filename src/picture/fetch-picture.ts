import type { Clock } from '../clock.ts';
import { createOutgoing } from '../http/outgoing.ts';

/** As cards take it. */
const MOST_BYTES = 1_000_000;
/** How long an answer may wait for its picture, ms. */
const PATIENCE_MS = 5000;
/** Pictures that are fetched from one host at once. */
const AT_ONCE = 2;

/** What a picture is by its first bytes. */
const KINDS = [
  { type: 'image/png', extension: 'png', begins: [0x89, 0x50, 0x4e, 0x47] },
  { type: 'image/jpeg', extension: 'jpg', begins: [0xff, 0xd8, 0xff] },
] as const;

/** A picture that was fetched, and what it is by its first bytes, whatever its address or its headers say. */
export interface FetchedPicture {
  readonly bytes: Uint8Array;
  readonly type: (typeof KINDS)[number]['type'];
  readonly extension: (typeof KINDS)[number]['extension'];
}

/** Fetches the picture at an address. Undefined where it cannot be had now, is too large, or is no picture; never rejects. */
export type FetchPicture = (url: string) => Promise<FetchedPicture | undefined>;

/** Creates FetchPicture over the network. It follows no redirects: the host was looked at before. */
export function createFetchPicture(clock: Clock): {
  readonly fetch: FetchPicture;
  readonly close: () => Promise<void>;
} {
  const outgoing = createOutgoing(clock, PATIENCE_MS, { connections: AT_ONCE, mostBytes: MOST_BYTES });
  return {
    async fetch(url) {
      try {
        const { status, bytes } = await outgoing.get(url);
        const kind = KINDS.find(({ begins }) => begins.every((byte, at) => bytes[at] === byte));
        return status === 200 && kind ? { bytes, type: kind.type, extension: kind.extension } : undefined;
      } catch {
        return undefined;
      }
    },
    close: () => outgoing.close(),
  };
}
