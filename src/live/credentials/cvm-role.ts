import { fetchText, type TextAnswer } from './fetch-text.ts';
import { filled, noCredentials, temporary, type CredentialDeps, type Source } from './source.ts';

const PATH = '/latest/meta-data/cam/security-credentials/';

/**
 * Temporary credentials of the role that is bound to the cloud machine we run on, from its metadata service.
 * No metadata service, or no role: not set up here.
 */
export function fromCvmRole(deps: CredentialDeps): Source {
  const base = (deps.metadataUrl ?? 'http://metadata.tencentyun.com') + PATH;
  const get = (url: string): Promise<TextAnswer> =>
    fetchText(deps.clock, url, deps.metadataTimeoutMs ?? 1000);

  return async () => {
    const listed = await get(base).catch(() => undefined);
    const role = listed?.status === 200 ? filled(listed.text.split('\n')[0]) : undefined;
    // A captive portal or proxy may answer for the metadata service: only a role's name goes on.
    if (!role || !/^[\w+=,.@-]{1,128}$/.test(role)) return undefined;
    try {
      const { status, text } = await get(base + encodeURIComponent(role));
      if (status !== 200) throw new Error(`HTTP status ${status}`);
      const fields = JSON.parse(text) as Record<string, unknown>;
      const found = temporary(fields, fields['ExpiredTime']);
      if (fields['Code'] !== 'Success' || !found) throw new Error('no credentials in the answer');
      return found;
    } catch (error) {
      throw noCredentials(
        `The metadata service gives no credentials for the role ${role}`,
        {
          en: `The role ${role} of this machine returned no credentials. Try again; if it keeps failing, ask the platform engineer to check the role. Nothing was sent.`,
          zh: `本机绑定的角色 ${role} 没有返回临时密钥。可以重试；持续出现就请平台工程师检查角色。请求没有发出。`,
        },
        error,
      );
    }
  };
}
