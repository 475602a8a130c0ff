import { describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { loadConfig } from '../../src/config/load.ts';
import { problemLine } from '../../src/config/problem.ts';
import { DESCRIPTIONS } from '../fakes/platforms.ts';
import { pages, read } from './pages.ts';

const examples = [
  { name: 'airdesk.example.yaml', text: read('airdesk.example.yaml') },
  ...pages.flatMap(({ name, blocks }) =>
    blocks
      .filter(({ tag }) => tag === 'yaml')
      .map(({ text }, index) => ({ name: `${name} ${index + 1}`, text })),
  ),
];

/** What the alerts of an example need around them: platforms, and where callbacks arrive. */
function around(text: string): Record<string, string> {
  if (!/^alerts:/m.test(text)) return {};
  return {
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_APP_TOKEN: 'xapp-1',
    DISCORD_TOKEN: 'token',
    DISCORD_APPLICATION_ID: '1',
    ...(!/^ *callbacks:/m.test(text) && {
      LIVE_CALLBACK_TOKEN: 'only-in-examples',
      LIVE_CALLBACK_KEY: 'key',
    }),
  };
}

describe('examples of airdesk.yaml', () => {
  it.each(examples)('$name loads without a problem or a note', ({ text }) => {
    const named = [...text.matchAll(/\w+Env: (\w+)/g)].map(
      ([, variable = '']) => [variable, `value-of-${variable}`] as const,
    );
    const loading = loadConfig({
      env: { AIRDESK_CONFIG: 'airdesk.yaml', ...around(text), ...Object.fromEntries(named) },
      readFile: (path) => (path === 'airdesk.yaml' ? text : '[default]'),
      platforms: DESCRIPTIONS,
      commands,
    });
    expect(loading.ok ? loading.loaded.notes.map(problemLine) : loading.problems.map(problemLine)).toEqual(
      [],
    );
  });

  it('there are some', () => {
    expect(examples.length).toBeGreaterThan(3);
  });
});
