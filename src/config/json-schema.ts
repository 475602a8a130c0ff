import { z } from 'zod';
import type { Platform } from '../platform/platform.ts';
import { configFileSchema } from './schema.ts';

/** The JSON schema of airdesk.yaml for editors, as text. schema/airdesk.schema.json is this. */
export function configJsonSchema(platforms: readonly Platform[]): string {
  const schema = z.toJSONSchema(configFileSchema(platforms), { io: 'input', target: 'draft-7' });
  return `${JSON.stringify({ title: 'airdesk.yaml', ...schema }, undefined, 2)}\n`;
}
