import { isListed } from '../../src/command.ts';
import { describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { withAlertTables } from '../../scripts/docs/alerts-page.ts';
import { commandsPage } from '../../scripts/docs/commands-page.ts';
import { configurationPage } from '../../scripts/docs/configuration-page.ts';
import { configJsonSchema } from '../../src/config/json-schema.ts';
import { DESCRIPTIONS } from '../fakes/platforms.ts';
import { page, read } from './pages.ts';

describe('generated pages are up to date (else: npm run generate)', () => {
  it('docs/commands.md', () => {
    expect(read('docs/commands.md')).toBe(commandsPage(commands));
  });

  it('docs/configuration.md', () => {
    expect(read('docs/configuration.md')).toBe(
      configurationPage(configJsonSchema(DESCRIPTIONS), DESCRIPTIONS),
    );
  });

  it('the tables of docs/alerts.md', () => {
    expect(read('docs/alerts.md')).toBe(withAlertTables(read('docs/alerts.md')));
    expect(() => withAlertTables('# Alerts')).toThrow('no place for conditions');
  });

  it('are written by npm run generate', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    expect(scripts['generate']).toContain('scripts/generate-docs.ts');
  });
});

describe('every command', () => {
  const typed = commands.filter(isListed);

  it.each(typed)('$name is in the manual, in both languages', ({ name, zh, options }) => {
    const { text } = page('docs/commands.md');
    expect(text).toContain(`## ${name} · ${zh}`);
    for (const [option, spec] of Object.entries(options))
      expect(text).toContain(`| \`${option}\` | \`${spec.zh}\` |`);
  });

  it.each([...new Set(typed.map(({ name, zh }) => `${name.split(' ')[0]} ${zh.split(' ')[0]}`))])(
    'the Chinese list of commands names %s',
    (noun) => {
      const words = page('docs/zh/commands.md').spans.flatMap((span) => span.split(' '));
      for (const word of noun.split(' ')) expect(words).toContain(word);
    },
  );

  it('hidden ones are nowhere', () => {
    for (const { name } of commands.filter((command) => command.hidden)) {
      expect(page('docs/commands.md').text).not.toContain(name);
    }
  });
});
