/** A message as its readers see it now. */
export interface SeenMessage {
  readonly id: string;
  /** All visible text, line by line: title, lines, facts, table, code, footer. Unescaped. */
  readonly text: string;
  /** Labels of the buttons, in order, then those of the choices of selects. */
  readonly buttons: readonly string[];
  /** The only user who sees it; absent: everybody in the channel. */
  readonly onlyFor?: string;
  /** How often it was edited. */
  readonly edits: number;
}

/**
 * One chat platform driven from the person's side over its real protocol, so that one script runs on each.
 * Users are `engineer`, `producer`, `lead`, `viewer` and `stranger` (who is not configured).
 */
export interface ChatDriver {
  readonly name: string;
  /** Types `/live <line>`. Resolves when the platform has the acknowledgement. */
  say(user: string, line: string): Promise<void>;
  /** Presses the button with this label, or makes the choice. Resolves when the platform has the acknowledgement. */
  press(user: string, message: SeenMessage, label: string): Promise<void>;
  /** All messages of the channel as they are now, oldest first, ephemeral ones included. */
  messages(): readonly SeenMessage[];
  stop(): Promise<void>;
}

/** The platform's user id of a test user. */
export function userId(platform: 'slack' | 'desk', user: string): string {
  return platform === 'slack' ? `U0${user.toUpperCase()}` : user;
}

/** The channel in which the scripts talk. */
export const CHANNEL = { slack: 'C0ONAIR', desk: 'desk' } as const;
