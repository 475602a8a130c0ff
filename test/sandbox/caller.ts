import { createSigner } from '../../src/live/signer.ts';
import { actions, type ActionName, type Input } from '../../src/live/catalogue/catalogue.ts';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/sandbox.ts';
import { holdAgainstCatalogue } from './hold-against-catalogue.ts';
import { createTestClock, type TestClock } from '../fakes/test-clock.ts';

/** The key that the sandbox of these tests takes. */
export const SECRET_ID = 'AKIDtest';
export const SECRET_KEY = 'test-secret-key';
/** The host that calls are signed for. */
export const HOST = 'live.tencentcloudapi.com';

/** What the sandbox answered: the output, or the error's code and message. */
export interface Answered {
  readonly requestId: string;
  readonly code?: string;
  readonly message?: string;
  readonly output: Record<string, unknown>;
}

/** A sandbox on a clock that stands still, and a caller that signs right unless told otherwise. */
export interface Bench {
  readonly sandbox: Sandbox;
  readonly clock: TestClock;
  /** Calls an action with the region it needs. A good answer is held against the catalogue. */
  readonly call: <A extends ActionName>(action: A, params: Input<A>) => Promise<Answered>;
  /** The code that a call is refused with; '' when it is answered. */
  readonly codeOf: <A extends ActionName>(action: A, params: Input<A>) => Promise<string>;
}

/** Creates a Bench on the empty scene, or on what `options` say. */
export function createBench(options: Partial<SandboxOptions> = {}): Bench {
  const clock = createTestClock();
  const sandbox = createSandbox({ clock, seed: 7, secretId: SECRET_ID, secretKey: SECRET_KEY, ...options });
  async function call<A extends ActionName>(action: A, params: Input<A>): Promise<Answered> {
    const answered = await readAnswer(await sandbox.fetch(signedPost(clock.now(), action, params)));
    if (answered.code === undefined) holdAgainstCatalogue(action, answered.output);
    return answered;
  }
  return { sandbox, clock, call, codeOf: async (action, params) => (await call(action, params)).code ?? '' };
}

/** A POST signed with v3 as our own client signs it. `change` puts other headers in after signing. */
export function signedPost(
  now: number,
  action: string,
  params: object,
  {
    region,
    change = {},
    body = JSON.stringify(params),
    origin = `https://${HOST}`,
    ...given
  }: PostSettings = {},
): Request {
  const wanted = region === undefined ? anyRegion(action) : (region ?? undefined);
  const headers = createSigner().post(
    {
      credentials: { secretId: SECRET_ID, secretKey: SECRET_KEY },
      host: new URL(origin).host,
      service: 'live',
      action,
      version: '2018-08-01',
      timestamp: Math.floor(now / 1000),
      region: wanted,
      ...given,
    },
    body,
  );
  return new Request(`${origin}/`, {
    method: 'POST',
    body,
    headers: { ...headers, host: new URL(origin).host, ...change },
  });
}

/** A region that the action takes, where it requires one. */
function anyRegion(action: string): string | undefined {
  const regions = actions[action]?.regions;
  return regions && (regions[0] ?? 'ap-guangzhou');
}

/** How a signed call differs from the usual one. */
export interface PostSettings {
  /** Null sends none. */
  readonly region?: string | null;
  readonly change?: Record<string, string>;
  readonly body?: string;
  readonly origin?: string;
  readonly host?: string;
  readonly service?: string;
  readonly version?: string;
  readonly timestamp?: number;
  readonly credentials?: { secretId: string; secretKey: string; token?: string };
}

/** Reads an answer of the API. */
export async function readAnswer(response: Response): Promise<Answered> {
  const { Response: body } = (await response.json()) as { Response: Record<string, unknown> };
  const { RequestId, Error: error, ...output } = body;
  const { Code, Message } = (error ?? {}) as { Code?: string; Message?: string };
  const refusal = Code === undefined ? {} : { code: Code, message: Message ?? '' };
  return { requestId: RequestId as string, ...refusal, output };
}
