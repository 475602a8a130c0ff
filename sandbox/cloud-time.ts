import { formatInZone } from '../src/text/time.ts';
import { formatAtOffset } from '../src/text/wall-clock.ts';
import { ApiError } from './api-error.ts';

/** Beijing time as the cloud means it: eight hours ahead all year. (IANA writes the sign the other way round.) */
const BEIJING = 'Etc/GMT-8';

/** `2018-11-29T19:00:00Z` of ms UTC. */
export function utcText(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** `2018-11-30 03:00:00`, the same moment in Beijing, as some fields have it. */
export function beijingText(ms: number): string {
  return formatInZone(ms, BEIJING);
}

/**
 * ms UTC of `2018-11-29T19:00:00Z`, or of the same with an offset.
 * @throws ApiError InvalidParameterValue
 */
export function parseUtc(name: string, text: string): number {
  const ms = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})$/.test(text)
    ? Date.parse(text)
    : Number.NaN;
  if (Number.isNaN(ms))
    throw new ApiError('InvalidParameterValue', `${name} must be a UTC time as 2018-11-29T19:00:00Z.`);
  return ms;
}

/** A time as a statistics action is given it; its answer comes back in the same form. */
export interface GivenTime {
  readonly ms: number;
  readonly style: 'iso' | 'beijing';
  /** Another moment (ms UTC) written the same way. */
  readonly format: (ms: number) => string;
}

/**
 * Reads `2018-11-29T19:00:00Z`, the same with an offset, or `2018-11-30 03:00:00`, which is Beijing time.
 * @throws ApiError InvalidParameterValue
 */
export function parseTimeAsGiven(name: string, text: string): GivenTime {
  if (/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(text)) {
    const ms = parseUtc(name, `${text.replace(' ', 'T')}+08:00`);
    return { ms, style: 'beijing', format: beijingText };
  }
  const ms = parseUtc(name, text);
  const offset = text.slice(19);
  return { ms, style: 'iso', format: (at) => formatAtOffset(at, offset) + offset };
}

/** Whole seconds of ms. */
export function seconds(ms: number): number {
  return Math.floor(ms / 1000);
}
