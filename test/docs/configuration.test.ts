import { describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { loadConfig } from '../../src/load-config.ts';
import { problemLine } from '../../src/problem.ts';
import { pages, read } from './pages.ts';

const examples = [
  { name: 'airdesk.example.yaml', text: read('airdesk.example.yaml') },
  ...pages.flatMap(({ name, blocks }) =>
    blocks
      .filter(({ tag }) => tag === 'yaml')
      .map(({ text }, index) => ({ name: `${name} ${index + 1}`, text })),
  ),
];

describe('examples of airdesk.yaml', () => {
  it.each(examples)('$name loads without a problem or a note', ({ text }) => {
    const named = [...text.matchAll(/\w+Env: (\w+)/g)].map(
      ([, variable = '']) => [variable, 'value'] as const,
    );
    const loading = loadConfig({
      env: { AIRDESK_CONFIG: 'airdesk.yaml', ...Object.fromEntries(named) },
      readFile: (path) => (path === 'airdesk.yaml' ? text : '[default]'),
      commandNames: commands.map((command) => command.name),
    });
    expect(loading.ok ? loading.loaded.notes.map(problemLine) : loading.problems.map(problemLine)).toEqual(
      [],
    );
  });

  it('there are some', () => {
    expect(examples.length).toBeGreaterThan(3);
  });
});
