import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { EVENTS_PATH } from '../../adapters/slack/receive/receiver.ts';
import { page, read } from './pages.ts';

const manifest = z
  .object({
    features: z.object({ slash_commands: z.array(z.object({ command: z.string(), url: z.string() })) }),
    oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
    settings: z.object({
      interactivity: z.object({ request_url: z.string() }),
      socket_mode_enabled: z.boolean(),
    }),
  })
  .parse(parse(read('manifest.yml')));
const { text } = page('docs/install.md');
const [, install = ''] = text.split('## Install in Slack\n');
const [section = ''] = install.split('\n## ');

describe('installing in Slack', () => {
  it('lists exactly the scopes of the manifest, and that of the app-level token', () => {
    const listed = [...section.matchAll(/^\| `([a-z:]+)`/gm)].map(([, scope]) => scope);
    expect(listed).toEqual([...manifest.oauth_config.scopes.bot, 'connections:write']);
  });

  it('names the addresses to replace, both of them', () => {
    const [address = ''] = /https:\/\/airdesk\.example\.com/.exec(section) ?? [];
    const inManifest = [
      manifest.settings.interactivity.request_url,
      ...manifest.features.slash_commands.map(({ url }) => url),
    ];
    expect(inManifest).toEqual([address + EVENTS_PATH, address + EVENTS_PATH]);
    expect(section).toContain(EVENTS_PATH);
  });

  it('tells how to turn on Socket Mode, which the manifest leaves off', () => {
    expect(manifest.settings.socket_mode_enabled).toBe(false);
    expect(section).toContain('socket_mode_enabled: true');
  });

  it('uses the command of the manifest', () => {
    for (const { command } of manifest.features.slash_commands) expect(section).toContain(`\`${command} `);
  });

  it('says the same in Chinese', () => {
    const chinese = page('docs/zh/install.md').spans;
    for (const scope of [...manifest.oauth_config.scopes.bot, 'connections:write'])
      expect(chinese).toContain(scope);
  });
});
