import { createHash } from 'node:crypto';
import { STOP_REASONS, type StopReason } from '../stream/stop-reasons.ts';
import type { Domain } from './domain.ts';

/**
 * Why the address of a push is not let in: what follows its `?` has to be signed with one of the domain's keys, over the
 * stream's name and a time that has not passed. `now` is ms UTC.
 */
export function whyUnsigned(
  domain: Domain,
  stream: string,
  query: string,
  now: number,
): StopReason | undefined {
  const { auth } = domain;
  if (!auth.isOn) return undefined;
  const given = new URLSearchParams(query);
  const secret = given.get('txSecret') ?? '';
  const time = given.get('txTime') ?? '';
  if (time === '') return STOP_REASONS.refusedNoTime;
  if (!/^[0-9a-f]{1,12}$/i.test(time) || (Number.parseInt(time, 16) + auth.delta) * 1000 < now)
    return STOP_REASONS.refusedExpired;
  if (secret === '') return STOP_REASONS.refusedNoSecret;
  const keys = [auth.main, auth.backup].filter((key) => key !== '');
  const isGenuine = keys.some((key) => signatures(key + stream + time).includes(secret.toLowerCase()));
  return isGenuine ? undefined : STOP_REASONS.refusedSignature;
}

/** MD5 as documented, and SHA-256, which the vendor's console offers beside it. */
function signatures(text: string): string[] {
  return ['md5', 'sha256'].map((method) => createHash(method).update(text).digest('hex'));
}
