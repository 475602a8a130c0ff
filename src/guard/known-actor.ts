import type { Config, Person } from '../config/schema.ts';
import { Refusal } from '../errors.ts';
import type { Actor } from '../intent.ts';

/**
 * The configured person behind an actor, with the roles that the platform's own roles add; without a configured person,
 * whoever has such a role; otherwise a refusal that tells which line to add.
 */
export function knownActor(config: Config, actor: Actor): Person | Refusal {
  const granted = grantedRoles(config, actor);
  const found = peopleByLogin(config.people).get(actor.platform)?.get(actor.userId);
  if (found)
    return granted.length === 0 ? found : { ...found, roles: [...new Set([...found.roles, ...granted])] };
  if (granted.length > 0) return { id: `${actor.platform}:${actor.userId}`, ids: {}, roles: granted };
  return new Refusal(
    'airdesk.unknown-actor',
    { en: 'You are not in airdesk.yaml', zh: '您尚未登记' },
    {
      en: `Nothing was done. Ask whoever runs Airdesk to add you under "people" in airdesk.yaml, with ${actor.platform}: ${actor.userId}`,
      zh: `未执行任何操作。请管理员在 airdesk.yaml 的 people 中添加您：${actor.platform}: ${actor.userId}`,
    },
  );
}

/** By platform and id there, made once for a configuration: everything anybody does begins with this question. */
const logins = new WeakMap<Config['people'], ReadonlyMap<string, ReadonlyMap<string, Person>>>();

function peopleByLogin(people: Config['people']): ReadonlyMap<string, ReadonlyMap<string, Person>> {
  const known = logins.get(people);
  if (known) return known;
  const found = new Map<string, Map<string, Person>>();
  for (const [id, person] of Object.entries(people)) {
    for (const [platform, userId] of Object.entries(person.ids)) {
      const there = found.get(platform) ?? new Map<string, Person>();
      found.set(platform, there);
      // The first in the file, as it is read.
      if (!there.has(userId)) there.set(userId, { ...person, id, roles: [...new Set(person.roles)] });
    }
  }
  logins.set(people, found);
  return found;
}

function grantedRoles(config: Config, actor: Actor): string[] {
  const keys = (actor.platformRoles ?? []).map((role) => `${actor.platform}:${role}`);
  return [
    ...new Set(
      keys.flatMap((key) =>
        Object.hasOwn(config.platformRoles, key) ? (config.platformRoles[key] ?? []) : [],
      ),
    ),
  ];
}
