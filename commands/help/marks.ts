import type { Command, CommandContext } from '../../src/command.ts';
import type { Fact } from '../../src/reply.ts';
import { markOf, riskFacts } from '../risk-words.ts';

type Reader = Pick<CommandContext, 'mayUse' | 'language' | 'say'>;

/** Beside the name of a command that the reader may not use here. */
const LOCKED = '×';

/** A name with the marks of what it risks and whether the reader may use it: no line break takes them away from it. */
export function marked({ mayUse }: Pick<Reader, 'mayUse'>, name: string, command: Command): string {
  return [name, markOf(command), mayUse(command) ? '' : LOCKED].filter(Boolean).join('\u00a0');
}

/** What the marks mean that these commands have: below the commands, since nobody comes for it. */
export function markFacts(reader: Reader, commands: readonly Command[]): readonly Fact[] {
  const { say, mayUse } = reader;
  const isLocked = commands.some((command) => !mayUse(command));
  return [
    ...riskFacts(reader, commands),
    ...(isLocked
      ? [
          {
            label: LOCKED,
            value: say(
              'you may not use it here; its help says who may',
              '您在此无权使用；其用法中写明谁可以用',
            ),
          },
        ]
      : []),
  ];
}

/** The same as small print, for lists so long that platforms cut off their end. */
export function markPrint(reader: Reader, commands: readonly Command[]): readonly string[] {
  return markFacts(reader, commands).map(({ label, value }) => `${label} ${value}`);
}
