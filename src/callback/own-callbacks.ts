import { CALLBACK_PREFIX, type CallbackEndpoint } from './receive/endpoint.ts';

/** What Airdesk knows of the addresses at which it takes callbacks. The secrets in it are for the cloud, and for nobody else. */
export interface OwnCallbacks {
  /** Whether what is sent to this address arrives here, for whichever account. */
  readonly isOurs: (address: string) => boolean;
  readonly isOurKey: (key: string) => boolean;
  /** The address of this account on an origin, `https://airdesk.example.com`. Secret. Undefined: it takes no callbacks. */
  readonly at: (origin: string) => string | undefined;
  /** What callbacks of this account are signed with. Secret. */
  readonly key: string | undefined;
}

/** What is ours, as an account needs it. */
export function ownCallbacks(endpoints: readonly CallbackEndpoint[], account: string): OwnCallbacks {
  const own = endpoints.find((endpoint) => endpoint.account === account);
  const paths = endpoints.map(({ token }) => `${CALLBACK_PREFIX}${token}`);
  const keys = new Set(endpoints.flatMap(({ key, otherKeys = [] }) => [key, ...otherKeys]));
  return {
    isOurs: (address) => {
      const path = URL.parse(address)?.pathname;
      return path !== undefined && paths.some((each) => path.endsWith(each));
    },
    isOurKey: (key) => key !== '' && keys.has(key),
    at: (origin) => own && `${origin}${CALLBACK_PREFIX}${own.token}`,
    key: own?.key,
  };
}
