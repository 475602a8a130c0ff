import type { ValueRule } from './feature.ts';

/** The characters of names and most descriptions: Chinese, letters, digits, `_` and `-`. */
const NAME = /^[\p{Script=Han}A-Za-z0-9_-]+$/u;
const ALLOWS = 'Chinese characters, letters, digits, `_` and `-`';

/** A switch: 0 or 1. */
export function onOff(fallback: 0 | 1): ValueRule {
  return { fallback, oneOf: [0, 1] };
}

/** A whole number that the catalogue has the limits of, or none. */
export function amount(fallback = 0, limits: Pick<ValueRule, 'min' | 'max'> = {}): ValueRule {
  return { fallback, ...limits };
}

/** A text of any characters. */
export const text: ValueRule = { fallback: '' };
/** The name of a template. */
export const templateName: ValueRule = { fallback: '', pattern: NAME, allows: ALLOWS };
/** A description where the document limits its characters. */
export const plainDescription: ValueRule = { fallback: '', pattern: NAME, allows: ALLOWS };
/** An address that the cloud calls. */
export const callbackUrl: ValueRule = { fallback: '', url: true, why: 'url' };
/** A flag. */
export const flag: ValueRule = { fallback: false };
