import type { z } from 'zod';
import type { Problem } from '../config/problem.ts';
import type { Variables } from '../config/variables.ts';
import type { Text } from '../text/language.ts';

/**
 * What the core has to know of a chat platform. Each comes from the platform's own folder; the list of them is in
 * src/start/platforms.ts. Patterns of ids have no anchors and no groups that capture.
 */
export interface Platform {
  /** Small letters; its adapter's name. In front of a channel, as `slack:C012`, and the setting of a person's id. */
  readonly key: string;
  /** Its name alone, as in a list. */
  readonly title: Text;
  /** Its name in a sentence, as "the web desk". */
  readonly named: Text;
  /** People's ids on it, as they stand under `people` in airdesk.yaml. */
  readonly people: {
    readonly id: string;
    /** What the setting takes. */
    readonly about: string;
    /** Goes on after a value that is none: `is not a Slack member id, as U012AB3CD`. */
    readonly wrong: string;
  };
  readonly channels: {
    readonly id: string;
    readonly example: string;
    /** What ids of its channels look like, where `id` takes more. */
    readonly usual?: RegExp;
    /** What `channels` in airdesk.yaml says of it besides. */
    readonly about?: string;
    /** What is wrong with an id that looks right, as the end of a sentence about the channel. */
    readonly problem?: (id: string) => string | undefined;
  };
  /** Groups of people that a card can call, and roles that can give roles here. */
  readonly groups?: {
    readonly id: string;
    readonly example: string;
    /** What the id is of, as `role id`. */
    readonly kind: string;
    /** Its adapter tells the roles of whoever asks. */
    readonly areRoles?: boolean;
    /** Who is in one can be set. */
    readonly canBeKept?: boolean;
  };
  /**
   * Where its cards can call people. Its adapter hands on who was mentioned in what was typed as `<@id>`, with ids of this
   * look.
   */
  readonly mentions?: { readonly id: string };
  /** Each reader sees a card in their own language, where it is there in several. */
  readonly readersChoose?: boolean;
  /** The channel where it can always be told that another platform cannot be reached. One platform has it. */
  readonly home?: string;
  /** What its tokens and addresses look like, to find them where they must not be. */
  readonly secrets: readonly SecretShape[];
  readonly environment: {
    /** The heading above its variables in the manual. */
    readonly title: string;
    readonly variables: readonly PlatformVariable[];
    /** What is wrong with them together. */
    readonly problems: (settings: PlatformSettings) => readonly Problem[];
    /** Whether they turn it on. */
    readonly isSetUp: (settings: PlatformSettings) => boolean;
  };
}

/** What a secret looks like, and what it is called in "looks like …". */
export interface SecretShape {
  readonly pattern: Pick<RegExp, 'test'>;
  readonly what: string;
}

/** An environment variable of a platform. */
export interface PlatformVariable {
  readonly name: string;
  /** What it is where it is not set, for the manual. */
  readonly usual: string;
  readonly about: string;
  /** A secret: NAME_FILE may hold the path of a file with the value instead. */
  readonly fromFile?: boolean;
  /** It is the path of a file whose text the platform needs. */
  readonly isPath?: boolean;
  /** Of a path: what is wrong with a text that is put into the file while Airdesk runs; goes on after "the file". */
  readonly wrongText?: (text: string) => string | undefined;
  /** Messages go on after the variable's name, and never quote the value. */
  readonly check: z.ZodType<string | undefined>;
}

/** What the environment says to platforms. Holds secrets: not to be logged. */
export interface PlatformSettings {
  readonly variables: Variables;
  /** The text of the files that variables are the path of, by the variable's name. */
  readonly files: Variables;
  /** Former values of a secret whose file was exchanged, as long as they are good. */
  readonly former?: (name: string) => readonly string[];
  /** Told when variables or files have others, or former ones are not good any more. */
  readonly onExchanged?: (hear: () => void) => void;
}

/** The platform with this key. */
export function platformOf(platforms: readonly Platform[], key: string): Platform | undefined {
  return platforms.find((platform) => platform.key === key);
}

/** The platform with the channel where it can always be told that another one cannot be reached. */
export function homeOf(platforms: readonly Platform[]): Platform | undefined {
  return platforms.find(({ home }) => home !== undefined);
}
