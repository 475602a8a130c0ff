import type { ConfigFile } from '../config/schema.ts';

type People = Pick<ConfigFile, 'people' | 'platforms'>;

/** A link with what people see of it, pasted from where it was made one. */
const LINK = /<(?<url>[a-z][a-z0-9+.-]*:\/\/[^\s<>|]*)(?:\|(?<label>[^<>]*))?>/giu;

/** The same of a host without a scheme. */
const LINK_TO_HOST = /<(?=[\w-]+\.[\w-])[^\s<>|]+\|(?<label>[^<>]+)>/gu;

/** Mentions as the names of people in airdesk.yaml: `@lin`. An id that nobody there has stays an id: `@U045EF6GH`. */
export function withPeople(text: string, people: People): string {
  if (!text.includes('<@')) return text;
  return text.replace(
    mentionIn(people.platforms),
    (_whole, id: string) => `@${personWith(id, people) ?? id}`,
  );
}

/** As adapters hand on a mention of somebody by their id on the platform. */
function mentionIn(platforms: People['platforms']): RegExp {
  const ids = [...new Set(platforms.flatMap(({ mentions }) => mentions?.id ?? []))];
  return new RegExp(`<@!?(?<id>${ids.length === 0 ? '(?!)' : ids.join('|')})(?:\\|[^<>]*)?>`, 'g');
}

/** Links that were pasted with their markup, as people saw them. */
export function withoutLinks(text: string): string {
  return text
    .replace(LINK, (_whole, url: string, label: string | undefined) => (label ? label : url))
    .replace(LINK_TO_HOST, '$<label>');
}

/** The person with this id on a chat platform where people can be mentioned. */
export function personWith(id: string, { people, platforms }: People): string | undefined {
  const keys = platforms.filter(({ mentions }) => mentions !== undefined).map(({ key }) => key);
  return Object.entries(people).find(([, { ids }]) => keys.some((key) => ids[key] === id))?.[0];
}
