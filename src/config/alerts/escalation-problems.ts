import { didYouMean } from '../../text/nearest.ts';
import type { Config } from '../schema.ts';
import type { Misfit } from '../problem.ts';

type Path = readonly PropertyKey[];

const WEBHOOK = 'webhook:';
const ROTATION = 'rotation:';

/** What escalations name that is not there: people, rotations, webhooks, and escalations that rules name. */
export function escalationMisfits(config: Config): Misfit[] {
  const { escalation, escalate, rules } = config.alerts;
  const known = Object.keys(escalation);
  const named: readonly (readonly [Path, string | undefined])[] = [
    [['alerts', 'escalate'], escalate],
    ...rules.map((rule, index) => [['alerts', 'rules', index, 'escalate'], rule.escalate] as const),
  ];
  return [
    ...named.flatMap(([path, name]) =>
      name === undefined || known.includes(name) ? [] : [unknown(path, 'escalation', name, known)],
    ),
    ...Object.entries(escalation).flatMap(([name, { levels }]) =>
      levels.flatMap(({ call }, level) =>
        call.flatMap((target, index) =>
          targetMisfits(config, ['alerts', 'escalation', name, 'levels', level, 'call', index], target),
        ),
      ),
    ),
  ];
}

function targetMisfits(config: Config, path: Path, target: string): Misfit[] {
  if (target.startsWith(WEBHOOK)) {
    const name = target.slice(WEBHOOK.length);
    const known = Object.keys(config.webhooks);
    return known.includes(name) ? [] : [unknown(path, 'webhook', name, known)];
  }
  if (target.startsWith(ROTATION)) {
    const name = target.slice(ROTATION.length);
    const known = Object.keys(config.oncall.rotations);
    return known.includes(name) ? [] : [unknown(path, 'rotation', name, known)];
  }
  if (target.includes(':')) return [];
  const people = Object.keys(config.people);
  return people.includes(target) ? [] : [unknown(path, 'person', target, people)];
}

function unknown(path: Path, what: string, given: string, known: readonly string[]): Misfit {
  return { path, text: `there is no ${what} "${given}"${didYouMean(given, known)}` };
}
