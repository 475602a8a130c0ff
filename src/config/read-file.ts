import { explainIssues } from './schema-problems.ts';
import { findSecrets } from './find-secrets.ts';
import type { Platform } from '../platform/platform.ts';
import { configFileSchema, type ConfigFile } from './schema.ts';
import { readYaml, type YamlFile } from './read-yaml.ts';
import type { Problem, Misfit } from './problem.ts';
import type { ReadFile } from './variables.ts';

/** airdesk.yaml as read, or what is wrong with it. */
export interface ReadConfigFile {
  readonly value: ConfigFile | undefined;
  readonly problems: readonly Problem[];
  /** Adds file and line to a misfit. */
  readonly locate: (misfit: Misfit) => Problem;
}

/** A file of these settings, where none was read. */
export function fileOf(value: Partial<ConfigFile>, platforms: readonly Platform[]): ReadConfigFile {
  return {
    value: { ...configFileSchema(platforms).parse({}), ...value },
    problems: [],
    locate: ({ path, text }) => ({ source: 'airdesk', path: path.join('.'), text }),
  };
}

/** Reads airdesk.yaml against the schema, without what depends on anything else. */
export function readConfigFile(
  source: string,
  readFile: ReadFile,
  platforms: readonly Platform[],
): ReadConfigFile {
  const shapes = platforms.flatMap(({ secrets }) => secrets);
  let text: string;
  try {
    text = readFile(source);
  } catch {
    const problem = {
      source: 'environment',
      path: 'AIRDESK_CONFIG',
      text: `the file ${source} cannot be read`,
    };
    return refused([problem]);
  }
  const yaml = readYaml(source, text);
  if (isProblems(yaml)) return refused([...findSecrets(source, text, undefined, shapes), ...yaml]);
  const secrets = findSecrets(source, text, yaml.value, shapes);
  // Nothing else is said about a file with secrets: it might quote one.
  if (secrets.length > 0) return refused(secrets);
  const locate = locator(source, yaml);
  const parsed = configFileSchema(platforms).safeParse(yaml.value);
  if (!parsed.success) return refused(explainIssues(parsed.error.issues, yaml.value, platforms).map(locate));
  return { value: parsed.data, problems: [], locate };
}

function isProblems(yaml: YamlFile | readonly Problem[]): yaml is readonly Problem[] {
  return Array.isArray(yaml);
}

function refused(problems: readonly Problem[]): ReadConfigFile {
  return {
    value: undefined,
    problems,
    locate: ({ path, text }) => ({ source: '', path: path.join('.'), text }),
  };
}

function locator(source: string, yaml: YamlFile): (misfit: Misfit) => Problem {
  return ({ path, text }) => ({
    source,
    line: yaml.lineOf(path),
    // People look for the list, not for the number of the entry.
    path: (typeof path.at(-1) === 'number' ? path.slice(0, -1) : path).join('.'),
    text,
  });
}
