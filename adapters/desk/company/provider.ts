import * as oidc from 'openid-client';
import { systemClock, type Clock } from '../../../src/clock.ts';
import { SignInRefusal } from './identity.ts';
import type { CompanySettings } from './settings.ts';

/** What a sign-in that was begun needs when it comes back. */
export interface Begun {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** The company's provider. */
export interface Provider {
  /** Where the browser goes, and what has to be kept meanwhile. @throws SignInRefusal where the provider cannot be asked */
  begin(): Promise<Begun & { readonly location: string }>;
  /** The claims of the ID token that the code at `url` is worth. @throws SignInRefusal */
  finish(url: URL, begun: Begun): Promise<Readonly<Record<string, unknown>>>;
}

/** How long the provider may take for an answer, s. */
const TIMEOUT_S = 8;
/** By how much its clock may differ from ours, s. */
const TOLERANCE_S = 60;
/** What it says of itself is asked anew after this, ms. */
const REMEMBER_MS = 5 * 60_000;

/** Speaks OpenID Connect: code flow with PKCE, state and nonce; the ID token by its signature, whatever brought it. */
export function createProvider(settings: CompanySettings, clock: Clock): Provider {
  let known: { readonly server: oidc.ServerMetadata; readonly at: number } | undefined;

  const metadata = (): Partial<oidc.ClientMetadata> => ({
    // Nothing but for a clock that is not the machine's.
    [oidc.clockSkew]: Math.round((clock.now() - systemClock.now()) / 1000),
    [oidc.clockTolerance]: TOLERANCE_S,
  });
  /** In the body where the provider takes that: in the header, some read a secret with - or _ in it wrongly. */
  function authentication(methods: readonly string[] = []): oidc.ClientAuth {
    const { clientSecret } = settings;
    if (clientSecret === undefined) return oidc.None();
    return methods.includes('client_secret_post')
      ? oidc.ClientSecretPost(clientSecret)
      : oidc.ClientSecretBasic(clientSecret);
  }

  const prepare: readonly ((config: oidc.Configuration) => void)[] = [
    oidc.enableNonRepudiationChecks,
    // Plain http is for a provider on this machine only; the settings see to that.
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so to make people look
    ...(settings.issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : []),
  ];

  async function server(): Promise<oidc.ServerMetadata> {
    if (known && clock.passed() - known.at < REMEMBER_MS) return known.server;
    const config = await oidc.discovery(settings.issuer, settings.clientId, metadata(), authentication(), {
      execute: [...prepare],
      timeout: TIMEOUT_S,
    });
    known = { server: config.serverMetadata(), at: clock.passed() };
    return known.server;
  }

  /** A fresh one each time: it has no keys of the provider yet, so one that was exchanged is never missed. */
  async function configuration(): Promise<oidc.Configuration> {
    const fresh = { ...(await server()) };
    const authenticates = authentication(fresh.token_endpoint_auth_methods_supported);
    const config = new oidc.Configuration(fresh, settings.clientId, metadata(), authenticates);
    config.timeout = TIMEOUT_S;
    for (const each of prepare) each(config);
    return config;
  }

  return {
    async begin() {
      const begun = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier: oidc.randomPKCECodeVerifier(),
      };
      try {
        const location = oidc.buildAuthorizationUrl(await configuration(), {
          redirect_uri: settings.redirectUri,
          scope: settings.scope,
          state: begun.state,
          nonce: begun.nonce,
          code_challenge: await oidc.calculatePKCECodeChallenge(begun.verifier),
          code_challenge_method: 'S256',
        });
        return { ...begun, location: location.href };
      } catch (error) {
        known = undefined;
        throw new SignInRefusal('the provider cannot be asked', AWAY, error);
      }
    },
    async finish(url, { state, nonce, verifier }) {
      try {
        const tokens = await oidc.authorizationCodeGrant(await configuration(), url, {
          pkceCodeVerifier: verifier,
          expectedState: state,
          expectedNonce: nonce,
          idTokenExpected: true,
        });
        return tokens.claims() ?? {};
      } catch (error) {
        throw new SignInRefusal('the provider’s answer is not believed', NOT_BELIEVED, error);
      }
    },
  };
}

const AWAY = {
  en: 'Your company’s sign-in cannot be reached. Try again in a minute; whoever runs Airdesk can find the reason in its log.',
  zh: '暂时无法连接公司的登录服务，请稍后再试。具体原因请管理员查看 Airdesk 日志。',
};
const NOT_BELIEVED = {
  en: 'Your company’s sign-in returned something that is not valid or has expired. Sign in again; if it keeps happening, whoever runs Airdesk can find the reason in its log.',
  zh: '公司登录服务的应答无效或已过期，请重新登录。若再次出现，请管理员查看 Airdesk 日志。',
};
