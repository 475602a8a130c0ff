import { z } from 'zod';
import { platformOf, type Platform } from '../platform/platform.ts';
import { configFileSchema } from './schema.ts';
import { oneLine } from '../text/characters.ts';
import { nearest, didYouMean } from '../text/nearest.ts';
import type { Misfit } from './problem.ts';

type Issue = z.core.$ZodIssue;

/** What the schema says about `value`, in words for whoever writes the file. */
export function explainIssues(
  issues: readonly Issue[],
  value: unknown,
  platforms: readonly Platform[],
): Misfit[] {
  return issues.flatMap((issue) => explain(issue, value, platforms));
}

function explain(issue: Issue, value: unknown, platforms: readonly Platform[]): Misfit[] {
  const { path } = issue;
  const given = valueAt(value, path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: [...path, key],
        text: `there is no such setting${didYouMean(key, settingsAt(path, platforms))}`,
      }));
    case 'invalid_type':
      if (given === undefined) return [{ path, text: 'is missing' }];
      if (issue.expected === 'string' && typeof given === 'number') {
        return [{ path, text: 'must be text; put it in quotes, so that no digit is lost' }];
      }
      return [{ path, text: `must be ${EXPECTED[issue.expected] ?? issue.expected}` }];
    case 'invalid_value': {
      const known = issue.values.map(String);
      const near = typeof given === 'string' ? nearest(given, known, 1)[0] : undefined;
      const meant = near === undefined ? '' : `; did you mean "${near}"?`;
      return [{ path, text: `must be one of ${known.join(', ')}${meant}` }];
    }
    case 'too_small':
      return [{ path, text: sized('at least', issue.minimum, issue.origin) }];
    case 'too_big':
      return [{ path, text: sized('at most', issue.maximum, issue.origin) }];
    case 'invalid_key':
      return [{ path, text: `"${oneLine(String(path.at(-1)))}" ${shapeOf(path, platforms)}` }];
    case 'invalid_format':
      return [{ path, text: `"${oneLine(String(given))}" ${shapeOf(path, platforms)}` }];
    case 'invalid_union':
      return [
        { path, text: EITHER[String(path.at(-1))] ?? 'takes something else; see docs/configuration.md' },
      ];
    default:
      return [{ path, text: issue.message }];
  }
}

/** What a setting takes that takes one of several forms. */
const EITHER: Readonly<Record<string, string>> = {
  credentials:
    'must be chain, or {secretIdEnv: NAME, secretKeyEnv: NAME} with names of environment variables, or {file: path}',
  keyEnv: 'must be the name of an environment variable, or a list of them',
  email: 'must be an email address, as lin@example.com, or a list of them',
};

const EXPECTED: Readonly<Record<string, string>> = {
  string: 'text',
  object: 'a group of settings, indented below it',
  record: 'a group of names, indented below it',
  array: 'a list: [one, two]',
  int: 'a whole number',
  number: 'a number',
};

function sized(bound: string, limit: number | bigint, origin: string): string {
  const one = Number(limit) === 1;
  const unit =
    origin === 'string'
      ? one
        ? ' character'
        : ' characters'
      : origin === 'array'
        ? one
          ? ' entry'
          : ' entries'
        : '';
  return `must ${unit === '' ? 'be' : 'have'} ${bound} ${limit}${unit}`;
}

/** What a text must look like, by where it stands. */
function shapeOf(path: readonly PropertyKey[], platforms: readonly Platform[]): string {
  const [group] = path;
  const last = String(path.at(-1));
  const list = String(path.at(-2));
  if ((group === 'channels' && path.length === 2) || list === 'channels' || list === 'mirrors') {
    const examples = platforms.map(({ key, channels }) => `${key}:${channels.example}`);
    return `is not a channel; write ${either(examples)}`;
  }
  if (list === 'mention') {
    const examples = platforms.flatMap(({ key, groups, mentions }) =>
      groups && mentions ? [`${key}:${groups.example}`] : [],
    );
    return `is not a name under people, nor a group as ${either(examples)}`;
  }
  if (group === 'alerts' && (last === 'from' || last === 'to')) {
    return 'is not a time with its zone, as 2026-12-01T22:00:00+08:00';
  }
  if (group === 'audit' && last === 'host') return 'is not a host name or an address, as logs.example.com';
  if ((group === 'audit' || group === 'webhooks') && last === 'url')
    return 'is not an https address without a password, as https://logs.example.com/airdesk (http only to this machine)';
  if (group === 'people' && (last === 'email' || list === 'email'))
    return 'is not an email address, as lin@example.com';
  if (group === 'oncall' && last === 'start') return 'is not a date, as 2026-01-05';
  if (group === 'oncall' && last === 'group') return 'is not a group; write it with its platform in front';
  if (last.endsWith('Env')) return 'is not the name of an environment variable, as SPORTS_SECRET_KEY';
  if (last === 'endpoint') return 'is not a host or an origin, as live.tencentcloudapi.com';
  if (last === 'region') return 'is not a region, as ap-guangzhou';
  const platform = group === 'people' && path.length === 3 ? platformOf(platforms, last) : undefined;
  if (platform) return platform.people.wrong;
  if (group === 'streams' && path.length === 3 && last !== 'account')
    return 'must be one name, without space or /';
  return 'is not a name; use letters, digits, - _ and ., at most 64';
}

/** `a, b or c`. */
function either(choices: readonly string[]): string {
  const last = choices.at(-1) ?? '';
  return choices.length < 2 ? last : `${choices.slice(0, -1).join(', ')} or ${last}`;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, step) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<PropertyKey, unknown>)[step] : undefined,
    value,
  );
}

const trees = new WeakMap<readonly Platform[], Node>();

/** The schema as a tree. Made once for a list of platforms: a file can have many settings that there are not. */
function asTree(platforms: readonly Platform[]): Node {
  const tree: Node = trees.get(platforms) ?? z.toJSONSchema(configFileSchema(platforms), { io: 'input' });
  trees.set(platforms, tree);
  return tree;
}

/** The settings that the schema knows at a path. */
function settingsAt(path: readonly PropertyKey[], platforms: readonly Platform[]): string[] {
  let node = asTree(platforms);
  for (const step of path) {
    const next: unknown = node.properties?.[String(step)] ?? node.additionalProperties ?? node.items;
    if (typeof next !== 'object' || next === null) return [];
    node = next;
  }
  return [node, ...(node.anyOf ?? [])].flatMap((option) => Object.keys(option.properties ?? {}));
}

interface Node {
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly additionalProperties?: unknown;
  readonly items?: unknown;
  readonly anyOf?: readonly Node[];
}
