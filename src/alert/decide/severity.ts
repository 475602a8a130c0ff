import { SEVERITIES, type Severity } from '../../callback/event.ts';

/** The worst of them; `info` where there are none. */
export function worst(severities: readonly Severity[]): Severity {
  return SEVERITIES.find((severity) => severities.includes(severity)) ?? 'info';
}
