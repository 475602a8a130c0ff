import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { EVENTS_PATH } from '../../../adapters/slack/receive/receiver.ts';

const ROOT = new URL('../../../', import.meta.url);
const SCHEMA = new URL('test/published/slack-manifest.v2.schema.json', ROOT);
const manifest: unknown = parse(readFileSync(new URL('manifest.yml', ROOT), 'utf8'));

const url = z.url({ protocol: /^https$/ }).refine((address) => new URL(address).pathname === EVENTS_PATH);

/** What our app needs, and nothing more: a further scope has to be argued for here. */
const Needed = z.strictObject({
  display_information: z.strictObject({
    name: z.literal('Airdesk'),
    description: z.string().max(140),
    background_color: z.string().regex(/^#[0-9a-f]{6}$/),
  }),
  features: z.strictObject({
    bot_user: z.strictObject({ display_name: z.literal('Airdesk'), always_online: z.boolean() }),
    slash_commands: z.tuple([
      z.strictObject({
        command: z.literal('/live'),
        url,
        description: z.string().max(100),
        usage_hint: z.string().max(100),
        should_escape: z.literal(false),
      }),
    ]),
  }),
  oauth_config: z.strictObject({
    scopes: z.strictObject({
      bot: z.tuple([
        z.literal('commands'),
        z.literal('chat:write'),
        // To find an own card again: conversations.history, in public and in private channels.
        z.literal('channels:history'),
        z.literal('groups:history'),
        // Charts and CSV files, into the thread of a card of its own.
        z.literal('files:write'),
      ]),
    }),
  }),
  settings: z.strictObject({
    interactivity: z.strictObject({ is_enabled: z.literal(true), request_url: url }),
    org_deploy_enabled: z.literal(false),
    socket_mode_enabled: z.literal(false),
    token_rotation_enabled: z.literal(false),
  }),
});

describe('manifest.yml', () => {
  it('installs the app with the fewest scopes', () => {
    expect(Needed.parse(manifest)).toEqual(manifest);
  });

  it("passes Slack's published schema", () => {
    const schema = z.fromJSONSchema(JSON.parse(readFileSync(SCHEMA, 'utf8')) as z.core.JSONSchema.JSONSchema);
    expect(schema.safeParse(manifest).error).toBeUndefined();
    const wrong = structuredClone(manifest) as { features: { bot_user: Record<string, unknown> } };
    wrong.features.bot_user['display_name'] = 'x'.repeat(81);
    expect(schema.safeParse(wrong).success).toBe(false);
  });
});
