/** A segment in which the first part of a signed token (JWT) begins: `{"` in base64. */
const FIRST = /\beyJ[\w-]{8}/;
const SEGMENTS = /[\w.-]+/g;

/** Text with `instead` in place of every signed token. Segment by segment: no run of letters is read twice. */
export function withoutSignedTokens(text: string, instead: string): string {
  return text.includes('eyJ') ? text.replace(SEGMENTS, (run) => withoutTokens(run, instead)) : text;
}

/** Whether there is one. */
export function hasSignedToken(text: string): boolean {
  return withoutSignedTokens(text, '') !== text;
}

function withoutTokens(run: string, instead: string): string {
  const segments = run.split('.');
  const clean: string[] = [];
  for (let at = 0; at < segments.length; at += 1) {
    const segment = segments[at] ?? '';
    const begins =
      at + 2 < segments.length && (segments[at + 1] ?? '').length >= 8 ? segment.search(FIRST) : -1;
    if (begins < 0) {
      clean.push(segment);
      continue;
    }
    clean.push(segment.slice(0, begins) + instead);
    at += 2;
  }
  return clean.join('.');
}
