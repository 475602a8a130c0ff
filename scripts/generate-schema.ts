import { writeFileSync } from 'node:fs';
import { configJsonSchema } from '../src/config/json-schema.ts';

writeFileSync(new URL('../schema/airdesk.schema.json', import.meta.url), configJsonSchema());
