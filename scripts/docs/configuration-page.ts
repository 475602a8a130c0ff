import { z } from 'zod';
import type { Platform } from '../../src/platform/platform.ts';
import { environmentVariables, type Variable } from './environment.ts';
import { code, generatedNote, plain, table } from './markdown.ts';

/** The parts of a JSON schema that the page tells. */
interface Node {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly const?: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Node | boolean;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
}

const NodeSchema: z.ZodType<Node> = z.record(z.string(), z.unknown());

const INTRO = `What to do is in \`airdesk.yaml\`, named by \`AIRDESK_CONFIG\`; where to run and every secret is in the environment. The
file is read at start, and at SIGHUP as a whole or not at all; the environment at start. Everything wrong is listed, one
line a problem, with the line in the file and what was probably meant: first what has the wrong form, and once that is right, names
that are nobody's. Airdesk does not start with a problem, and [airdesk check](operations.md#airdesk-check) tells them before.

- Without \`AIRDESK_CONFIG\`, without a cloud key and without \`LIVE_ENDPOINT\` it runs against the sandbox, with one person
  a role on the desk.
- Nobody is known unless \`people\` names them, and no role allows what it does not list.
- A secret in the file is a problem, also in a comment: put it into the environment, or into a file named by
  \`NAME_FILE\`, and take the one that stood there out of use.
- Editors complete and check the file with [the JSON schema](../schema/airdesk.schema.json);
  [airdesk.example.yaml](../airdesk.example.yaml) is a file to begin with.

The smallest file that lets somebody do something:

\`\`\`yaml
people:
  ada: { slack: U012AB3CD, roles: [engineer] }
\`\`\`

Two accounts, and a channel that works on one of them only:

\`\`\`yaml
accounts:
  sports:
    credentials: { secretIdEnv: SPORTS_SECRET_ID, secretKeyEnv: SPORTS_SECRET_KEY }
  news:
    credentials: { file: ./news-credentials, profile: default }
    endpoint: live.ap-singapore.tencentcloudapi.com
    region: ap-guangzhou
defaultAccount: sports
people:
  ada: { slack: U012AB3CD, roles: [engineer] }
channels:
  'slack:C012AB3CD': { account: news }
\`\`\`

Threads and forum posts in Discord have what their channel has under \`channels\`; an entry of their own goes first,
setting by setting. A Slack thread is its channel. Who an entry of \`people\` is, its accounts tell: it can be renamed at
any time.`;

const CHAIN = `## Where a key comes from

\`credentials: chain\`, the default, takes the first of these that is set up:

1. \`TENCENTCLOUD_SECRET_ID\` and \`TENCENTCLOUD_SECRET_KEY\` in the environment;
2. the profile file \`~/.tencentcloud/credentials\`, then \`/etc/tencentcloud/credentials\`, section \`[default]\`;
3. the role of the cloud machine it runs on, from the machine's metadata service;
4. the identity of a Kubernetes service account (TKE, OIDC).

A place that is set up by half is an error, never a reason to look further. Keys are looked up before the first call and
again every minute; temporary ones are renewed ten minutes before they end, and while a renewal fails those that are still
good go on serving.`;

/** docs/configuration.md, from the JSON schema of airdesk.yaml (as text) and the variables, with these platforms. */
export function configurationPage(schemaText: string, platforms: readonly Platform[]): string {
  const schema = NodeSchema.parse(JSON.parse(schemaText));
  const settings = Object.entries(schema.properties ?? {});
  const plain = settings.filter(([, node]) => !isGroup(node));
  const groups = settings.filter(([, node]) => isGroup(node));
  return `${[
    generatedNote('src/config/schema.ts and scripts/docs/environment.ts'),
    '# Configuration',
    INTRO,
    '## Environment',
    'An empty variable counts as not set. A name with `_FILE` beside it can be given as the path of a file that holds the value: `SLACK_BOT_TOKEN_FILE=…`.',
    ...environmentVariables(platforms).map(
      ({ title, variables }) => `### ${title}\n\n${variableTable(variables)}`,
    ),
    CHAIN,
    '## airdesk.yaml',
    'Names are letters, digits, `-`, `_` and `.`, 64 at most. `NAME` stands for a name of yours, `0` for each entry of a list.',
    settingTable(plain.flatMap(([name, node]) => rows(name, node, false))),
    ...groups.map(([name, node]) => group(name, node)),
  ].join('\n\n')}\n`;
}

function variableTable(variables: readonly Variable[]): string {
  return table(
    ['Variable', 'Where not set', 'What it is'],
    variables.map(({ name, fromFile, usual, about }) => [
      code(name) + (fromFile ? ` ${code('_FILE')}` : ''),
      usual,
      about,
    ]),
  );
}

function group(name: string, node: Node): string {
  const inner = rows(name, node, false);
  const [first, ...rest] = inner;
  const about = plain(node.description ?? '');
  return [
    `### ${name}`,
    ...(about === '' ? [] : [about]),
    settingTable(rest.length > 0 || !first ? rest : inner),
  ].join('\n\n');
}

function settingTable(settings: readonly (readonly string[])[]): string {
  return table(['Setting', 'Takes', 'Left out', 'What it is'], settings);
}

/** A setting and all below it, one row each. */
function rows(path: string, node: Node, required: boolean): string[][] {
  const usual = required
    ? 'needed'
    : node.default === undefined || isGroup(node)
      ? ''
      : code(JSON.stringify(node.default).replaceAll('"', ''));
  return [
    [code(path), takes(node), usual, node.description ?? ''],
    ...below(node).flatMap(([name, inner, needed]) => rows(`${path}.${name}`, inner, needed)),
  ];
}

function below(node: Node): [name: string, node: Node, required: boolean][] {
  const own = Object.entries(node.properties ?? {}).map(([name, inner]): [string, Node, boolean] => [
    name,
    inner,
    node.required?.includes(name) ?? false,
  ]);
  const { additionalProperties: any, items } = node;
  if (items && isGroup(items)) {
    return below(items).map(([name, inner, needed]) => [`0.${name}`, inner, needed]);
  }
  if (typeof any !== 'object') return own;
  return isGroup(any)
    ? below(any).map(([name, inner, needed]) => [`NAME.${name}`, inner, needed])
    : [['NAME', any, false]];
}

function isGroup(node: Node): boolean {
  return node.type === 'object';
}

function takes(node: Node): string {
  if (node.anyOf) return node.anyOf.map(takes).join(', or ');
  if (node.const !== undefined) return code(node.const);
  if (node.enum) return node.enum.map(code).join(', ');
  switch (node.type) {
    case 'array':
      return `a list${node.maxItems === undefined ? '' : ` of at most ${node.maxItems}`}${node.items?.enum ? `: ${takes(node.items)}` : ''}`;
    case 'integer':
      return `a whole number, ${range(node)}`;
    case 'number':
      return `a number, ${range(node)}`;
    case 'object':
      return node.properties ? code(`{ ${Object.keys(node.properties).join(', ')} }`) : 'settings by name';
    default:
      return 'text';
  }
}

function range({ minimum, maximum }: Node): string {
  return `${minimum ?? '…'} to ${maximum ?? '…'}`;
}
