import { z } from 'zod';
import { DEFAULT_ROLES } from '../../src/config/defaults.ts';
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

const INTRO = `Who may do what, and what becomes of alerts, is in \`airdesk.yaml\`; \`AIRDESK_CONFIG\` says where that file is. Where Airdesk
runs, and every secret, is in the environment.

- The file is read at start and again at SIGHUP: then all of it takes effect, or, where anything is wrong, none of it.
- The environment is read at start. Secrets in files that it names (\`NAME_FILE\`) are read again when the files change;
  [security.md](security.md#what-is-not-protected) says which of them need a restart all the same.
- Everything that is wrong is listed, one line a problem, with the line in the file and what was probably meant. First come
  mistakes of form; names that do not exist are listed once there are none of those. Airdesk does not start while there is a problem;
  [airdesk check](operations.md#airdesk-check) lists the problems without starting it.

- Without \`AIRDESK_CONFIG\`, without a cloud key and without \`LIVE_ENDPOINT\`, Airdesk runs against the sandbox, and the desk
  has one person for each of the [usual roles](#roles).
- Nobody may do anything unless \`people\` or \`platformRoles\` names them, and no role allows what it does not list.
- A secret in the file is a problem, even in a comment. Put it into the environment or into a file that \`NAME_FILE\` names,
  and replace it by a new one: whoever could read the file may know the old one.
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

What \`channels\` says of a channel in Discord also holds for its threads and forum posts. One that has an entry of its own
takes from its channel only the settings that this entry leaves out. In Slack, a thread is always like its channel.

An entry of \`people\` is recognised by its ids in Slack, in Discord and on the desk. Its name can be changed at any time.`;

const CHAIN = `## Where a key comes from

\`credentials: chain\`, the default, takes the first of these that is set up:

1. \`TENCENTCLOUD_SECRET_ID\` and \`TENCENTCLOUD_SECRET_KEY\` in the environment;
2. the profile file \`~/.tencentcloud/credentials\`, then \`/etc/tencentcloud/credentials\`, section \`[default]\`;
3. the role of the cloud machine it runs on, from the machine's metadata service;
4. the identity of a Kubernetes service account (TKE, OIDC).

A place that is only half set up is an error; Airdesk does not go on to the next one. Keys are looked up before the first call.
Those that do not expire are looked up again every minute; temporary ones are renewed ten minutes before they expire, or
after half their life where that is shorter. While a renewal fails, the present key is used as long as it is good.`;

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
    'An empty variable counts as not set. Where `_FILE` stands beside a name, the value can be in a file instead: `SLACK_BOT_TOKEN_FILE=` and the path of that file.',
    ...environmentVariables(platforms).map(
      ({ title, variables }) => `### ${title}\n\n${variableTable(variables)}`,
    ),
    CHAIN,
    '## airdesk.yaml',
    'In the tables below, `NAME` stands for a name that you choose, and `0` for each entry of a list. A name begins with a letter or a digit of any script, goes on with these or `-`, `_`, `.`, and has 64 characters at most.',
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
    ...(name === 'roles' ? [usualRoles()] : []),
  ].join('\n\n');
}

/** What the roles allow that there are without any in the file. */
function usualRoles(): string {
  return `The usual roles:\n\n${table(
    ['Role', 'Risks', 'Commands besides'],
    Object.entries(DEFAULT_ROLES).map(([name, { risks, commands }]) => [
      code(name),
      risks.map(code).join(', '),
      commands.map(code).join(', '),
    ]),
  )}`;
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
    case 'boolean':
      return '`true`, `false`';
    case 'object':
      return node.properties ? code(`{ ${Object.keys(node.properties).join(', ')} }`) : 'settings by name';
    default:
      return 'text';
  }
}

function range({ minimum, maximum }: Node): string {
  return `${minimum ?? '…'} to ${maximum ?? '…'}`;
}
