import { describe, expect, it } from 'vitest';
import { commands } from '../../../commands/index.ts';
import { suggestionSources } from '../../../commands/suggestions.ts';
import { isListed, type SuggestionKind } from '../../../src/command.ts';

describe('which options have suggestions', () => {
  const visible = commands.filter(isListed);
  const kinds = visible.flatMap((command) =>
    Object.entries(command.options).map(([name, spec]) => ({
      at: `${command.name} ${name}`,
      name,
      kind: spec.suggests,
    })),
  );

  it.each<[string, SuggestionKind]>([
    ['stream', 'stream'],
    ['caster', 'caster'],
    ['monitor', 'monitor'],
  ])('every option "%s"', (name, kind) => {
    const own = kinds.filter((option) => option.name === name);
    expect(own.length).toBeGreaterThan(3);
    expect(own.filter((option) => option.kind !== kind)).toEqual([]);
  });

  it.each<[string, SuggestionKind]>([
    ['backup switch to', 'upstream'],
    ['caster pvw index', 'layout'],
    ['caster pgm index', 'layout'],
    ['help command', 'command'],
  ])('%s', (at, kind) => {
    expect(kinds.find((option) => option.at === at)?.kind).toBe(kind);
  });

  it('those that depend on another option are on commands that have it', () => {
    for (const command of visible)
      for (const { suggests } of Object.values(command.options))
        for (const parent of suggests ? suggestionSources[suggests].within : [])
          expect(Object.keys(command.options), `${command.name}: ${parent}`).toContain(parent);
  });
});
