/**
 * The text of an iCalendar file with its lines unfolded (RFC 5545, 3.1), before anything is looked for in it. Lines are
 * folded at 75 bytes, also inside a name, an address or a single character: so they are put together as bytes, and read as
 * UTF-8 only then.
 */
export function unfolded(bytes: Uint8Array): string {
  const asBytes = Buffer.from(bytes).toString('latin1');
  const whole = Buffer.from(asBytes.replace(/\r?\n[ \t]/g, ''), 'latin1').toString('utf8');
  return whole.replace(/^\uFEFF/, '');
}
