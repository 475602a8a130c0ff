import { type CommandContext, defineLook, type LookCommand } from '../../src/command.ts';
import type { Button, Fact } from '../../src/reply.ts';
import { wording, type Text } from '../../src/text/language.ts';
import { card } from '../card.ts';
import type { Named, Worded } from '../pick.ts';
import { labelOf, nounOption, resolve, type Noun, type NounOption } from './noun.ts';

/** A command that shows one thing. */
export interface ShowShape<T extends Named> {
  readonly name: string;
  readonly zh: string;
  readonly summary: Text;
  readonly noun: Noun<T>;
  readonly subject: NounOption & { readonly name: string };
  /** What is read for its own card only. @throws LiveError */
  readonly more?: (
    context: CommandContext,
    thing: T,
  ) => Promise<{
    readonly facts?: readonly Fact[];
    readonly lines?: readonly Text[];
  }>;
  /** What one does next with it. */
  readonly buttons?: (context: CommandContext, thing: Worded<T>) => readonly Button[];
}

/** The command that shows one. */
export function showCommand<T extends Named>(shape: ShowShape<T>): LookCommand {
  const { name, zh, summary, noun, subject } = shape;
  return defineLook({
    ...{ name, zh, summary, risk: 'read', options: { [subject.name]: nounOption(subject) } },
    async run(context, options) {
      const asked = (options as Readonly<Record<string, string>>)[subject.name] ?? '';
      const thing = await resolve(context, noun, asked, name);
      const { facts = [], lines = [] } = (await shape.more?.(context, thing)) ?? {};
      return card(wording(labelOf(noun, thing), context.language), {
        lines: lines.map((line) => wording(line, context.language)),
        facts: [...(await noun.facts(context, thing)), ...facts],
        buttons: shape.buttons?.(context, thing) ?? [],
      });
    },
  });
}
