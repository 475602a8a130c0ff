import type { Guarded } from './loose-rights.ts';
import type { Variables } from './variables.ts';

/** What was read, and from where. */
interface Reading {
  readonly env: Variables;
  readonly dataFolder: string;
  /** Path of airdesk.yaml. */
  readonly configFile: string | undefined;
  /** Paths of all files that were read for the configuration. */
  readonly read: readonly string[];
  /** Those of them that may be read by anybody, as certificates. */
  readonly open: readonly string[];
}

/** The data folder and every file that was read, each by the setting that names it. All but airdesk.yaml and `open` hold secrets. */
export function guardedFiles({ env, dataFolder, configFile, read, open }: Reading): Guarded[] {
  const settingOf = (path: string): string | undefined =>
    Object.keys(env).find((name) => /_(?:FILE|CONFIG)$/.test(name) && env[name] === path);
  return [
    { setting: 'AIRDESK_DATA', path: dataFolder, kind: 'folder' },
    ...read.map((path): Guarded => ({
      setting: settingOf(path) ?? (open.includes(path) ? 'a certificate file' : 'a key file of accounts'),
      path,
      kind: path === configFile || open.includes(path) ? 'config' : 'secret',
    })),
  ];
}
