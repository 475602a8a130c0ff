import type { Config } from '../../config/schema.ts';

/** Who an event of a calendar says is on call, before anybody is looked up. Hostile text. */
export interface NamedInEvent {
  /** Addresses of attendees that are people and did not decline, in small letters; undefined where nobody is invited. */
  readonly attendees: readonly string[] | undefined;
  readonly summary: string;
}

/** Who is meant: names under `people`, and what is nobody's. */
export interface PeopleMeant {
  readonly people: readonly string[];
  readonly unknown: readonly string[];
}

/** What stands between names in a title. */
const SEPARATORS = /[,;/&+、，；]|\s(?:and|und|et|y|和|与)\s/u;

/**
 * The people that an event names: its attendees by their address; where it has none, as in calendars that Outlook publishes,
 * the names or addresses that its title consists of. Somebody's address is the `email` of their entry, or their id on a
 * platform.
 */
export function peopleMeant(
  { attendees, summary }: NamedInEvent,
  config: Pick<Config, 'people'>,
): PeopleMeant {
  if (attendees) return lookedUp(attendees, (address) => byAddress(address, config));
  const whole = byName(summary.trim(), config);
  if (whole !== undefined) return { people: [whole], unknown: [] };
  const names = summary
    .split(SEPARATORS)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return lookedUp(names, (name) => byName(name, config));
}

function lookedUp(texts: readonly string[], find: (text: string) => string | undefined): PeopleMeant {
  const found = texts.map((text) => ({ text, person: find(text) }));
  return {
    people: [...new Set(found.flatMap(({ person }) => person ?? []))],
    unknown: [...new Set(found.flatMap(({ text, person }) => (person === undefined ? [text] : [])))],
  };
}

function byName(text: string, { people }: Pick<Config, 'people'>): string | undefined {
  if (Object.hasOwn(people, text)) return text;
  const wanted = text.toLowerCase();
  const alike = Object.keys(people).filter((name) => name.toLowerCase() === wanted);
  return alike.length === 1 ? alike[0] : byAddress(wanted, { people });
}

function byAddress(address: string, { people }: Pick<Config, 'people'>): string | undefined {
  const entries = Object.entries(people);
  const found =
    entries.find(([, { emails = [] }]) => emails.includes(address)) ??
    entries.find(([, { ids }]) =>
      Object.values(ids).some((id) => id.includes('@') && id.toLowerCase() === address),
    );
  return found?.[0];
}
