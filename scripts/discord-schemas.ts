/**
 * `npx tsx scripts/discord-schemas.ts <openapi.json of github.com/discord/discord-api-spec, specs/>`: takes the schemas that the
 * tests hold messages and commands against, with all that those refer to, into test/published/.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { DISCORD_SCHEMAS } from '../test/fakes/discord/openapi.ts';

const Described = z.object({
  info: z.looseObject({ version: z.string() }),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
});

const [path] = process.argv.slice(2);
if (path === undefined) {
  console.error('Which file? https://github.com/discord/discord-api-spec has it in specs/.');
  process.exitCode = 2;
} else {
  const { info, components } = Described.parse(JSON.parse(readFileSync(path, 'utf8')));
  const needed = new Map<string, unknown>();
  const take = (name: string): void => {
    if (needed.has(name)) return;
    needed.set(name, components.schemas[name]);
    const text = JSON.stringify(components.schemas[name] ?? {});
    for (const [, other = ''] of text.matchAll(/"#\/components\/schemas\/(\w+)"/gu)) take(other);
  };
  for (const name of DISCORD_SCHEMAS) take(name);
  const schemas = Object.fromEntries([...needed].sort(([a], [b]) => (a < b ? -1 : 1)));
  const file = new URL('../test/published/discord-openapi.json', import.meta.url);
  writeFileSync(file, `${JSON.stringify({ info, components: { schemas } }, undefined, 1)}\n`);
}
