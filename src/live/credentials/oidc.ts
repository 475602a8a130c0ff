import { fetchText } from './fetch-text.ts';
import { filled, noCredentials, temporary, type CredentialDeps, type Source } from './source.ts';

const NAMES = ['TKE_REGION', 'TKE_PROVIDER_ID', 'TKE_WEB_IDENTITY_TOKEN_FILE', 'TKE_ROLE_ARN'] as const;

/**
 * Temporary credentials of a Kubernetes service account (TKE), by AssumeRoleWithWebIdentity.
 * The token file is read anew each time: it is rotated.
 */
export function fromOidc(deps: CredentialDeps): Source {
  const { env, clock, readFile, random } = deps;
  return async () => {
    const [region, ProviderId, tokenFile, RoleArn] = NAMES.map((name) => filled(env[name]));
    if (!region && !ProviderId && !tokenFile && !RoleArn) return undefined;
    if (!region || !ProviderId || !tokenFile || !RoleArn) {
      const missing = NAMES.filter((name) => !filled(env[name])).join(', ');
      throw noCredentials(`OIDC credentials: ${missing} missing`, {
        en: `Set ${missing} as well: the other variables of the TKE identity are set. Nothing was sent.`,
        zh: `TKE 身份还缺环境变量 ${missing}，请补上。请求没有发出。`,
      });
    }
    try {
      const WebIdentityToken = filled(await readFile(tokenFile));
      if (!WebIdentityToken) throw new Error('the token file is empty');
      const { text } = await fetchText(
        clock,
        `${deps.stsUrl ?? 'https://sts.tencentcloudapi.com'}/`,
        deps.stsTimeoutMs ?? 5000,
        {
          method: 'POST',
          headers: {
            // The identity token stands for the signature.
            authorization: 'SKIP',
            'content-type': 'application/json',
            'x-tc-action': 'AssumeRoleWithWebIdentity',
            'x-tc-version': '2018-08-13',
            'x-tc-region': region,
            'x-tc-timestamp': String(Math.floor(clock.now() / 1000)),
          },
          body: JSON.stringify({
            ProviderId,
            WebIdentityToken,
            RoleArn,
            RoleSessionName: `airdesk-${Math.floor(random() * 1e9)}`,
          }),
        },
      );
      return credentialsIn(text);
    } catch (error) {
      throw noCredentials(
        'OIDC credentials: AssumeRoleWithWebIdentity failed',
        {
          en: 'The TKE identity could not be exchanged for a key. Try again; if it keeps failing, ask the platform engineer to check the role and the token file. Nothing was sent.',
          zh: 'TKE 身份没能换到临时密钥。可以重试；持续出现就请平台工程师检查角色和令牌文件。请求没有发出。',
        },
        error,
      );
    }
  };
}

function credentialsIn(text: string): ReturnType<typeof temporary> & object {
  const { Response } = JSON.parse(text) as { Response?: Record<string, unknown> };
  const error = Response?.['Error'] as { Code?: unknown } | undefined;
  if (error) throw new Error(`STS answered ${String(error.Code)}`);
  const found = temporary(Response?.['Credentials'], Response?.['ExpiredTime']);
  if (!found) throw new Error('STS answered without credentials');
  return found;
}
