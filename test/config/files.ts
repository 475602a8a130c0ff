import { loadConfig } from '../../src/config/load.ts';
import { problemLine } from '../../src/config/problem.ts';
import { commands } from '../../commands/index.ts';
import { DESCRIPTIONS } from '../fakes/platforms.ts';
import type { ReadFile } from '../../src/config/variables.ts';

/** Files that are there; anything else cannot be read. */
export function filesOf(files: Readonly<Record<string, string>>): ReadFile {
  return (path) => {
    const text = files[path];
    if (text === undefined) throw new Error(`ENOENT: ${path}`);
    return text;
  };
}

/** Loads a configuration of these lines; environment as given. */
export function load(
  yaml: string,
  env: Readonly<Record<string, string>> = {},
  files: Readonly<Record<string, string>> = {},
) {
  return loadConfig({
    env: { AIRDESK_CONFIG: 'airdesk.yaml', ...env },
    readFile: filesOf({ 'airdesk.yaml': yaml, ...files }),
    platforms: DESCRIPTIONS,
    commands,
  });
}

/** The problems as printed. */
export function linesOf(result: ReturnType<typeof loadConfig>): string[] {
  return result.ok ? [] : result.problems.map(problemLine);
}
