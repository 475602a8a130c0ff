import { randomBytes, randomInt } from 'node:crypto';

/** A number from 0 to below 1, in place of Math.random. */
export function random(): number {
  return randomInt(2 ** 32) / 2 ** 32;
}

/** 32 hexadecimal digits that nobody can guess. */
export function newId(): string {
  return randomBytes(16).toString('hex');
}
