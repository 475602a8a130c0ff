import type { Config } from '../schema.ts';
import type { Misfit } from '../problem.ts';
import type { ReadFile, Variables } from '../variables.ts';

/** A shorter one can be guessed from a request that was seen. */
const SHORTEST = 16;

/** What is wrong with the secret of the webhook; undefined where nothing is. */
export function wrongAuditSecret(
  { audit }: Pick<Config, 'audit'>,
  name: string,
  value: string,
): string | undefined {
  if (audit.webhook?.secretEnv !== name || value.length >= SHORTEST) return undefined;
  return `has fewer than ${SHORTEST} characters; openssl rand -hex 32 prints a good one`;
}

/** The files of certificates that the export of the audit names, each with where. */
export function certificateFiles({
  audit,
}: Pick<Config, 'audit'>): { readonly path: string[]; readonly file: string }[] {
  return (['syslog', 'webhook'] as const).flatMap((target) => {
    const file = audit[target]?.caFile;
    return file === undefined ? [] : [{ path: ['audit', target, 'caFile'], file }];
  });
}

/** What keeps the audit from being exported as it is configured. */
export function auditMisfits(
  config: Pick<Config, 'audit'>,
  variables: Variables,
  readFile: ReadFile,
): Misfit[] {
  const name = config.audit.webhook?.secretEnv;
  const secret = name === undefined ? undefined : variables[name];
  const wrong =
    name === undefined || secret === undefined ? undefined : wrongAuditSecret(config, name, secret);
  return [
    ...(wrong === undefined
      ? []
      : [{ path: ['audit', 'webhook', 'secretEnv'], text: `the variable's value ${wrong}` }]),
    ...certificateFiles(config).flatMap(({ path, file }) => unreadable(path, file, readFile)),
  ];
}

function unreadable(path: string[], file: string, readFile: ReadFile): Misfit[] {
  try {
    if (readFile(file).includes('-----BEGIN CERTIFICATE-----')) return [];
    return [{ path, text: 'the file holds no certificate in PEM (-----BEGIN CERTIFICATE-----)' }];
  } catch {
    return [{ path, text: 'the file cannot be read' }];
  }
}
