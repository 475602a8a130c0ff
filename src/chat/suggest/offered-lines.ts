import type { Command } from '../../command.ts';
import type { Core } from '../../core.ts';
import { Refusal } from '../../errors.ts';
import { admit, whatMayBeUsed } from '../../guard/admit.ts';
import type { Coming } from '../../guard/guard.ts';
import { completions, suggestions, type Completion } from '../../line/completions.ts';
import { commandOfLine } from '../../line/command-line.ts';
import type { Language } from '../../text/language.ts';

/** Lines for whoever types: only what they may use from where they are, on one account at least. */
export interface OfferedLines {
  /** To begin with. */
  readonly suggestions: (language: Language, coming: Coming) => readonly string[];
  /** To be completed. */
  readonly completions: (language: Language, coming: Coming) => readonly Completion[];
}

/** Creates OfferedLines. A stranger is offered none. */
export function createOfferedLines(core: Pick<Core, 'config' | 'guards' | 'commands'>): OfferedLines {
  const { commands } = core;
  const isFor = (coming: Coming) => {
    const person = admit(core, coming);
    if (person instanceof Refusal) return () => false;
    const onEach = Object.keys(core.config.accounts).map((account) =>
      whatMayBeUsed(core, { ...coming, person, account }),
    );
    return (command: Command) => onEach.some((mayUse) => mayUse(command));
  };
  return {
    suggestions(language, coming) {
      const mayUse = isFor(coming);
      return suggestions(language).filter((line) => {
        const command = commandOfLine(line, commands);
        return command !== undefined && mayUse(command);
      });
    },
    completions: (language, coming) => completions(commands.filter(isFor(coming)), language),
  };
}
