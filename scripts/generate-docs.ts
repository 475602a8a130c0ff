/** Writes the pages of docs/ that are made from the code. Run with `npm run generate`. */
import { writeFileSync } from 'node:fs';
import { commands } from '../commands/index.ts';
import { configJsonSchema } from '../src/config-json-schema.ts';
import { commandsPage } from './docs/commands-page.ts';
import { configurationPage } from './docs/configuration-page.ts';

const docs = new URL('../docs/', import.meta.url);
writeFileSync(new URL('commands.md', docs), commandsPage(commands));
writeFileSync(new URL('configuration.md', docs), configurationPage(configJsonSchema()));
