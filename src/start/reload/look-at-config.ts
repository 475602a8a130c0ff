import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { commands } from '../../../commands/index.ts';
import { loadConfig } from '../../config/load.ts';
import { problemLine } from '../../config/problem.ts';
import type { Config } from '../../config/schema.ts';
import type { Variables } from '../../config/variables.ts';
import type { Log } from '../../observability/log.ts';
import type { Platform } from '../../platform/platform.ts';

/** What airdesk.yaml is, beside what runs: the same; another one that is good; one that cannot be taken. */
export type Found = 'same' | 'changed' | 'refused';

/** Reads airdesk.yaml again, the whole of it, and says in the log what it found. What runs goes on by what it has. */
export function lookAtConfig(
  { env, platforms }: { readonly env: Variables; readonly platforms: readonly Platform[] },
  running: Config,
  log: Pick<Log, 'info' | 'error'>,
): Found {
  const loading = loadConfig({ env, readFile: (path) => readFileSync(path, 'utf8'), platforms, commands });
  if (!loading.ok) {
    for (const found of loading.problems)
      log.error({ problem: problemLine(found) }, 'the configuration is not taken: the former one goes on');
    return 'refused';
  }
  const { config } = loading.loaded;
  const sections = (Object.keys(config) as (keyof Config)[]).filter(
    (key) => !isDeepStrictEqual(config[key], running[key]),
  );
  if (sections.length === 0) {
    log.info({}, 'the configuration is as it was');
    return 'same';
  }
  log.info(
    { sections },
    'the configuration is another one: what runs is ended, and Airdesk starts anew with it',
  );
  return 'changed';
}
