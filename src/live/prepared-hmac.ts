import { hash } from 'node:crypto';

/** SHA-256 works on blocks of so many bytes, and a key is padded to one. */
const BLOCK = 64;
const DIGEST = 32;
/** Longer texts get room of their own. */
const ROOM = 1024;

/**
 * HMAC-SHA256 (RFC 2104) under one key, hexadecimal, for many short texts: the padded key is kept, so that a text costs
 * two one-shot hashes, half of what a createHmac costs. @param key at most 64 bytes
 */
export function preparedHmac(key: Uint8Array): (text: string) => string {
  if (key.length > BLOCK) throw new RangeError('a key of more than 64 bytes has to be hashed first');
  const inner = Buffer.alloc(BLOCK + ROOM);
  const outer = Buffer.alloc(BLOCK + DIGEST);
  for (let index = 0; index < BLOCK; index += 1) {
    const byte = key[index] ?? 0;
    inner[index] = byte ^ 0x36;
    outer[index] = byte ^ 0x5c;
  }
  return (text) => {
    const length = Buffer.byteLength(text);
    const message = length <= ROOM ? inner : Buffer.concat([inner.subarray(0, BLOCK)], BLOCK + length);
    message.write(text, BLOCK, 'utf8');
    outer.write(hash('sha256', message.subarray(0, BLOCK + length), 'binary'), BLOCK, 'latin1');
    return hash('sha256', outer, 'hex');
  };
}
