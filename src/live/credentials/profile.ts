import { join } from 'node:path';
import { filled, noCredentials, type CredentialDeps, type Source } from './source.ts';

/** Where the vendor's tools look, in this order. */
export function vendorPaths(home: string): readonly string[] {
  return [join(home, '.tencentcloud', 'credentials'), '/etc/tencentcloud/credentials'];
}

/** A key in the first of these profile files that is there. A file that is there without a usable key is an error. */
export function fromProfile(deps: CredentialDeps, paths: readonly string[], profile = 'default'): Source {
  return async () => {
    for (const path of paths) {
      const text = await readIfThere(deps, path);
      if (text === undefined) continue;
      const values = readProfile(text, profile);
      const secretId = filled(values.get('secret_id'));
      const secretKey = filled(values.get('secret_key'));
      if (!secretId || !secretKey) throw unusable(path, profile);
      return { credentials: { secretId, secretKey, token: filled(values.get('token')) } };
    }
    return undefined;
  };
}

/** The values of one section of an INI file. Lines that are no `name = value` are skipped. */
export function readProfile(text: string, profile: string): Map<string, string> {
  const values = new Map<string, string>();
  let section = '';
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('#') || trimmed.startsWith(';')) continue;
    if (trimmed.startsWith('[') && trimmed.endsWith(']')) {
      section = trimmed.slice(1, -1).trim();
      continue;
    }
    const split = trimmed.indexOf('=');
    if (section !== profile || split < 0) continue;
    values.set(trimmed.slice(0, split).trim().toLowerCase(), unquoted(trimmed.slice(split + 1).trim()));
  }
  return values;
}

function unquoted(value: string): string {
  return /^(["']).*\1$/.test(value) && value.length > 1 ? value.slice(1, -1) : value;
}

async function readIfThere({ readFile }: CredentialDeps, path: string): Promise<string | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw noCredentials(
      `The credentials file ${path} cannot be read`,
      {
        en: `Make ${path} readable for the user that Airdesk runs as. Nothing was sent.`,
        zh: `请让运行 Airdesk 的用户可以读取 ${path}。请求没有发出。`,
      },
      error,
    );
  }
}

function unusable(path: string, profile: string): Error {
  return noCredentials(`The credentials file ${path} has no usable key in [${profile}]`, {
    en: `Write secret_id and secret_key under [${profile}] in ${path}. Nothing was sent.`,
    zh: `请在 ${path} 的 [${profile}] 段写上 secret_id 和 secret_key。请求没有发出。`,
  });
}
