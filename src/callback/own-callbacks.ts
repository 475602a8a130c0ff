import { CALLBACK_PREFIX, type CallbackEndpoint } from './receive/endpoint.ts';

/** What Airdesk knows of the addresses at which it takes callbacks. The secrets in it are for the cloud, and for nobody else. */
export interface OwnCallbacks {
  /** Whether what is sent to this address arrives here, for whichever account. */
  readonly isOurs: (address: string) => boolean;
  readonly isOurKey: (key: string) => boolean;
  /** The address of this account on an origin, `https://airdesk.example.com`. Secret. Undefined: it takes no callbacks. */
  readonly at: (origin: string) => string | undefined;
  /** The same beside an address of ours, of whichever account: what a proxy has in front of the path stays. Secret. */
  readonly beside: (address: string) => string | undefined;
  /** Where the cloud reaches Airdesk, as `https://airdesk.example.com`; undefined where nobody said. */
  readonly origin: string | undefined;
  /** What callbacks of this account are signed with. Secret. */
  readonly key: string | undefined;
}

/** What is ours, as an account needs it. */
export function ownCallbacks(
  endpoints: readonly CallbackEndpoint[],
  account: string,
  origin?: string,
): OwnCallbacks {
  const own = endpoints.find((endpoint) => endpoint.account === account);
  const paths = endpoints.map(({ token }) => `${CALLBACK_PREFIX}${token}`);
  const keys = new Set(endpoints.flatMap(({ key, otherKeys = [] }) => [key, ...otherKeys]));
  const at = (origin: string) => own && `${origin}${CALLBACK_PREFIX}${own.token}`;
  const beforeOurs = (address: string): string | undefined => {
    const url = URL.parse(address);
    const ours = url && paths.find((each) => url.pathname.endsWith(each));
    return ours ? `${url.origin}${url.pathname.slice(0, -ours.length)}` : undefined;
  };
  return {
    isOurs: (address) => beforeOurs(address) !== undefined,
    isOurKey: (key) => key !== '' && keys.has(key),
    at,
    beside(address) {
      const before = beforeOurs(address);
      return before === undefined ? undefined : at(before);
    },
    origin,
    key: own?.key,
  };
}
