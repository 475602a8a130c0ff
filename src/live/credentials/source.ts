import { AirdeskError } from '../../errors.ts';
import type { Clock } from '../../clock.ts';
import type { Text } from '../../text/language.ts';
import type { Credentials } from '../sign.ts';

/** Credentials as a source found them. */
export interface Found {
  readonly credentials: Credentials;
  /** ms UTC; undefined for keys that do not expire. */
  readonly expiresAt?: number | undefined;
}

/**
 * One place where credentials may be. Undefined: it is not set up here, the next one is asked.
 * It throws an AirdeskError where it is set up but does not give credentials.
 */
export type Source = () => Promise<Found | undefined>;

/** What the sources need from outside. */
export interface CredentialDeps {
  readonly clock: Clock;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** As node:fs/promises readFile with `utf8`. */
  readonly readFile: (path: string) => Promise<string>;
  /** The user's home folder. */
  readonly home: string;
  /** From 0 to 1, for the names of role sessions. */
  readonly random: () => number;
  /** Default `http://metadata.tencentyun.com`. */
  readonly metadataUrl?: string;
  /** Default `https://sts.tencentcloudapi.com`. */
  readonly stsUrl?: string;
  /** Of one request to the metadata service, ms. Default 1,000. */
  readonly metadataTimeoutMs?: number;
  /** Of one request to STS, ms. Default 5,000. */
  readonly stsTimeoutMs?: number;
  /** Told of a refresh that failed while older credentials are still good. */
  readonly onProblem?: (error: Error) => void;
}

/** A source that is set up but does not give credentials. */
export function noCredentials(message: string, hint: Text, cause?: unknown): AirdeskError {
  return new AirdeskError(message, { code: 'airdesk.no-credentials', hint, cause });
}

/** A value from outside, trimmed; empty counts as absent. */
export function filled(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const trimmed = value.trim();
  return trimmed === '' ? undefined : trimmed;
}

/** Temporary credentials as the metadata service and STS write them. Undefined where something is missing. */
export function temporary(fields: unknown, expiredTime: unknown): Found | undefined {
  if (typeof fields !== 'object' || fields === null) return undefined;
  const { TmpSecretId, TmpSecretKey, Token } = fields as Record<string, unknown>;
  const secretId = filled(TmpSecretId);
  const secretKey = filled(TmpSecretKey);
  const token = filled(Token);
  if (!secretId || !secretKey || !token || typeof expiredTime !== 'number') return undefined;
  return { credentials: { secretId, secretKey, token }, expiresAt: expiredTime * 1000 };
}
