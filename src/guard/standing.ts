import type { Config } from '../config/schema.ts';
import { Refusal } from '../errors.ts';
import type { Actor } from '../intent.ts';
import { knownActor } from './known-actor.ts';

/** Who somebody is when places are short: may act on a broadcast, may only look, or is not known. */
export type Standing = 'engineer' | 'viewer' | 'stranger';

const ACTS: ReadonlySet<string> = new Set(['change', 'air', 'destroy']);

/** What somebody may do at the most, on any account. It lets nobody do anything: guards decide that. */
export function standingOf(config: Config, actor: Actor): Standing {
  const person = knownActor(config, actor);
  if (person instanceof Refusal) return 'stranger';
  const acts = person.roles.some((name) => {
    const role = Object.hasOwn(config.roles, name) ? config.roles[name] : undefined;
    return role !== undefined && (role.commands.length > 0 || role.risks.some((risk) => ACTS.has(risk)));
  });
  return acts ? 'engineer' : 'viewer';
}
