import type { Hono } from 'hono';
import type { Clock } from '../clock.ts';
import type { Config } from '../config/schema.ts';
import type { Actor } from '../intent.ts';
import type { OfferedLines } from '../chat/suggest/offered-lines.ts';
import type { Log } from '../observability/log.ts';
import type { Text } from '../text/language.ts';
import type { Sessions } from '../sessions/session.ts';
import type { Adapter } from './adapter.ts';
import type { Breaks } from './breaks.ts';
import type { Announcer } from './announcer.ts';
import type { Inspected, Inspection } from './inspect.ts';
import type { Groups } from './groups.ts';
import type { LiveFeed } from './live-feed.ts';
import type { Pins } from './pins.ts';
import type { Platform, PlatformSettings } from './platform.ts';
import type { Records } from './records.ts';
import type { Suggest } from './suggest.ts';

/** A chat platform as its folder hands it over: what the core knows of it, and how it is joined. */
export interface ChatPlatform extends Platform {
  /** What helps where a message was not taken, by the code of the error, as `slack.not_in_channel`; undefined where the code is none of its own. */
  readonly remedy?: (code: string) => Text | undefined;
  /** What the platform says of how Airdesk is set up there. Changes nothing. */
  readonly inspect?: (inspection: Inspection) => Promise<Inspected>;
  /**
   * Undefined where it is not set up. Nothing is sent before the adapter is started. Libraries of the platform are loaded here:
   * a desk without it starts without them.
   */
  readonly join: (surroundings: PlatformSurroundings) => Promise<JoinedPlatform | undefined>;
}

/** What a platform works with. */
export interface PlatformSurroundings {
  readonly settings: PlatformSettings;
  readonly config: Config;
  /** The address that the one server listens on. */
  readonly host: string;
  /** Every account is a stand-in cloud on this machine, which has said so when asked. */
  readonly isStandIn: boolean;
  /** The one server. */
  readonly http: Hono;
  readonly clock: Clock;
  readonly log: Log;
  readonly newId: () => string;
  /** Of whoever signed in with Airdesk itself. */
  readonly sessions: Sessions;
  /** Told of every request that is not from the platform, and why. */
  readonly onForged: (why: string) => void;
  /** Told of a login there that was not let in: the name, empty where nobody is called so, and the address. */
  readonly onWrongLogin: (user: string, address: string, isHeld: boolean) => void;
  /** Told of a secret of this variable that was exchanged and is not taken, while the one before goes on; and when that is over. */
  readonly onSecret: (variable: string, isRefused: boolean) => void;
  /** Values for an option that is being typed. */
  readonly suggest: Suggest;
  /** Command lines without prefix: those worth a try, and all that can be typed. Only what whoever reads may use. */
  readonly lines: OfferedLines;
  /** Whether whoever reads there may see what is about these accounts, all of them. */
  readonly mayRead: (reader: Actor, accounts: readonly string[]) => boolean;
  /** Whether somebody may change anything: they come first where places are short. */
  readonly mayAct: (actor: Actor) => boolean;
  /** What is on air and what is wrong, for a page that stays open. */
  readonly live?: LiveFeed;
  /** What was done and what was wrong, to be looked up there. */
  readonly records?: Records;
  /** Stands where everybody sees it, as that nothing here touches a real broadcast. */
  readonly notice?: Text | undefined;
  /** What can be broken where the cloud is a stand-in of Airdesk's own. */
  readonly breaks?: Breaks | undefined;
}

/** A platform that is set up. */
export interface JoinedPlatform {
  readonly adapter: Adapter & Announcer;
  /** Where it can keep a message in sight. */
  readonly pins?: Pins;
  /** Where it can say who is in a group. */
  readonly groups?: Groups;
  /** Whether asks can arrive; left out where there is nothing that could fail. */
  readonly isConnected?: () => boolean;
  /** Why they cannot, where that is known. */
  readonly whyNot?: () => string | undefined;
}
