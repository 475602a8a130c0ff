/** One way of writing a secret so that it is not found by looking for it. */
interface Form {
  readonly name: string;
  readonly write: (secret: string) => string;
}

const each = (change: (sign: string) => string) => (secret: string) => Array.from(secret, change).join('');
const hex = (sign: string, digits: number) => sign.charCodeAt(0).toString(16).padStart(digits, '0');
const wide = (sign: string) =>
  sign > ' ' && sign <= '~' ? String.fromCharCode(sign.charCodeAt(0) + 0xfee0) : sign;

/** In which clouds, callbacks and people write it. */
export const FORMS: readonly Form[] = [
  { name: 'as it is', write: (secret) => secret },
  { name: 'in an address', write: encodeURIComponent },
  { name: 'in an address, every sign', write: each((sign) => `%${hex(sign, 2)}`) },
  { name: 'twice in an address', write: (secret) => encodeURIComponent(encodeURIComponent(secret)) },
  { name: 'in base64', write: (secret) => Buffer.from(`user:${secret}`).toString('base64') },
  { name: 'in base64 for addresses', write: (secret) => Buffer.from(secret).toString('base64url') },
  { name: 'in JSON', write: (secret) => JSON.stringify(JSON.stringify(secret)) },
  { name: 'in JSON, every sign', write: each((sign) => `\\u${hex(sign, 4)}`) },
  { name: 'in full width', write: each(wide) },
  { name: 'with zero-width signs between', write: each((sign) => `${sign}\u200b`) },
  { name: 'with soft hyphens and joiners between', write: each((sign) => `${sign}\u00ad\u2060`) },
];

/** So much of a secret is as good as all of it. */
const PIECE = 12;

/** The secrets of which something stands in a text, however it is written. */
export function foundIn(text: string, secrets: Readonly<Record<string, string>>): string[] {
  const readings = readingsOf(text);
  return Object.entries(secrets).flatMap(([name, secret]) => {
    const pieces = [secret.slice(0, PIECE), secret.slice(-PIECE), ...inBase64(secret)];
    for (const reading of readings)
      for (const piece of pieces) {
        const at = reading.indexOf(piece);
        if (at >= 0) return [`${name} as …${reading.slice(Math.max(0, at - 60), at + 60)}…`];
      }
    return [];
  });
}

/** The text as it stands, and as somebody reads it who undoes what was done to it. */
function readingsOf(text: string): string[] {
  const half = text.normalize('NFKC').replace(/[\p{Cf}\p{Cc}\ufe00-\ufe0f]/gu, '');
  const readings = [text, half];
  let reading = half;
  for (let depth = 0; depth < 3; depth += 1) {
    reading = reading
      .replace(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
      .replace(/\\+u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
      .replace(/\\+(["\\/])/g, '$1')
      .normalize('NFKC')
      .replace(/[\p{Cf}\p{Cc}]/gu, '');
    readings.push(reading);
  }
  return readings;
}

/** What of it stands in base64, wherever it begins. */
function inBase64(secret: string): string[] {
  return [0, 1, 2].map((offset) => {
    const text = Buffer.from('x'.repeat(offset) + secret)
      .toString('base64')
      .replace(/=/g, '');
    return text.slice(Math.ceil((offset * 8) / 6), Math.ceil((offset * 8) / 6) + 18);
  });
}
