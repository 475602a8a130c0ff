import type { Platform } from '../../src/platform/platform.ts';

/** One environment variable as the page on configuration tells it. */
export interface Variable {
  readonly name: string;
  /** What it is where it is not set. */
  readonly usual: string;
  readonly about: string;
  /** `NAME_FILE` may hold the path of a file with the value instead. */
  readonly fromFile?: boolean;
}

/** A group of variables that belong together. */
export interface VariableGroup {
  readonly title: string;
  readonly variables: readonly Variable[];
}

const NONE = 'not set';

const BEFORE: readonly VariableGroup[] = [
  {
    title: 'Running',
    variables: [
      { name: 'PORT', usual: '8787', about: 'Port of the one HTTP server. 0 takes any that is free.' },
      {
        name: 'HOST',
        usual: '127.0.0.1',
        about: 'Address that Airdesk listens on. 0.0.0.0: all addresses; put a proxy with TLS in front.',
      },
      {
        name: 'AIRDESK_CONFIG',
        usual: NONE,
        about: 'Path of airdesk.yaml. Read at start, and again at SIGHUP.',
      },
      {
        name: 'AIRDESK_DATA',
        usual: './data',
        about: 'Folder for everything that Airdesk keeps, the audit too. One process at a time can use it.',
      },
      {
        name: 'AIRDESK_DEMO',
        usual: 'fresh',
        about:
          'Only for the demonstration (npm start without any account). fresh: it begins anew at each start. kept: it goes on with the cards, panels and audit of its last run. It keeps them in the folder demo in AIRDESK_DATA.',
      },
      {
        name: 'AIRDESK_URL',
        usual: NONE,
        about:
          'The address at which people open Airdesk, as https://airdesk.example.com. Needed for the sign-in of a company; with https, cookies are Secure and HSTS is sent.',
      },
      {
        name: 'AIRDESK_PROXIES',
        usual: '127.0.0.0/8,::1',
        about:
          'Addresses and networks of the proxies whose X-Forwarded-Proto and X-Forwarded-For are believed, with commas between them. Where not set: proxies on this machine.',
      },
      {
        name: 'DESK_SESSION_HOURS',
        usual: '12',
        about: 'How long somebody stays signed in on the desk at most, h. Up to 744.',
      },
      {
        name: 'DESK_IDLE_HOURS',
        usual: 'as DESK_SESSION_HOURS',
        about:
          'How long somebody stays signed in on the desk without sending a request, h. A page that is only open sends none.',
      },
      { name: 'LOG_LEVEL', usual: 'info', about: 'What is logged: debug, info, warn or error.' },
    ],
  },
  {
    title: 'The cloud',
    variables: [
      {
        name: 'TENCENTCLOUD_SECRET_ID',
        usual: NONE,
        fromFile: true,
        about:
          'Id of the cloud key, where the key comes from the environment. Needs TENCENTCLOUD_SECRET_KEY.',
      },
      { name: 'TENCENTCLOUD_SECRET_KEY', usual: NONE, fromFile: true, about: 'The secret of the same key.' },
      {
        name: 'TENCENTCLOUD_SESSION_TOKEN',
        usual: NONE,
        fromFile: true,
        about: 'Token of the same key, where that is a temporary one.',
      },
      {
        name: 'LIVE_ENDPOINT',
        usual: 'live.tencentcloudapi.com',
        about:
          'Host of the cloud, or its origin, as http://127.0.0.1:9000. Without effect where airdesk.yaml names its accounts.',
      },
      {
        name: 'LIVE_REGION',
        usual: 'ap-guangzhou',
        about: 'Region of the calls that take one. Without effect where airdesk.yaml names its accounts.',
      },
      {
        name: 'LIVE_CALLBACK_TOKEN',
        usual: NONE,
        fromFile: true,
        about:
          'Last part of the path at which callbacks of the default account arrive, POST /callbacks/live/<token>: 16 to 128 letters, digits, - or _. Without effect where airdesk.yaml names the callbacks of its accounts.',
      },
      {
        name: 'LIVE_CALLBACK_URL',
        usual: 'as AIRDESK_URL',
        about:
          'The address at which the cloud reaches Airdesk, as https://airdesk.example.com, without a path. The command callback setup gives it to the cloud; callback test sends a test message to it.',
      },
      {
        name: 'LIVE_CALLBACK_KEY',
        usual: NONE,
        fromFile: true,
        about: 'The callback key of the callback template: with it the signature of callbacks is checked.',
      },
      {
        name: 'LIVE_CALLBACK_KEY_OLD',
        usual: NONE,
        fromFile: true,
        about:
          'A second callback key that is accepted too: the former one while keys are exchanged, or that of a second template.',
      },
    ],
  },
  {
    title: 'On call',
    variables: [
      {
        name: 'ONCALL_FEED_TOKEN',
        usual: NONE,
        fromFile: true,
        about:
          'Part of the path at which calendar programs subscribe to shifts, GET /oncall/<token>/<rotation or person>.ics: 16 to 128 letters, digits, - or _. Without it there are no such addresses.',
      },
    ],
  },
];

const HEARTBEAT: VariableGroup = {
  title: 'Heartbeat',
  variables: [
    {
      name: 'HEARTBEAT_URL',
      usual: NONE,
      fromFile: true,
      about:
        'Address of a check at Healthchecks.io, Dead Man’s Snitch or the like. Airdesk sends a GET to it every minute as long as all is well; the check tells people when that stops. A secret.',
    },
  ],
};

const AFTER: readonly VariableGroup[] = [
  {
    title: 'The sandbox',
    variables: [
      {
        name: 'SANDBOX_SECRET_ID',
        usual: 'AKIDsandbox-not-a-real-id',
        about:
          'Id of the key that the sandbox accepts, in npm run sandbox and in npm start without an account.',
      },
      { name: 'SANDBOX_SECRET_KEY', usual: 'sandbox-not-a-real-key', about: 'The secret of the same key.' },
    ],
  },
  {
    title: 'Set by Kubernetes',
    variables: [
      {
        name: 'TKE_REGION',
        usual: NONE,
        about:
          'With the next three: the identity of a Kubernetes service account (TKE). Kubernetes sets all four; see below.',
      },
      { name: 'TKE_PROVIDER_ID', usual: NONE, about: 'As above.' },
      { name: 'TKE_WEB_IDENTITY_TOKEN_FILE', usual: NONE, about: 'As above.' },
      { name: 'TKE_ROLE_ARN', usual: NONE, about: 'As above.' },
    ],
  },
];

/** Every variable that Airdesk reads, with these platforms. test/docs holds it against src/config/environment.ts. */
export function environmentVariables(platforms: readonly Platform[]): readonly VariableGroup[] {
  return [...BEFORE, ...platforms.map(({ environment }) => environment), HEARTBEAT, ...AFTER];
}
