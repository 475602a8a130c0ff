import { hash } from 'node:crypto';

/** SHA-256 works on blocks of so many bytes, and a key is padded to one. */
const BLOCK = 64;
const DIGEST = 32;
/** Longer texts get room of their own. */
const ROOM = 2048;

/**
 * HMAC-SHA256 (RFC 2104) under one key, hexadecimal, for many short texts, which the bytes `then` may follow: the padded key is
 * kept, so that a text costs two one-shot hashes, half of what a createHmac costs.
 */
export function preparedHmac(key: Uint8Array): (text: string, then?: Uint8Array) => string {
  const short = key.length > BLOCK ? hash('sha256', key, 'buffer') : key;
  const inner = Buffer.alloc(BLOCK + ROOM);
  const outer = Buffer.alloc(BLOCK + DIGEST);
  for (let index = 0; index < BLOCK; index += 1) {
    const byte = short[index] ?? 0;
    inner[index] = byte ^ 0x36;
    outer[index] = byte ^ 0x5c;
  }
  return (text, then) => {
    const length = Buffer.byteLength(text) + (then?.length ?? 0);
    const message = length <= ROOM ? inner : Buffer.concat([inner.subarray(0, BLOCK)], BLOCK + length);
    const written = message.write(text, BLOCK, 'utf8');
    if (then) message.set(then, BLOCK + written);
    outer.write(hash('sha256', message.subarray(0, BLOCK + length), 'binary'), BLOCK, 'latin1');
    return hash('sha256', outer, 'hex');
  };
}
