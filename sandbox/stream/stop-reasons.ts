/** Why a push ended or was refused. Codes: the vendor's page on disconnect codes; the texts are ours. */
export interface StopReason {
  readonly errcode: number;
  readonly subcode?: number;
  readonly errmsg: string;
}

/** The reasons that the sandbox brings about itself. */
export const STOP_REASONS = {
  encoderStopped: { errcode: 1, errmsg: 'recv rtmp deleteStream' },
  dropped: { errcode: 21, subcode: 100, errmsg: 'stream dropped by the customer' },
  forbidden: { errcode: 21, subcode: 101, errmsg: 'stream forbidden by the customer' },
  replaced: { errcode: 21, subcode: 102, errmsg: 'replaced by a new push' },
  domainForbidden: { errcode: 21, subcode: 101, errmsg: 'push domain disabled by the customer' },
  domainGone: { errcode: 21, subcode: 101, errmsg: 'push domain deleted by the customer' },
  refusedForbidden: { errcode: 18, subcode: 305, errmsg: 'push refused: stream is forbidden' },
  refusedDomain: { errcode: 18, subcode: 301, errmsg: 'push refused: unknown domain' },
  refusedDomainOff: { errcode: 18, subcode: 303, errmsg: 'push refused: domain is disabled' },
  refusedNoTime: { errcode: 18, subcode: 500, errmsg: 'push url maybe invalid: no txTime' },
  refusedExpired: { errcode: 18, subcode: 501, errmsg: 'push url maybe invalid: expired' },
  refusedNoSecret: { errcode: 18, subcode: 502, errmsg: 'push url maybe invalid: no txSecret' },
  refusedSignature: { errcode: 18, subcode: 503, errmsg: 'push url maybe invalid: wrong txSecret' },
  refusedTooMany: { errcode: 18, subcode: 600, errmsg: 'push refused: too many pushes' },
  refusedSecond: { errcode: 18, subcode: 601, errmsg: 'push refused: too many pushes of this name' },
} as const satisfies Record<string, StopReason>;

const TEXTS: Readonly<Record<number, string>> = {
  0: 'unknown',
  1: 'recv rtmp deleteStream',
  2: 'recv rtmp closeStream',
  3: 'recv() return 0',
  4: 'recv() return error',
  7: 'rtmp message large than 1M',
  8: 'no data for a long time',
  18: 'push refused',
  20: 'no data for a long time',
  21: 'disconnected by the customer',
};

/** The reason for which an encoder is not let in, by its codes (440/35256). */
export function refusal(errcode: 18 | 19, subcode?: number): StopReason {
  const errmsg = errcode === 19 ? 'third-party auth failed' : 'push url maybe invalid';
  return { errcode, errmsg, ...(subcode !== undefined && { subcode }) };
}

/** The reason for a code that was asked for from outside. */
export function stopReason(errcode: number): StopReason {
  const network = errcode >= 12 && errcode <= 17 ? 'network error on the push link' : undefined;
  return { errcode, errmsg: network ?? TEXTS[errcode] ?? `error ${errcode}` };
}
