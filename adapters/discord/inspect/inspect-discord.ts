import { z } from 'zod';
import type { Problem } from '../../../src/config/problem.ts';
import { problem } from '../../../src/config/variables.ts';
import { whyUnreached, type Inspected, type Inspection } from '../../../src/platform/inspect.ts';
import { trimEndSigns } from '../../../src/text/trim-signs.ts';
import { discordVariables } from '../description.ts';

const ApplicationSchema = z.object({ id: z.string(), verify_key: z.string().optional() });
const CommandsSchema = z.array(z.unknown());

/** Asks Discord whose the token is, and whether the commands are registered. Changes nothing there. */
export async function inspectDiscord({ settings, outgoing }: Inspection): Promise<Inspected> {
  const variables = discordVariables(settings.variables);
  if (!variables) return { problems: [], notes: [] };
  const base = `${trimEndSigns(variables.apiUrl ?? 'https://discord.com/api', /\//).replace(/\/v\d+$/, '')}/v10`;
  const headers = { authorization: `Bot ${variables.token}` };
  const ask = (path: string) => outgoing.send(`${base}${path}`, { method: 'GET', headers });
  const only = (...problems: Problem[]): Inspected => ({ problems, notes: [] });
  try {
    const { status, text } = await ask('/applications/@me');
    if (status === 401)
      return only(
        problem('DISCORD_TOKEN', 'Discord does not take it: reset it on the Bot page, and copy it anew'),
      );
    const read = ApplicationSchema.safeParse(asJson(text));
    if (status !== 200 || !read.success)
      return only(problem('DISCORD_TOKEN', `${base} answers HTTP ${status}, and not as Discord does`));
    const { id, verify_key: key } = read.data;
    if (id !== variables.applicationId)
      return only(problem('DISCORD_APPLICATION_ID', `the token is that of application ${id}: set that one`));
    if (variables.publicKey !== undefined && key !== undefined && key !== variables.publicKey.toLowerCase())
      return only(
        problem(
          'DISCORD_PUBLIC_KEY',
          'is not that of this application: copy Public Key from General Information',
        ),
      );
    const guild = settings.variables['DISCORD_GUILD_ID'];
    const listed = await ask(`/applications/${id}${guild === undefined ? '' : `/guilds/${guild}`}/commands`);
    const commands = CommandsSchema.safeParse(asJson(listed.text));
    if (listed.status === 200 && commands.success && commands.data.length === 0)
      return only(problem('DISCORD_APPLICATION_ID', 'no commands are registered: run airdesk register'));
    if (guild !== undefined && (listed.status === 403 || listed.status === 404))
      return only(
        problem(
          'DISCORD_GUILD_ID',
          'the application is not in this server: invite it, as docs/install.md says',
        ),
      );
    return only();
  } catch (error) {
    return only(
      problem(
        'DISCORD_TOKEN',
        `Discord cannot be reached at ${base} (${whyUnreached(error)}): see whether this machine may go out`,
      ),
    );
  }
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
