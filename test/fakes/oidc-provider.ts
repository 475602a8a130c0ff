import { createHash, createSign, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listenOnLoopback } from './loopback.ts';

/** What goes wrong with the next ID tokens. */
export interface Wrong {
  readonly nonce?: string;
  readonly issuer?: string;
  readonly audience?: string;
  /** Ends this long before now, s. */
  readonly expiredFor?: number;
  /** `none` has no signature; `HS256` is signed with the public key. */
  readonly alg?: 'none' | 'HS256';
  /** Signed with a key that is not published. */
  readonly isForeignKey?: boolean;
}

/** A small OpenID provider on loopback: discovery, authorize, token, jwks. */
export interface OidcProvider {
  readonly issuer: string;
  /** Claims of whoever signs in next. */
  person: Record<string, unknown>;
  wrong: Wrong;
  /** What /authorize answers instead of a code. */
  error: string | undefined;
  /** Requests of the token endpoint, as form fields with the Authorization header. */
  readonly tokenRequests: readonly Record<string, string>[];
  readonly requests: readonly string[];
  /** Another signing key, the only one that is published from now on. */
  rotate(): void;
  /** How clients may authenticate; left out means client_secret_basic. */
  authMethods: readonly string[] | undefined;
  /** Answers nothing but 503. */
  isAway: boolean;
  close(): Promise<void>;
}

interface Code {
  readonly redirectUri: string;
  readonly challenge: string;
  readonly nonce: string;
  readonly clientId: string;
}

interface Key {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

const base64url = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function newKey(): Key {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { kid: randomBytes(4).toString('hex'), privateKey, publicKey };
}

/** Starts it. `now`: ms UTC; `clientSecret`: what the client authenticates with. */
export async function startOidcProvider(now: () => number, clientSecret: string): Promise<OidcProvider> {
  const codes = new Map<string, Code>();
  const tokenRequests: Record<string, string>[] = [];
  const requests: string[] = [];
  let key = newKey();
  const foreign = newKey();

  function idToken({ nonce, clientId }: Code): string {
    const { wrong, person } = provider;
    const seconds = Math.floor(now() / 1000);
    const { alg = 'RS256' } = wrong;
    const signer = wrong.isForeignKey ? foreign : key;
    const head = base64url({ alg, kid: key.kid, typ: 'JWT' });
    const body = base64url({
      iss: wrong.issuer ?? provider.issuer,
      aud: wrong.audience ?? clientId,
      iat: seconds - 1 - (wrong.expiredFor ?? 0),
      exp: wrong.expiredFor === undefined ? seconds + 300 : seconds - wrong.expiredFor,
      nonce: wrong.nonce ?? nonce,
      ...person,
    });
    if (alg === 'none') return `${head}.${body}.`;
    const signature = createSign('RSA-SHA256').update(`${head}.${body}`).sign(signer.privateKey);
    return `${head}.${body}.${signature.toString('base64url')}`;
  }

  function answer(response: ServerResponse, status: number, body: object): void {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }

  async function token(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const fields = Object.fromEntries(new URLSearchParams(text));
    tokenRequests.push({ ...fields, authorization: request.headers.authorization ?? '' });
    const found = codes.get(fields['code'] ?? '');
    // Once.
    codes.delete(fields['code'] ?? '');
    const challenge = createHash('sha256')
      .update(fields['code_verifier'] ?? '')
      .digest('base64url');
    if (secretOf(request, fields) !== clientSecret) {
      answer(response, 401, { error: 'invalid_client' });
      return;
    }
    if (!found || found.challenge !== challenge || found.redirectUri !== fields['redirect_uri']) {
      answer(response, 400, { error: 'invalid_grant' });
      return;
    }
    answer(response, 200, {
      access_token: randomBytes(16).toString('hex'),
      token_type: 'Bearer',
      id_token: idToken(found),
    });
  }

  function authorize(query: URLSearchParams, response: ServerResponse): void {
    const back = new URL(query.get('redirect_uri') ?? '');
    back.searchParams.set('state', query.get('state') ?? '');
    if (provider.error !== undefined) back.searchParams.set('error', provider.error);
    else {
      const code = randomBytes(16).toString('hex');
      codes.set(code, {
        redirectUri: query.get('redirect_uri') ?? '',
        challenge: query.get('code_challenge_method') === 'S256' ? (query.get('code_challenge') ?? '') : '',
        nonce: query.get('nonce') ?? '',
        clientId: query.get('client_id') ?? '',
      });
      back.searchParams.set('code', code);
    }
    response.writeHead(302, { location: back.href }).end();
  }

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', provider.issuer);
    requests.push(url.pathname);
    if (provider.isAway) {
      answer(response, 503, {});
      return;
    }
    switch (url.pathname) {
      case '/.well-known/openid-configuration': {
        answer(response, 200, {
          issuer: provider.issuer,
          authorization_endpoint: `${provider.issuer}/authorize`,
          token_endpoint: `${provider.issuer}/token`,
          jwks_uri: `${provider.issuer}/jwks`,
          ...(provider.authMethods && { token_endpoint_auth_methods_supported: provider.authMethods }),
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['RS256'],
        });
        return;
      }
      case '/jwks': {
        answer(response, 200, {
          keys: [{ ...key.publicKey.export({ format: 'jwk' }), kid: key.kid, use: 'sig', alg: 'RS256' }],
        });
        return;
      }
      case '/authorize': {
        authorize(url.searchParams, response);
        return;
      }
      case '/token':
        return void token(request, response);
      default: {
        answer(response, 404, {});
        return;
      }
    }
  });
  const { origin, close } = await listenOnLoopback(server);
  const provider: OidcProvider = {
    issuer: origin,
    person: {},
    wrong: {},
    error: undefined,
    authMethods: undefined,
    isAway: false,
    tokenRequests,
    requests,
    rotate: () => void (key = newKey()),
    close,
  };
  return provider;
}

/** The client's secret, in the body or (form-encoded, as RFC 6749 says) in the header. */
function secretOf(request: IncomingMessage, fields: Readonly<Record<string, string>>): string | undefined {
  const [scheme, value = ''] = (request.headers.authorization ?? '').split(' ');
  if (scheme !== 'Basic') return fields['client_secret'];
  const pair = Buffer.from(value, 'base64').toString('utf8');
  return new URLSearchParams(`secret=${pair.slice(pair.indexOf(':') + 1)}`).get('secret') ?? undefined;
}
