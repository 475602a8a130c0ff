import type { AlertsConfig, EscalationConfig } from '../../config/alerts/schema.ts';
import { ruleNamed } from '../called.ts';
import type { Alert } from '../model/alert.ts';

const MINUTE_MS = 60_000;
/** Between two levels where airdesk.yaml does not say, min. */
const USUAL_MINUTES = 5;
/** Before all levels are called once more, at least, ms. */
const LEAST_ROUND_MS = MINUTE_MS;

/** How far an escalation is. */
export type Escalation = NonNullable<Alert['escalation']>;

/** A level that is called. */
export interface Level {
  /** From 1. */
  readonly level: number;
  readonly round: number;
  /** Who has to be called, rotations as who has the duty now. */
  readonly whom: readonly string[];
  /** Rotations that nobody has the duty of. */
  readonly empty: readonly string[];
}

/** Who has the duty of a rotation now. */
export type OnCall = (rotation: string) => readonly string[];

/** The name of the escalation of an alert with this rule; undefined where nobody is called. */
export function policyOf(config: AlertsConfig, rule: string | undefined): string | undefined {
  const name = ruleNamed(config, rule)?.escalate ?? config.escalate;
  return name !== undefined && isKnown(config, name) ? name : undefined;
}

/** Whether airdesk.yaml has an escalation of this name. */
export function isKnown({ escalation }: AlertsConfig, name: string): boolean {
  return Object.hasOwn(escalation, name);
}

/** An escalation at its beginning: the first level is due at once, or after its time. */
export function begun(config: AlertsConfig, policy: string, now: number): Escalation {
  const first = policyNamed(config, policy)?.levels[0]?.afterMinutes ?? 0;
  return { policy, level: 0, round: 1, nextAt: now + first * MINUTE_MS };
}

/**
 * The levels that are called now, which is one, and before it those that nobody fills: they are passed at once, but not on
 * into the next round, by which somebody may have the duty. And how far the escalation is then.
 */
export function nextLevels(
  config: AlertsConfig,
  before: Escalation,
  onCall: OnCall,
  now: number,
): { readonly called: readonly Level[]; readonly escalation: Escalation } {
  const policy = policyNamed(config, before.policy);
  const called: Level[] = [];
  let at: Omit<Escalation, 'nextAt'> | undefined = before;
  while (policy && (at = following(policy, at))) {
    const passed = called.at(-1);
    if (passed && passed.round !== at.round) {
      const { level, round } = passed;
      return {
        called,
        escalation: { policy: at.policy, level, round, nextAt: now + pauseBefore(policy, at) },
      };
    }
    const targets = policy.levels[at.level - 1]?.call ?? [];
    const level = { level: at.level, round: at.round, ...filled(targets, onCall) };
    called.push(level);
    if (level.whom.length === 0) continue;
    const next = following(policy, at);
    return {
      called,
      escalation: { ...at, ...(next && { nextAt: now + pauseBefore(policy, next) }) },
    };
  }
  const last = called.at(-1);
  const { policy: name, level, round } = { ...before, ...(last && { level: last.level, round: last.round }) };
  return { called, escalation: { policy: name, level, round } };
}

/** The escalation where a clock that was set back put the next level further off than levels are apart. */
export function nearer(config: AlertsConfig, escalation: Escalation, now: number): Escalation {
  const policy = policyNamed(config, escalation.policy);
  const next = policy && following(policy, escalation);
  if (escalation.nextAt === undefined || !next) return escalation;
  const latest = now + Math.max(pauseBefore(policy, next), LEAST_ROUND_MS);
  return escalation.nextAt > latest ? { ...escalation, nextAt: latest } : escalation;
}

/** Rotations as who has their duty; everybody once. */
export function filled(targets: readonly string[], onCall: OnCall): Pick<Level, 'whom' | 'empty'> {
  const empty: string[] = [];
  const whom = targets.flatMap((target) => {
    if (!target.startsWith(ROTATION)) return [target];
    const rotation = target.slice(ROTATION.length);
    const people = onCall(rotation);
    if (people.length === 0) empty.push(rotation);
    return people;
  });
  return { whom: [...new Set(whom)], empty };
}

const ROTATION = 'rotation:';

function policyNamed({ escalation }: AlertsConfig, name: string): EscalationConfig | undefined {
  return Object.hasOwn(escalation, name) ? escalation[name] : undefined;
}

/** The level after this one: of the next round after the last; undefined at the end. */
function following(
  { levels, repeat }: EscalationConfig,
  { policy, level, round }: Omit<Escalation, 'nextAt'>,
): Omit<Escalation, 'nextAt'> | undefined {
  if (level < levels.length) return { policy, level: level + 1, round };
  return round <= repeat ? { policy, level: 1, round: round + 1 } : undefined;
}

function pauseBefore({ levels }: EscalationConfig, { level }: Omit<Escalation, 'nextAt'>): number {
  const pause = (levels[level - 1]?.afterMinutes ?? USUAL_MINUTES) * MINUTE_MS;
  return level === 1 ? Math.max(pause, LEAST_ROUND_MS) : pause;
}
