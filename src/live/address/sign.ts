import { createHash } from 'node:crypto';

/** What an address is signed with. `stream`: the last part of its path, with the name of its rendition. */
export interface Signing {
  readonly key: string;
  readonly stream: string;
  /** As it stands in the address: seconds since 1970, hexadecimal. */
  readonly time: string;
}

/** A moment (ms UTC) as txTime has it: whole seconds, hexadecimal, in capitals. */
export function txTime(ms: number): string {
  return Math.floor(ms / 1000)
    .toString(16)
    .toUpperCase();
}

/** The moment that a txTime means, ms UTC; undefined for what is none. */
export function readTxTime(time: string): number | undefined {
  return /^[0-9a-f]{1,12}$/iu.test(time) ? Number.parseInt(time, 16) * 1000 : undefined;
}

/** The signature of an address: MD5 over key, stream and time, one behind the other. */
export function txSecret({ key, stream, time }: Signing): string {
  return createHash('md5').update(`${key}${stream}${time}`).digest('hex');
}

/** Whether a signature is one with this key: MD5, or SHA-256, which the vendor's console offers beside it. */
export function isSignedWith(secret: string, { key, stream, time }: Signing): boolean {
  if (key === '') return false;
  const text = `${key}${stream}${time}`;
  return ['md5', 'sha256'].some(
    (method) => createHash(method).update(text).digest('hex') === secret.toLowerCase(),
  );
}
