import type { CommandContext } from '../../src/command.ts';
import { AirdeskError } from '../../src/errors.ts';
import { inTime } from '../../src/live/in-time.ts';
import type { Text } from '../../src/text/language.ts';

/** What one part of the account says of itself. */
export interface PartFound {
  /** In a few words: it stands behind a label on a phone. */
  readonly value: Text;
  /** What somebody has to look at, one sentence each, and the line that shows it. */
  readonly troubles?: readonly Trouble[];
  /** Some of it could not be read, as `value` says. */
  readonly isPartial?: boolean;
}

/** Something that somebody has to look at. */
export interface Trouble {
  readonly text: Text;
  /** The line that shows more of it, and what its button says. */
  readonly line?: string;
  readonly label?: string;
}

/** A part of the account that is looked at by itself: what happens to one keeps no other back. */
export interface Part {
  readonly label: Text;
  /** The command that shows all of it. */
  readonly line: string;
  /** Left out: it does. */
  readonly asksCloud?: false;
  /** @throws LiveError */
  readonly read: (context: CommandContext) => Promise<PartFound>;
}

/** A part that was looked at: what it says, or why it does not. */
export type PartRead =
  | { readonly part: Part; readonly found: PartFound; readonly error?: never }
  | { readonly part: Part; readonly found?: never; readonly error: AirdeskError };

/** Looks at a part for so long, ms. Never fails with what the cloud says or does not say. */
export async function readPart(context: CommandContext, part: Part, patienceMs: number): Promise<PartRead> {
  try {
    const live = inTime(context.live, context.now, patienceMs);
    return { part, found: await part.read({ ...context, live }) };
  } catch (error) {
    if (!(error instanceof AirdeskError)) throw error;
    return { part, error };
  }
}
