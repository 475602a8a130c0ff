import { describe, expect, it } from 'vitest';
import { INTERACTIONS_PATH } from '../../adapters/discord/http-interactions.ts';
import { LINE_COMMAND } from '../../adapters/discord/typed-line.ts';
import { page, read } from './pages.ts';

/** Bits of Discord's permissions (docs.discord.com/developers/topics/permissions). */
const BITS: Readonly<Record<string, bigint>> = {
  'View Channels': 1n << 10n,
  'Send Messages': 1n << 11n,
  'Attach Files': 1n << 15n,
  'Read Message History': 1n << 16n,
  'Create Public Threads': 1n << 35n,
  'Send Messages in Threads': 1n << 38n,
};

const [, install = ''] = page('docs/install.md').text.split('## Install in Discord\n');
const [section = ''] = install.split('\n## ');
const invitation = new URL(/https:\/\/discord\.com\/oauth2\/authorize[^>\s]+/.exec(section)?.[0] ?? '');

describe('installing in Discord', () => {
  it('asks for what the table says, and no more', () => {
    const asked = [...section.matchAll(/^\| ([^|]+) \|/gm)].map(([, cell = '']) => cell).slice(2);
    const scopes = asked.flatMap((cell) => /^scope `(.+)`$/.exec(cell)?.[1] ?? []);
    const permissions = asked.filter((cell) => !cell.startsWith('scope')).flatMap((cell) => cell.split(', '));
    expect(scopes.sort()).toEqual((invitation.searchParams.get('scope') ?? '').split(' ').sort());
    expect(permissions.sort()).toEqual(Object.keys(BITS).sort());
    const bits = permissions.reduce((sum, name) => sum | (BITS[name] ?? 0n), 0n);
    expect(invitation.searchParams.get('permissions')).toBe(String(bits));
  });

  it('needs no intents, as it says', () => {
    expect(section).toContain('No gateway intents at all');
    expect(read('adapters/discord/gateway.ts')).toContain('intents: [],');
  });

  it('names the path and the command that there are', () => {
    expect(section).toContain(`\`${INTERACTIONS_PATH}\``);
    expect(section).toContain(`\`/${LINE_COMMAND.name}\``);
  });
});
