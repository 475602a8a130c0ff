import { readdirSync } from 'node:fs';
import { REFUSALS as BY_DISCORD } from '../../adapters/discord/refusals/refusals.ts';
import { REFUSALS as BY_SLACK } from '../../adapters/slack/refusals.ts';
import { describe, expect, it } from 'vitest';
import { actions } from '../../src/live/catalogue/catalogue.ts';
import { createMetrics } from '../../src/start/metrics.ts';
import { STATUSES } from '../../src/proposal/proposal.ts';
import { page, pages, read, ROOT } from './pages.ts';

const operations = page('docs/operations.md');

function sourcesOf(folder: string): string {
  return readdirSync(new URL(folder, ROOT), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.generated.ts'))
    .map((name) => read(folder + name))
    .join('\n');
}

describe('docs/operations.md', () => {
  it('lists the metrics that there are', async () => {
    const text = await createMetrics({ processMetrics: false }).text();
    const there = [...text.matchAll(/^# TYPE (\w+)/gm)].map(([, name = '']) => name);
    const listed = [...operations.text.matchAll(/^\| `(airdesk_\w+)`/gm)].map(([, name = '']) => name);
    expect(listed.sort()).toEqual(there.sort());
  });

  it('lists the actions that the key needs, and no others', () => {
    const called = [...(sourcesOf('commands/') + sourcesOf('src/')).matchAll(CALLED)]
      .map(([, action = '']) => action)
      .filter((action) => Object.hasOwn(actions, action));
    // Those of templates, rules and tasks stand in tables.
    const files = ['commands/feature/calls.ts', 'src/live/read/templates.ts', 'src/live/read/tasks.ts'];
    const tables = files.map((file) => read(file)).join('\n');
    const tabled = [...tables.matchAll(/'(\w+)'/g)].map(([, word = '']) => word);
    called.push(...tabled.filter((word) => Object.hasOwn(actions, word)));
    const listed = operations.spans.filter((span) => Object.hasOwn(actions, span));
    expect([...new Set(listed)].sort()).toEqual([...new Set(called)].sort());
  });
});

/** An action that is called, by itself or by the row of a command. */
const CALLED = /(?:live\.call\(\s*|\baction: )'(\w+)'/g;

describe('docs/safety.md', () => {
  it('tells every end of a proposal', () => {
    const { text } = page('docs/safety.md');
    const between = ['waiting', 'confirmed', 'running', 'called'];
    for (const status of STATUSES) if (!between.includes(status)) expect(text).toContain(status);
  });
});

describe('error codes', () => {
  const code = sourcesOf('src/') + sourcesOf('commands/') + sourcesOf('adapters/');
  const known = new Set([
    ...[...code.matchAll(/'((?:airdesk|slack|discord|desk)\.[a-z0-9_-]+)'/g)].map(([, found = '']) => found),
    ...[...code.matchAll(/StoreError\(\s*'([a-z-]+)'/g)].map(([, found = '']) => `airdesk.store-${found}`),
    ...[...read('src/proposal/guard/confirmation.ts').matchAll(/refusal\(\s*'([a-z-]+)'/g)].map(
      ([, found = '']) => `airdesk.${found}`,
    ),
    ...Object.keys(BY_SLACK).map((word) => `slack.${word}`),
    ...Object.keys(BY_DISCORD).map((code) => `discord.${code}`),
  ]);

  it.each(pages)('$name names only codes that there are', ({ spans }) => {
    const named = spans.filter((span) => /^(?:airdesk|slack|discord|desk)\.[a-z0-9_-]+$/.test(span));
    const files = ['airdesk.yaml', 'airdesk.json'];
    for (const name of named) if (!files.includes(name)) expect([...known]).toContain(name);
  });

  it('every guard of a confirmation is told', () => {
    const { spans } = page('docs/safety.md');
    for (const [, found = ''] of read('src/proposal/guard/confirmation.ts').matchAll(
      /refusal\(\s*'([a-z-]+)'/g,
    ))
      expect(spans).toContain(`airdesk.${found}`);
  });

  it('every code of a start that fails is told', () => {
    for (const found of known)
      if (found.startsWith('airdesk.store-')) expect(operations.spans).toContain(found);
  });
});
