import type { Config, Person } from '../config/schema.ts';
import { Refusal } from '../errors.ts';
import type { Actor } from '../intent.ts';

/**
 * The configured person behind an actor, with the roles that the platform's own roles add; without a configured person,
 * whoever has such a role; otherwise a refusal that tells which line to add.
 */
export function knownActor(config: Config, actor: Actor): Person | Refusal {
  const granted = grantedRoles(config, actor);
  for (const [id, person] of Object.entries(config.people)) {
    const { ids } = person;
    if (Object.hasOwn(ids, actor.platform) && ids[actor.platform] === actor.userId) {
      return { ...person, id, roles: [...new Set([...person.roles, ...granted])] };
    }
  }
  if (granted.length > 0) return { id: `${actor.platform}:${actor.userId}`, ids: {}, roles: granted };
  return new Refusal(
    'airdesk.unknown-actor',
    { en: 'I do not know you', zh: '我不认识您' },
    {
      en: `Nothing was done. Ask who runs Airdesk to add you to "people" in airdesk.yaml, with ${actor.platform}: ${actor.userId}`,
      zh: `未执行任何操作。请管理员在 airdesk.yaml 的 people 中添加您：${actor.platform}: ${actor.userId}`,
    },
  );
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
