/** Writes the pages of docs/ that are made from the code. Run with `npm run generate`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { commands } from '../commands/index.ts';
import { configJsonSchema } from '../src/config/json-schema.ts';
import { PLATFORMS } from '../src/start/platforms.ts';
import { withAlertTables } from './docs/alerts-page.ts';
import { callbacksPage } from './docs/callbacks-page.ts';
import { commandsPage } from './docs/commands-page.ts';
import { configurationPage } from './docs/configuration-page.ts';

const docs = new URL('../docs/', import.meta.url);
writeFileSync(new URL('commands.md', docs), commandsPage(commands));
writeFileSync(new URL('configuration.md', docs), configurationPage(configJsonSchema(PLATFORMS), PLATFORMS));
writeFileSync(new URL('callbacks.md', docs), callbacksPage());
const alerts = new URL('alerts.md', docs);
writeFileSync(alerts, withAlertTables(readFileSync(alerts, 'utf8')));
