import { writeFileSync } from 'node:fs';
import { configJsonSchema } from '../src/config/json-schema.ts';
import { PLATFORMS } from '../src/start/platforms.ts';

writeFileSync(new URL('../schema/airdesk.schema.json', import.meta.url), configJsonSchema(PLATFORMS));
