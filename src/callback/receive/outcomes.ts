/** How a callback ended. Each request is counted once. */
export const CALLBACK_OUTCOMES = {
  accepted: { status: 200, means: 'kept; the signature is right' },
  'accepted-late': {
    status: 200,
    means: 'kept; the signature is right, its time has passed. The cloud is asked before anything follows',
  },
  unsigned: { status: 200, means: 'kept; a type without signature, or an account without key' },
  'unknown-type': { status: 200, means: 'kept, and never an alarm; a type that Airdesk does not know' },
  test: {
    status: 200,
    means: 'not kept; a test message of this Airdesk, signed and waited for: `callback test`',
  },
  'bad-sign': {
    status: 403,
    means: 'the signature is wrong: forged, or the key differs from that of the template',
  },
  'unsigned-refused': {
    status: 403,
    means: 'a type that is signed came without signature: forged, or the template has no key',
  },
  'not-json': { status: 400, means: 'not JSON, or packed otherwise than by gzip, deflate or br' },
  'not-object': { status: 400, means: 'JSON, and not an object' },
  'too-deep': { status: 400, means: 'nested more than 16 deep' },
  'too-large': { status: 413, means: 'more than 256 KiB' },
  truncated: { status: undefined, means: 'the sender hung up in the middle' },
  timeout: { status: 408, means: 'the body took more than 10 s' },
  'no-such-path': { status: 404, means: 'no account has this path' },
  'wrong-path': {
    status: 404,
    means:
      'a known token came on another path: mend the address in the console, or what the proxy makes of it',
  },
  'not-post': { status: 405, means: 'not a POST' },
  busy: { status: 503, means: 'too many at once; the cloud tries again' },
  disk: { status: 503, means: 'it could not be written to disk; the cloud tries again' },
} as const satisfies Readonly<
  Record<string, { readonly status: number | undefined; readonly means: string }>
>;

/** How one callback ended, as /metrics names it. */
export type CallbackOutcome = keyof typeof CALLBACK_OUTCOMES;

/** Counts callbacks by how they ended. */
export interface CallbackCounts {
  callback(outcome: CallbackOutcome): void;
}
