import { filled, noCredentials, type CredentialDeps, type Source } from './source.ts';

/** The names of the environment variables that hold a key. */
export interface KeyNames {
  readonly secretIdEnv: string;
  readonly secretKeyEnv: string;
  readonly tokenEnv?: string | undefined;
}

/** The names of the vendor's own tools. */
const VENDOR_NAMES: KeyNames = {
  secretIdEnv: 'TENCENTCLOUD_SECRET_ID',
  secretKeyEnv: 'TENCENTCLOUD_SECRET_KEY',
  tokenEnv: 'TENCENTCLOUD_SESSION_TOKEN',
};

/** A key in environment variables. One of a pair without the other is an error, not a reason to look elsewhere. */
export function fromEnvironment({ env }: CredentialDeps, names: KeyNames = VENDOR_NAMES): Source {
  return async () => {
    const secretId = filled(env[names.secretIdEnv]);
    const secretKey = filled(env[names.secretKeyEnv]);
    if (!secretId && !secretKey) return undefined;
    if (!secretId || !secretKey) {
      const missing = secretId ? names.secretKeyEnv : names.secretIdEnv;
      throw noCredentials(`The environment variable ${missing} is missing or empty`, {
        en: `Set ${missing}: the other half of the key is set already. Nothing was sent.`,
        zh: `请设置环境变量 ${missing}，密钥的另一半已经有了。请求没有发出。`,
      });
    }
    return { credentials: { secretId, secretKey, token: filled(names.tokenEnv && env[names.tokenEnv]) } };
  };
}
