import {
  type ActCommand,
  type CommandContext,
  defineAct,
  type OptionSpecs,
  type OptionValues,
  type Risk,
} from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import type { Json } from '../../src/json.ts';
import type { ActionName, Input, Output } from '../../src/live/catalogue/catalogue.ts';
import { hintFor } from '../../src/live/hints.ts';
import { LiveError } from '../../src/live/live-error.ts';
import type { Fact } from '../../src/reply.ts';
import { wording, type Text } from '../../src/text/language.ts';
import type { Named, Worded } from '../pick.ts';
import { typedLine } from '../typed-line.ts';
import { labelOf, nounOption, readAgain, resolve, targetOf, type Noun, type NounOption } from './noun.ts';

/** What a call was made with: the id of its thing, its parameters, and the thing as it was. */
export type ActPlan = {
  readonly id: string;
  readonly name: string;
  readonly params: Json;
  readonly was: Json;
};

/** The line that takes something back, as far as it is not the name of the thing. */
export interface UndoRow {
  readonly command: string;
  readonly options?: Readonly<Record<string, string>>;
  readonly label: Text;
}

/** A command that changes one thing at the cloud by one call. */
export interface ActShape<T extends Named, S extends OptionSpecs, A extends ActionName> {
  readonly name: string;
  readonly zh: string;
  readonly summary: Text;
  /** Not typed by people: the undo of another command. */
  readonly hidden?: boolean;
  readonly risk: Exclude<Risk, 'read' | 'secret'>;
  readonly noun: Noun<T>;
  /** Name and words of the option that names the thing. */
  readonly subject: NounOption & { readonly name: string };
  /** The options after it. */
  readonly options: S;
  readonly action: A;
  readonly params: (thing: T, options: OptionValues<S>, context: CommandContext) => Input<A>;
  /** The cloud's no, where it stands inside an answer that reads as a yes. */
  readonly refusedIn?: (answer: Output<A>) => { readonly code: string; readonly message: string } | undefined;
  /** As a sentence in the imperative: `Disable push.example.com`. */
  readonly title: (label: string, options: OptionValues<S>) => Text;
  /** Why there is nothing to do, or why the cloud would refuse it. */
  readonly refuse?: (
    thing: T,
    options: OptionValues<S>,
    context: CommandContext,
  ) => Promise<Refusal | undefined> | Refusal | undefined;
  /** What the asker has to know: what viewers notice, what is no longer seen. @throws LiveError */
  readonly warn?: (
    context: CommandContext,
    thing: T,
    options: OptionValues<S>,
  ) => Promise<readonly Text[]> | readonly Text[];
  /** What is shown of it besides, as old and new values. */
  readonly facts?: (
    context: CommandContext,
    thing: T,
    options: OptionValues<S>,
  ) => Promise<readonly Fact[]> | readonly Fact[];
  /** Whether the thing, as it is now (undefined: gone), shows the effect. */
  readonly isDone: (
    thing: T | undefined,
    plan: ActPlan,
    context: CommandContext,
  ) => Promise<boolean> | boolean;
  /** What takes it back; left out: nothing does, and the preview says so. */
  readonly undo?: (plan: ActPlan) => UndoRow | undefined;
  /** The preview's sentence about the undo. */
  readonly undoText: Text;
}

/** The command of one call. */
export function actCommand<T extends Named, const S extends OptionSpecs, A extends ActionName>(
  shape: ActShape<T, S, A>,
): ActCommand {
  const { name, zh, summary, risk, hidden = false, noun, subject, undo } = shape;
  return defineAct({
    ...{ name, zh, summary, risk, hidden },
    options: { [subject.name]: nounOption(subject), ...shape.options },
    async preview(context, given) {
      // Which options there are is the shape's to know.
      const options = given as unknown as OptionValues<S>;
      const asked = (given as Readonly<Record<string, string>>)[subject.name] ?? '';
      const thing = await resolve(context, noun, asked, name);
      const refused = await shape.refuse?.(thing, options, context);
      if (refused) throw refused;
      const { language } = context;
      const warnings = (await shape.warn?.(context, thing, options)) ?? [];
      return {
        target: targetOf(context, noun, thing),
        title: wording(shape.title(wording(labelOf(noun, thing), language), options), language),
        plan: planOf(shape, context, thing, options),
        showCommand: typedLine(noun.show, thing.word),
        state: noun.state(thing),
        facts: [
          ...(await noun.facts(context, thing)),
          ...((await shape.facts?.(context, thing, options)) ?? []),
        ],
        lines: [...warnings, shape.undoText].map((line) => wording(line, language)),
      };
    },
    async run(context, plan: ActPlan) {
      // The parameters were made by `params`, and are checked against the catalogue before they leave.
      const answer = await context.live.call(shape.action, plan.params as unknown as Input<A>);
      const refused = shape.refusedIn?.(answer);
      if (refused) throw refusal(shape.action, refused, answer.RequestId);
    },
    async verify(context, plan) {
      const thing = await readAgain(context, noun, plan.id);
      return {
        seen: await shape.isDone(thing, plan, context),
        facts: thing ? await noun.facts(context, thing) : [],
      };
    },
    ...(undo && {
      undo: (context: CommandContext, plan: ActPlan) => {
        const row = undo(plan);
        if (!row) return undefined;
        const label = wording(row.label, context.language);
        return { command: row.command, options: { [subject.name]: `id:${plan.id}`, ...row.options }, label };
      },
    }),
  });
}

function planOf<T extends Named, S extends OptionSpecs, A extends ActionName>(
  { noun, params }: ActShape<T, S, A>,
  context: CommandContext,
  thing: Worded<T>,
  options: OptionValues<S>,
): ActPlan {
  return {
    ...{ id: thing.id, name: thing.name, was: noun.state(thing) },
    params: params(thing, options, context) as unknown as Json,
  };
}

function refusal(
  action: string,
  { code, message }: { readonly code: string; readonly message: string },
  requestId: string,
): LiveError {
  const facts = { action, code, hint: hintFor(code), requestId, outcome: 'refused' } as const;
  return new LiveError(`${action}: ${message}`, facts);
}

/** There is nothing to do: it is so already. */
export function nothingToDo(title: Text, hint: Text, ...lines: readonly string[]): Refusal {
  return new Refusal('airdesk.nothing-to-do', title, hint, lines);
}
