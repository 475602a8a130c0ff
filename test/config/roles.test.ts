import { describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { DEFAULT_ROLES, defaultRoles } from '../../src/config/defaults.ts';
import { problemLine } from '../../src/config/problem.ts';
import { rolesThatMay } from '../../src/guard/permission.ts';
import { ConfigFileSchema } from '../fakes/platforms.ts';
import { linesOf, load } from './files.ts';

const names = commands.map(({ name }) => name);
const config = {
  ...ConfigFileSchema.parse({ roles: defaultRoles(names) }),
  defaultAccount: 'main',
};

/** Who may use a command with the roles that ship. */
function mayUse(name: string): string {
  const command = commands.find((each) => each.name === name);
  if (!command) throw new Error(name);
  return rolesThatMay(config, { command, account: 'main' }).join(' ');
}

/** What is noted at the start of roles such as these. */
function notesOf(roles: string): string[] {
  const result = load(`people: {ada: {desk: ada, roles: [some]}}\nroles:\n  some: ${roles}`);
  expect(linesOf(result)).toEqual([]);
  return result.ok ? result.loaded.notes.map(problemLine) : [];
}

describe('the roles that ship', () => {
  it.each([
    ['stream list', 'viewer producer engineer lead'],
    ['caster take', 'producer engineer lead'],
    ['caster pgm', 'producer engineer lead'],
    ['caster pvw', 'producer engineer lead'],
    ['caster stop', 'producer engineer lead'],
    ['monitor start', 'producer engineer lead'],
    ['monitor stop', 'producer engineer lead'],
    ['alert ack', 'producer engineer lead'],
    ['mute add', 'producer engineer lead'],
    ['panel post', 'producer engineer lead'],
    ['stream drop', 'engineer lead'],
    // Viewers notice nothing, and footage is lost, or the desk goes deaf.
    ['callback rule remove', 'engineer lead'],
    ['record rule remove', 'engineer lead'],
    ['domain remove', 'lead'],
    ['pull remove', 'lead'],
    ['push-url', 'engineer lead'],
    ['play-url', 'engineer lead'],
    ['url check', 'engineer lead'],
    ['key show', 'lead'],
    ['api DeleteCaster', 'lead'],
    ['api CreateLiveRecordRule', 'engineer lead'],
  ])('%s: %s', (name, roles) => {
    expect(mayUse(name)).toBe(roles);
  });

  it('give a producer nothing that cannot be got back or shows keys, and a viewer what looks', () => {
    const risksOf = (role: string) =>
      new Set(
        commands
          .filter((command) => rolesThatMay(config, { command, account: 'main' }).includes(role))
          .filter(({ name }) => name !== 'help' && name !== 'whoami')
          .map(({ risk }) => risk),
      );
    expect(risksOf('producer')).toEqual(new Set(['read', 'change', 'air']));
    expect(risksOf('viewer')).toEqual(new Set(['read']));
    expect(risksOf('engineer')).toEqual(new Set(['read', 'change', 'air', 'secret']));
  });

  it('name no command that is not there', () => {
    const named = Object.values(DEFAULT_ROLES).flatMap((role) => role.commands);
    expect(named.filter((each) => !each.endsWith(' *') && !names.includes(each))).toEqual([]);
  });

  it('leave out what this version does not have', () => {
    const given = Object.values(defaultRoles(['caster take'])).flatMap((role) => role.commands);
    expect(given.filter((each) => !each.endsWith(' *'))).toEqual(['caster take']);
    expect(Object.values(DEFAULT_ROLES).flatMap((role) => role.commands)).toContain('caster push-url');
  });
});

describe('a pattern that used to allow more', () => {
  it('is noted at the start with what it does not allow', () => {
    const [caster, note, ...others] = notesOf("{ risks: [read], commands: ['caster *', 'pull *'] }");
    expect(others).toEqual([]);
    expect(caster).toContain('"caster *" does not allow caster remove, caster push-url, caster play-url:');
    expect(note).toBe(
      'airdesk.yaml:3: roles.some.commands: "pull *" does not allow pull remove: no pattern allows what cannot be got back (destroy) or what shows keys (secret); name those that are meant, or give the role the risk',
    );
  });

  it.each([
    ['the risk is given', "{ risks: [destroy], commands: ['pull *'] }"],
    ['the command is named', "{ commands: ['pull *', 'pull remove'] }"],
    ['nothing of the noun is so', "{ commands: ['mute *', 'record rule *'] }"],
    ['no pattern is used', "{ commands: ['pull show'] }"],
  ])('is not where %s', (_, roles) => {
    expect(notesOf(roles)).toEqual([]);
  });

  it.each([
    ["{ commands: ['*'] }", ['push-url', 'key show', 'pull remove', ' more: no pattern']],
    ["{ commands: ['api *'] }", ['api DeleteCaster,', 'api DescribeLivePushAuthKey']],
  ])('%s names what lists show, and counts the calls of api', (roles, named) => {
    const [note = ''] = notesOf(roles);
    for (const each of named) expect(note).toContain(each);
    expect(note.length).toBeLessThan(2000);
  });

  it('is as wide as the words in front of its star', () => {
    expect(linesOf(load("roles: {some: {commands: ['record rule *', 'recrod *']}}"))).toEqual([
      expect.stringContaining('there is no command "recrod *"; did you mean "record *"?'),
    ]);
  });
});
