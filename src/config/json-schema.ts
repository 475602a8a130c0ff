import { z } from 'zod';
import { ConfigFileSchema } from './schema.ts';

/** The JSON schema of airdesk.yaml for editors, as text. schema/airdesk.schema.json is this. */
export function configJsonSchema(): string {
  const schema = z.toJSONSchema(ConfigFileSchema, { io: 'input', target: 'draft-7' });
  return `${JSON.stringify({ title: 'airdesk.yaml', ...schema }, undefined, 2)}\n`;
}
