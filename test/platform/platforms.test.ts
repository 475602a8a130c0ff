import { describe, expect, it } from 'vitest';
import { PLATFORMS } from '../../src/start/platforms.ts';
import { DESCRIPTIONS } from '../fakes/platforms.ts';

describe('the platforms that there are', () => {
  it('are told apart by their keys, which are no other setting of a person', () => {
    const keys = PLATFORMS.map(({ key }) => key);
    expect(new Set([...keys, 'roles', 'language']).size).toBe(keys.length + 2);
    for (const key of keys) expect(key).toMatch(/^[a-z]{2,20}$/);
    expect(DESCRIPTIONS.map(({ key }) => key)).toEqual(keys);
  });

  it('have one channel among them where everything can always be told', () => {
    expect(PLATFORMS.filter(({ home }) => home !== undefined)).toHaveLength(1);
  });

  it.each(PLATFORMS)('$key has the ids that it gives as examples', ({ channels, groups, people }) => {
    const is = (id: string) => new RegExp(`^${id}$`, 'u');
    expect(channels.example).toMatch(is(channels.id));
    expect(channels.problem?.(channels.example)).toBeUndefined();
    if (groups) expect(groups.example).toMatch(is(groups.id));
    const example = /as "?(?<id>[^"]+?)"?$/.exec(people.wrong)?.groups?.['id'];
    if (example !== undefined) expect(example).toMatch(is(people.id));
  });

  it.each(PLATFORMS)('$key has patterns that capture nothing and have no end of their own', (platform) => {
    const { people, channels, groups, mentions } = platform;
    for (const id of [people.id, channels.id, groups?.id ?? '', mentions?.id ?? ''])
      expect(id).not.toMatch(/\((?!\?:)|[\^](?![^[]*\])|\$/);
  });

  it.each(PLATFORMS)('$key has no variable of another one', ({ key, environment }) => {
    for (const { name } of environment.variables) expect(name.startsWith(`${key.toUpperCase()}_`)).toBe(true);
  });
});
