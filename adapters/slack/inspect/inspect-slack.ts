import { z } from 'zod';
import { problem } from '../../../src/config/variables.ts';
import { whyUnreached, type Inspected, type Inspection } from '../../../src/platform/inspect.ts';
import { trimEndSigns } from '../../../src/text/trim-signs.ts';
import { slackVariables } from '../description.ts';

/** What manifest.yml asks for, and what is missing without it; `needed`: nothing works without. */
const SCOPES: readonly { readonly scope: string; readonly needed?: true; readonly without: string }[] = [
  { scope: 'commands', needed: true, without: '/live and its buttons do not arrive' },
  { scope: 'chat:write', needed: true, without: 'no card can be posted' },
  { scope: 'files:write', without: 'cards have no charts and no CSV files' },
  { scope: 'channels:history', without: 'a card may be repeated after a crash in public channels' },
  { scope: 'groups:history', without: 'a card may be repeated after a crash in private channels' },
];
const GROUPS = { scope: 'usergroups:write', without: 'the groups of rotations cannot be kept' } as const;

const AnswerSchema = z.object({ ok: z.boolean(), error: z.string().optional() });
type Asked = { readonly wrong: string } | { readonly scopes: readonly string[] | undefined };

/** Asks Slack whose the tokens are and what they may. Changes nothing there. */
export async function inspectSlack({ settings, config, outgoing }: Inspection): Promise<Inspected> {
  const variables = slackVariables(settings.variables);
  if (!variables) return { problems: [], notes: [] };
  const base = `${trimEndSigns(variables.apiUrl ?? 'https://slack.com/api', /\//)}/`;
  const ask = async (method: string, token: string): Promise<Asked> => {
    try {
      const headers = {
        authorization: `Bearer ${token}`,
        'content-type': 'application/x-www-form-urlencoded',
      };
      const answer = await outgoing.send(`${base}${method}`, { method: 'POST', headers, body: '' });
      const read = AnswerSchema.safeParse(asJson(answer.text));
      if (!read.success) return { wrong: `${base} answers HTTP ${answer.status}, and not as Slack does` };
      if (!read.data.ok)
        return { wrong: `Slack does not take it (${read.data.error ?? 'no reason given'}): copy it anew` };
      const scopes = answer.headers['x-oauth-scopes'];
      return {
        scopes:
          scopes === undefined
            ? undefined
            : String(scopes)
                .split(',')
                .map((scope) => scope.trim()),
      };
    } catch (error) {
      return {
        wrong: `Slack cannot be reached at ${base} (${whyUnreached(error)}): see whether this machine may go out`,
      };
    }
  };

  const bot = await ask('auth.test', variables.botToken);
  const app =
    variables.appToken === undefined ? undefined : await ask('apps.connections.open', variables.appToken);
  const problems = [
    ...('wrong' in bot ? [problem('SLACK_BOT_TOKEN', bot.wrong)] : []),
    ...(app && 'wrong' in app ? [problem('SLACK_APP_TOKEN', app.wrong)] : []),
  ];
  const granted = 'wrong' in bot ? undefined : bot.scopes;
  if (!granted) return { problems, notes: [] };
  const keepsGroups = Object.values(config.oncall.rotations).some(({ group }) => group?.startsWith('slack:'));
  const wanted = [...SCOPES, ...(keepsGroups ? [{ ...GROUPS, needed: true as const }] : [])];
  const missing = wanted
    .filter(({ scope }) => !granted.includes(scope))
    .map(({ scope, without, needed }) => ({
      needed,
      line: problem(
        'SLACK_BOT_TOKEN',
        `lacks the scope ${scope}, so ${without}: add it as manifest.yml says, and install the app again`,
      ),
    }));
  return {
    problems: [...problems, ...missing.flatMap(({ needed, line }) => (needed ? [line] : []))],
    notes: missing.flatMap(({ needed, line }) => (needed ? [] : [line])),
  };
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
