/** A message as its readers see it now. */
export interface SeenMessage {
  readonly id: string;
  /** All visible text, line by line: title, lines, facts, table, code, footer. Unescaped. */
  readonly text: string;
  /** Labels of the buttons, in order, then those of the choices of selects. */
  readonly buttons: readonly string[];
  /** What each of these sends, in the same order. */
  readonly presses: readonly string[];
  /** The only user who sees it; absent: everybody in the channel. */
  readonly onlyFor?: string;
  /** How often it was edited. */
  readonly edits: number;
  /** The channel that it stands in. */
  readonly channel: string;
  /** Ids of the people and groups whom the platform notified when it was posted. */
  readonly notified: readonly string[];
}

/** A form as it stands open before somebody. */
export interface SeenForm {
  /** The platform's own id: the same for a form that is marked, another one for each that is opened. */
  readonly id: string;
  /** All visible text, controls aside. */
  readonly text: string;
  readonly fields: readonly {
    readonly name: string;
    /** What stands in it, or is chosen. */
    readonly value?: string | undefined;
    /** Where there is a menu: the values to choose from. */
    readonly choices?: readonly string[] | undefined;
    /** What is said to be wrong with it. */
    readonly problem?: string | undefined;
  }[];
}

/**
 * One chat platform driven from the person's side over its real protocol, so that one script runs on each.
 * Users are `engineer`, `producer`, `lead`, `viewer` and `stranger` (who is not configured).
 */
export interface ChatDriver {
  readonly name: string;
  /** Types `/live <line>`, in the scripts' channel unless told otherwise. Resolves when the platform has the acknowledgement. */
  say(user: string, line: string, channel?: string): Promise<void>;
  /** Presses the button with this label, or makes the choice. Resolves when the platform has the acknowledgement. */
  press(user: string, message: SeenMessage, label: string): Promise<void>;
  /**
   * All messages of a channel (the scripts' channel unless told otherwise) as they are now, oldest first, ephemeral ones
   * included, those in threads not.
   */
  messages(channel?: string): readonly SeenMessage[];
  /** The forms that stand open before a user, the newest last. */
  forms(user: string): readonly SeenForm[];
  /** Sends a form that stands open; what is not among `values` stays as it is. Resolves when the platform has the acknowledgement. */
  send(user: string, form: SeenForm, values: Readonly<Record<string, string>>): Promise<void>;
  /** Texts in a message's thread, oldest first. */
  thread(message: SeenMessage): readonly string[];
  stop(): Promise<void>;
}

/** What stands in the fields of a form, by name. */
export function filledIn({ fields }: SeenForm): Record<string, string> {
  return Object.fromEntries(
    fields.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])),
  );
}

/** The platform's user id of a test user. */
export function userId(platform: 'slack' | 'discord' | 'desk', user: string): string {
  if (platform === 'slack') return `U0${user.toUpperCase()}`;
  return platform === 'discord' ? snowflakeOf(user) : user;
}

/** Discord knows people by numbers: two digits a letter, for names of at most nine small letters. */
function snowflakeOf(user: string): string {
  return `10${Array.from(user, (letter) => letter.charCodeAt(0) - 87).join('')}`;
}

/** The channel in which the scripts talk. */
export const CHANNEL = { slack: 'C0ONAIR', discord: '200000000000000001', desk: 'desk' } as const;
