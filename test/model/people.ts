import { userId } from '../paths/stage/driver.ts';

/** Everybody who types or presses. The stranger is in no airdesk.yaml. */
export const HUMANS = ['engineer', 'lead', 'producer', 'viewer', 'stranger'] as const;
export type Human = (typeof HUMANS)[number];

/** Who is in airdesk.yaml: each human by a key that may change, with a role that may change too. */
export type Roster = Readonly<Partial<Record<Human, { readonly key: string; readonly role: string }>>>;

const USUAL: Roster = {
  engineer: { key: 'ada', role: 'engineer' },
  producer: { key: 'bo', role: 'producer' },
  lead: { key: 'lin', role: 'lead' },
  viewer: { key: 'vic', role: 'viewer' },
};

function without(human: Human): Roster {
  return Object.fromEntries(Object.entries(USUAL).filter(([name]) => name !== human));
}

/** How airdesk.yaml names people at one start or another. */
export const ROSTERS: readonly Roster[] = [
  USUAL,
  // The same people, by other keys.
  { ...USUAL, engineer: { key: 'ada.l', role: 'engineer' }, lead: { key: 'lin.q', role: 'lead' } },
  without('engineer'),
  without('lead'),
  { ...USUAL, lead: { key: 'lin', role: 'viewer' } },
];

const NOUNS: Readonly<Record<string, readonly string[]>> = {
  engineer: ['stream', 'backup', 'caster', 'monitor', 'pull'],
  lead: ['stream', 'backup', 'caster', 'monitor', 'pull'],
  producer: ['caster', 'monitor'],
};

/** Whether somebody may use a command, as the audit names it. */
export function mayUse(roster: Roster, human: Human, command: string): boolean {
  const noun = command.split(' ')[0] ?? '';
  return (NOUNS[roster[human]?.role ?? ''] ?? []).includes(noun);
}

/** Who has this id on a platform. */
export function humanOf(id: string): Human | undefined {
  return HUMANS.find((human) => userId('slack', human) === id || userId('discord', human) === id);
}

/** The people of airdesk.yaml. */
export function peopleYaml(roster: Roster): string {
  const lines = HUMANS.flatMap((human) => {
    const one = roster[human];
    if (!one) return [];
    const ids = `slack: ${userId('slack', human)}, discord: "${userId('discord', human)}"`;
    return [`  ${one.key}: { ${ids}, roles: [${one.role}] }`];
  });
  return ['people:', ...lines, ''].join('\n');
}
