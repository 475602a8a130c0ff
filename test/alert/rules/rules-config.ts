import type { AlertsConfig } from '../../../src/config/alerts/schema.ts';
import { AlertsSchema } from '../../fakes/platforms.ts';
import type { Mute } from '../../../src/alert/model/mute.ts';
import type { RuleSubject } from '../../../src/alert/rules/rules.ts';

/** The part `alerts` of airdesk.yaml, as the schema reads it. */
export function alerts(value: unknown): AlertsConfig {
  return AlertsSchema.parse(value);
}

/** One rule, named `it`, that matches so. */
export function oneRule(match: unknown, rest: Readonly<Record<string, unknown>> = {}): AlertsConfig {
  return alerts({ rules: [{ name: 'it', match, ...rest }] });
}

/** A stream that is down, of the account `main`. */
export function down(id = 'live.example.com/live/main', change: Partial<RuleSubject> = {}) {
  return {
    account: 'main',
    condition: 'stream.down',
    subject: { type: 'stream', id },
    severity: 'critical',
    ...change,
  } as const;
}

/** A mute by somebody, until 1,000. */
export function mute(pattern: string, change: Partial<Mute> = {}): Mute {
  const by = { platform: 'desk', userId: 'ada', name: 'Ada', person: 'ada' };
  return { id: 'mmmmmm', account: 'main', pattern, by, at: 0, until: 1000, ...change };
}
