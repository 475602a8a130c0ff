import { readFileSync } from 'node:fs';
import { commands } from '../../commands/index.ts';
import type { SandboxCloud, startSandbox } from '../../sandbox/in-place-of-cloud.ts';
import type { Clock } from '../clock.ts';
import { certificateFiles, wrongAuditSecret } from '../config/audit/problems.ts';
import { variableNames } from '../config/named-variables.ts';
import { callbackEndpoints } from '../config/callback-endpoints.ts';
import { secretVariables, wrongValue, type Environment } from '../config/environment.ts';
import { loadConfig } from '../config/load.ts';
import { guardedFiles } from '../config/guarded-files.ts';
import { cannotStart, problemLine } from '../config/problem.ts';
import { openSecretFiles, type SecretText } from '../config/secret-files.ts';
import type { Variables } from '../config/variables.ts';
import { createLog } from '../observability/log.ts';
import { createSecrets } from '../observability/secrets.ts';
import { demoFolder, prepareDemoFolder } from './folder/demo-folder.ts';
import { mustBeWritable } from './folder/unwritable.ts';
import { lookAtConfig } from './reload/look-at-config.ts';
import type { Surroundings } from './airdesk.ts';

/**
 * Reads the environment and airdesk.yaml; where no account is configured the sandbox stands in for the cloud. With the
 * log, which knows every secret that was read.
 * @throws AirdeskError with one readable line per problem when it cannot run as configured.
 */
export async function readSettings(
  { env, platforms }: Required<Pick<Surroundings, 'env' | 'platforms'>>,
  clock: Clock,
) {
  const filesRead = new Set<string>();
  const loading = loadConfig({
    env,
    readFile(path) {
      filesRead.add(path);
      return readFileSync(path, 'utf8');
    },
    platforms,
    commands,
  });
  if (!loading.ok) throw cannotStart(loading.problems);
  const { demo, notes, secrets: read } = loading.loaded;
  const environment = demo ? ofDemo(loading.loaded.environment) : loading.loaded.environment;
  await mustBeWritable(environment.dataFolder);
  if (demo) await prepareDemoFolder(environment.dataFolder, environment.keepsDemo);
  const secrets = createSecrets([
    ...read,
    ...Object.values(environment.files).flatMap((text) => passwordHashes(text ?? '')),
  ]);
  const log = createLog(environment.logLevel, undefined, secrets);
  for (const note of notes) log.warn({}, problemLine(note));
  const sandbox = demo ? await standIn(clock, loading.loaded) : undefined;
  const { config, variables } = sandbox ?? {
    config: loading.loaded.config,
    variables: environment.variables,
  };
  const wrongOfPlatform = wrongValue(platforms);
  const secretFiles = openSecretFiles({
    initial: variables,
    names: [...secretVariables(platforms), ...variableNames(config)],
    texts: textsOf(platforms, environment.files),
    readFile: (path) => readFileSync(path, 'utf8'),
    wrong: (name, value) => wrongOfPlatform(name, value) ?? wrongAuditSecret(config, name, value),
    ...{ clock, log, secrets },
  });
  /** Where callbacks arrive, with the keys that are good now. */
  const endpointsNow = () =>
    sandbox?.endpoints ?? callbackEndpoints(config, secretFiles.variables, secretFiles.former);
  const { dataFolder, configFile } = environment;
  const certificates = certificateFiles(config).map(({ file }) => file);
  const guarded = guardedFiles({ env, dataFolder, configFile, read: [...filesRead], open: certificates });
  const lookAgain = () => lookAtConfig({ env, platforms }, loading.loaded.config, log);
  return { environment, demo, secrets, log, sandbox, config, secretFiles, endpointsNow, guarded, lookAgain };
}

/** Read from disk only where it is wanted: a desk with an account starts without it. */
async function standIn(...wanted: Parameters<typeof startSandbox>): Promise<SandboxCloud> {
  const { startSandbox: start } = await import('../../sandbox/in-place-of-cloud.ts');
  return start(...wanted);
}

function ofDemo(environment: Environment): Environment {
  return { ...environment, dataFolder: demoFolder(environment.dataFolder) };
}

/** The files of platforms, which can be exchanged as well. */
function textsOf(platforms: Surroundings['platforms'], files: Variables): SecretText[] {
  return (platforms ?? [])
    .flatMap(({ environment }) => environment.variables)
    .flatMap(({ name, wrongText = () => undefined }): SecretText[] => {
      const text = files[name];
      return text === undefined ? [] : [{ name, text, wrong: wrongText, secretsIn: passwordHashes }];
    });
}

/** Of a password file. */
function passwordHashes(text: string): string[] {
  return text.match(/scrypt\$\S+/g) ?? [];
}
