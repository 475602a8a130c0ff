import type { ConfigFile } from '../config.ts';

/** As adapters hand on a mention of somebody by their id on the platform. */
const MENTION = /<@!?(?<id>[A-Za-z0-9]{1,32})>/g;

/** Mentions as the names of people in airdesk.yaml: `@lin`. An id that nobody there has stays an id: `@U045EF6GH`. */
export function withPeople(text: string, people: ConfigFile['people']): string {
  return text.replace(MENTION, (_whole, id: string) => `@${personWith(id, people) ?? id}`);
}

/** The person with this id on a chat platform. */
export function personWith(id: string, people: ConfigFile['people']): string | undefined {
  return Object.entries(people).find(([, { slack, discord }]) => id === slack || id === discord)?.[0];
}
