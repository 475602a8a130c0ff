import type { FeatureName } from './feature/feature.ts';
import type {
  Actions,
  Integer,
  CasterDisplayInfo,
  CasterInputInfo,
  CasterLayoutInfo,
  CasterMarkPicInfo,
  CasterMarkWordInfo,
  CasterOutputInfo,
} from '../src/live/catalogue/types.generated.ts';

/** An encoder that is pushing when the scene begins. */
export interface SceneUpstream {
  /** As the cloud words it: `直推流`, or `拉流转推(<task id>)`. */
  readonly source?: string;
  /** How long it has been pushing, ms. */
  readonly sinceMs?: number;
  /** The encoder connects again this long after it was cut by the cloud, ms. Absent: it gives up. */
  readonly repushAfterMs?: number;
  readonly width?: number;
  readonly height?: number;
}

/** A stream with its upstreams; the first one is the main. */
export interface SceneStream {
  readonly domain: string;
  readonly app: string;
  readonly stream: string;
  readonly upstreams: readonly SceneUpstream[];
}

/** A stream that is forbidden when the scene begins. */
interface SceneBan {
  readonly domain: string;
  readonly app: string;
  readonly stream: string;
  readonly reason?: string;
  /** Days until it lapses. */
  readonly days?: number;
}

/** A template with the rules that bind it, as the account has them when the scene begins: streams are pushed after. */
export interface SceneTemplate {
  readonly feature: FeatureName;
  readonly params: Readonly<Record<string, unknown>>;
  /** Where it is bound: a domain, a path of it, or one stream. */
  readonly at: readonly { readonly domain: string; readonly app?: string; readonly stream?: string }[];
}

/** A monitor task: what was given when it was created, and whether it runs. */
export interface SceneMonitor {
  readonly params: Actions['CreateLiveStreamMonitor']['input'];
  readonly running?: boolean;
  /** Inputs that are heard. */
  readonly audible?: readonly number[];
  /** Lines of its report on broken streams. */
  readonly broken?: readonly string[];
  readonly lowFrameRate?: readonly string[];
}

/** A caster with its configuration and what it shows. */
export interface SceneCaster {
  readonly params: Actions['CreateCaster']['input'];
  /** Its id; counted up from 63501 when left out. May need more than 53 bits. */
  readonly id?: Integer;
  readonly inputs?: readonly CasterInputInfo[];
  readonly layouts?: readonly CasterLayoutInfo[];
  readonly pics?: readonly CasterMarkPicInfo[];
  readonly words?: readonly CasterMarkWordInfo[];
  readonly outputs?: readonly CasterOutputInfo[];
  readonly pvw?: CasterDisplayInfo;
  readonly pgm?: CasterDisplayInfo;
  /** Bound to a prepaid package: cannot be deleted. */
  readonly prepaid?: boolean;
}

/** A pull task that is due when the scene begins. */
export interface ScenePull {
  readonly id: string;
  readonly params: Omit<Actions['CreateLivePullStreamTask']['input'], 'StartTime' | 'EndTime'>;
  /** How long it has been due, and for how long still, ms. */
  readonly sinceMs: number;
  readonly forMs: number;
  /** Without a CallbackUrl of its own its messages go where the account's go, so that a demonstration has them. */
  readonly tellsAccount?: boolean;
}

/** A certificate of the account. */
interface SceneCertificate {
  /** As SSL Certificates names it, 8 letters and digits. */
  readonly id: string;
  readonly alias?: string;
  /** The names it is made out for, as `*.example.com`. */
  readonly names: readonly string[];
  /** Days until it expires; below 0 it has. */
  readonly days: number;
  /** Play domains that answer https with it. */
  readonly domains?: readonly string[];
}

/** What the account has and how it is set up when the sandbox starts, and after every reset. */
export interface Scene {
  /** Anything but `ok`: every action answers `ResourceNotFound.<this>` where it documents that. */
  readonly service: 'ok' | 'ForbidService' | 'FreezeService' | 'StopService' | 'UserDisableService';
  /** 0 not opened, 1 normal, 2 arrears, 3 banned. */
  readonly casterUserStatus: 0 | 1 | 2 | 3;
  readonly domains: readonly {
    readonly name: string;
    readonly type: 'push' | 'play';
    readonly hostGroup?: string;
  }[];
  /** Certificates that can be bound to play domains. */
  readonly certificates?: readonly SceneCertificate[];
  /** The streams were on air on the days before, too, each at times of its own. Figures of those days tell so. */
  readonly hasPast?: boolean;
  /** Whether an encoder may push on a domain that is not listed: handy for tests, refused with 18.301 by the cloud. */
  readonly unknownDomains: 'accept' | 'refuse';
  /** What a second push of a live name does: the vendor decides that per account. */
  readonly secondPush: 'backup' | 'replace' | 'reject';
  /** What a ban matches: the name alone (the vendor's default), or domain, path and name (on request). */
  readonly forbidMatch: 'name' | 'full';
  readonly streams: readonly SceneStream[];
  readonly bans: readonly SceneBan[];
  /** Streams that are replaced by padding. */
  readonly pads: readonly { readonly domain: string; readonly app: string; readonly stream: string }[];
  readonly templates: readonly SceneTemplate[];
  readonly monitors: readonly SceneMonitor[];
  readonly casters: readonly SceneCaster[];
  readonly pulls: readonly ScenePull[];
  readonly limits: {
    readonly monitors: number;
    readonly runningMonitorsPerInput: number;
    readonly casterInputs: number;
    readonly runningCasters: number;
    readonly pulls: number;
  };
}

/** An account with one push and one play domain and nothing on it. */
export const emptyScene: Scene = {
  service: 'ok',
  casterUserStatus: 1,
  domains: [
    { name: 'push.example.com', type: 'push' },
    { name: 'play.example.com', type: 'play' },
  ],
  unknownDomains: 'accept',
  secondPush: 'backup',
  forbidMatch: 'name',
  streams: [],
  bans: [],
  pads: [],
  templates: [],
  monitors: [],
  casters: [],
  pulls: [],
  // The vendor publishes that of pull tasks; the others are far from what a desk needs.
  limits: { monitors: 100, runningMonitorsPerInput: 5, casterInputs: 24, runningCasters: 20, pulls: 200 },
};

/** The empty scene with parts of it replaced. */
export function sceneWith(parts: Partial<Scene>): Scene {
  return { ...emptyScene, ...parts };
}

/** A live stream named `domain/app/stream`, pushed by one encoder a given upstream (one plain encoder by default). */
export function liveStream(name: string, ...upstreams: readonly SceneUpstream[]): SceneStream {
  const [domain = '', app = '', stream = ''] = name.split('/');
  return { domain, app, stream, upstreams: upstreams.length > 0 ? upstreams : [{}] };
}
