/** Ids and numbers that look random and are the same for the same seed. Never for secrets. */
export interface Seeded {
  /** A whole number of 32 bits. */
  word(): number;
  /** `bytes` bytes as lower-case hexadecimal. */
  hex(bytes: number): string;
  /** The shape of a UUID, version 4. */
  uuid(): string;
  /** A 64-bit decimal above 2^53, as the cloud's push sequences are. */
  sequence(): string;
}

/**
 * Creates a generator for `seed` (mulberry32). `began`, ms UTC: a life that begins at another moment has other sequences,
 * since the cloud gives none out twice.
 */
export function createSeeded(seed: number, began = 0): Seeded {
  let state = seed >>> 0;
  function word(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }
  function hex(bytes: number): string {
    let text = '';
    while (text.length < bytes * 2) text += word().toString(16).padStart(8, '0');
    return text.slice(0, bytes * 2);
  }
  return {
    word,
    hex,
    uuid() {
      const raw = hex(16);
      const variant = ((Number.parseInt(raw.charAt(16), 16) & 3) | 8).toString(16);
      return [
        raw.slice(0, 8),
        raw.slice(8, 12),
        `4${raw.slice(13, 16)}`,
        variant + raw.slice(17, 20),
        raw.slice(20),
      ].join('-');
    },
    sequence() {
      const high = BigInt((word() >>> 2) | 0x1000_0000);
      return (((high << 32n) | BigInt(word())) ^ BigInt(began)).toString();
    },
  };
}
