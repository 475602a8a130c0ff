import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { environmentVariables } from '../../scripts/docs/environment.ts';
import { demoConfig } from '../../src/config/defaults.ts';
import { readEnvironment, secretVariables } from '../../src/config/environment.ts';
import { DEFAULT_SECRET_ID, DEFAULT_SECRET_KEY } from '../../sandbox/keys.ts';
import { DESCRIPTIONS } from '../fakes/platforms.ts';
import { page, pages, read, ROOT } from './pages.ts';

const documented = environmentVariables(DESCRIPTIONS).flatMap(({ variables }) => variables);
const names = documented.map(({ name }) => name);
const all = new Set([
  ...names,
  ...documented.flatMap(({ name, fromFile }) => (fromFile ? [`${name}_FILE`] : [])),
]);

/** Names that the pages use as examples, for accounts of their own, and what only the browser tests read. */
const EXAMPLES = /^(?:NAME|NAME_FILE|SPORTS_.*|NEWS_.*|AUDIT_.*|AIRDESK_CHROMIUM|AIRDESK_PICTURES)$/;

const sources = ['src', 'sandbox', 'adapters', 'cli']
  .flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, ROOT), { recursive: true, encoding: 'utf8' }).map(
      (name) => `${folder}/${name}`,
    ),
  )
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.generated.ts'))
  .map(read)
  .join('\n');

describe('the environment', () => {
  it('that the code reads is documented', () => {
    const [, schema = ''] =
      /const EnvironmentSchema = z\.object\(\{\n([^]*?)\n\}\)/.exec(read('src/config/environment.ts')) ?? [];
    const inSchema = [...schema.matchAll(/^ {2}([A-Z][A-Z_]*): /gm)].map(([, name = '']) => name);
    const byName = [...sources.matchAll(/\['([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)'\]/g)].map(
      ([, name = '']) => name,
    );
    expect(inSchema.length).toBeGreaterThan(10);
    for (const name of [...inSchema, ...byName]) expect(names).toContain(name);
  });

  it('that is documented is read', () => {
    for (const name of names) expect(sources, name).toMatch(new RegExp(`\\b${name}\\b`));
    expect(new Set(names).size).toBe(names.length);
  });

  it('says which secrets may come from a file', () => {
    const fromFile = documented.filter((variable) => variable.fromFile).map(({ name }) => name);
    expect(fromFile.sort()).toEqual(secretVariables(DESCRIPTIONS).sort());
  });

  it('has the defaults that the code has', () => {
    const { environment } = readEnvironment({}, () => '', DESCRIPTIONS);
    const usual = new Map(documented.map((variable) => [variable.name, variable.usual]));
    expect(usual.get('PORT')).toBe(String(environment?.port));
    expect(usual.get('HOST')).toBe(environment?.host);
    expect(usual.get('AIRDESK_DATA')).toBe(environment?.dataFolder);
    expect(usual.get('LOG_LEVEL')).toBe(environment?.logLevel);
    const { endpoint, region } = demoConfig(DESCRIPTIONS).accounts['main'] ?? {};
    expect(usual.get('LIVE_ENDPOINT')).toBe(endpoint);
    expect(usual.get('LIVE_REGION')).toBe(region);
    expect(usual.get('SANDBOX_SECRET_ID')).toBe(DEFAULT_SECRET_ID);
    expect(usual.get('SANDBOX_SECRET_KEY')).toBe(DEFAULT_SECRET_KEY);
  });
});

describe.each(pages)('$name', ({ spans, blocks }) => {
  it('names only variables that are there', () => {
    const named = spans.filter((span) => /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(span));
    const set = blocks.flatMap(({ text }) =>
      [...text.matchAll(/\b([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|PORT|HOST)=/g)].map(([, name = '']) => name),
    );
    for (const name of [...named, ...set]) if (!EXAMPLES.test(name)) expect([...all]).toContain(name);
  });
});

it('the page on installing tells the ones without which nothing works', () => {
  for (const name of ['AIRDESK_CONFIG', 'AIRDESK_DATA', 'PORT', 'SLACK_BOT_TOKEN', 'TENCENTCLOUD_SECRET_ID'])
    expect(page('docs/install.md').spans).toContain(name);
});
