import type { Config } from '../config/schema.ts';
import type { Mention } from '../reply.ts';
import { directChannel } from './direct.ts';

/** Where somebody is written to, and how they are called there. */
export interface Found {
  /** As `slack:C012AB3CD`, `slack:dm:U012AB3CD` for a direct message. */
  readonly channel: string;
  readonly mention?: Mention;
}

/**
 * Where a person (name under `people`) is called: in the first channel of `own` on each platform on which they have an account,
 * otherwise by direct messages; with `isDirect` by both. Empty where they cannot be reached. `platforms`: keys of those that run.
 */
export function findPerson(
  person: string,
  own: readonly string[],
  { config, platforms }: { readonly config: Config; readonly platforms: readonly string[] },
  isDirect: boolean,
): readonly Found[] {
  const ids = Object.hasOwn(config.people, person) ? config.people[person]?.ids : undefined;
  if (!ids) return [];
  const here = config.platforms.filter(
    ({ key, mentions }) => mentions && platforms.includes(key) && ids[key] !== undefined,
  );
  const mentioned = here.flatMap(({ key }): Found[] => {
    const channel = own.find((each) => each.startsWith(`${key}:`));
    return channel === undefined ? [] : [{ channel, mention: { kind: 'user', id: ids[key] ?? '' } }];
  });
  if (mentioned.length > 0 && !isDirect) return mentioned;
  const direct = here.map(({ key }): Found => ({ channel: directChannel(key, ids[key] ?? '') }));
  return [...mentioned, ...direct];
}
