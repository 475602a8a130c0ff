import { safeLine } from '../../src/text/safe-line.ts';
import {
  type ActCommand,
  type CommandContext,
  defineAct,
  type OptionSpecs,
  type OptionValues,
} from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import type { Json } from '../../src/json.ts';
import type { ActionName, Input } from '../../src/live/catalogue/catalogue.ts';
import type { Fact } from '../../src/reply.ts';
import { byId } from '../../src/text/name-forms.ts';
import { wording, type Text } from '../../src/text/language.ts';
import { worded, type Named } from '../pick.ts';
import { typedLine } from '../typed-line.ts';
import type { Noun } from './noun.ts';

/** What is made, under which name, and what is there already. */
export type AddPlan = {
  readonly name: string;
  readonly params: Json;
  /** Ids of what was called so before. */
  readonly known: readonly string[];
};

/** A command that makes something new at the cloud by one call. */
export interface AddShape<T extends Named, S extends OptionSpecs, A extends ActionName> {
  readonly name: string;
  readonly zh: string;
  readonly summary: Text;
  readonly risk: 'change' | 'air';
  readonly noun: Noun<T>;
  readonly options: S;
  readonly action: A;
  /** How it will be called; nothing else of that name may be there. */
  readonly named: (options: OptionValues<S>) => string;
  readonly params: (options: OptionValues<S>, context: CommandContext) => Input<A>;
  /** Settings that are shown before they are sent. */
  readonly facts: (context: CommandContext, options: OptionValues<S>) => readonly Fact[];
  /** What the asker has to know. */
  readonly warn?: (
    context: CommandContext,
    options: OptionValues<S>,
  ) => Promise<readonly Text[]> | readonly Text[];
  readonly refuse?: (
    options: OptionValues<S>,
    context: CommandContext,
  ) => Promise<Refusal | undefined> | Refusal | undefined;
  /** The command that removes it again, and the name of its first option; left out: there is none. */
  readonly removedBy?: { readonly command: string; readonly option: string };
}

/** The command that adds one. */
export function addCommand<T extends Named, const S extends OptionSpecs, A extends ActionName>(
  shape: AddShape<T, S, A>,
): ActCommand {
  const { name, zh, summary, risk, noun, removedBy } = shape;
  return defineAct({
    ...{ name, zh, summary, risk, options: shape.options },
    async preview(context, given) {
      const options = given;
      const { language, say } = context;
      const called = shape.named(options);
      const { items } = await noun.read(context);
      const taken = worded(items).find((item) => item.name === called || item.id === called);
      if (taken) throw isTaken(noun, called, typedLine(noun.show, taken.word));
      const refused = await shape.refuse?.(options, context);
      if (refused) throw refused;
      const warnings = (await shape.warn?.(context, options)) ?? [];
      const shown = safeLine(called, 60);
      const undo = removedBy
        ? say('Undo: remove it again, while nothing uses it.', '可撤销：未被使用时可以再删除。')
        : say('No undo.', '无法撤销。');
      return {
        target: { key: `${context.account}/${noun.kind}/name:${called}`, label: shown },
        title: say(`Add the ${noun.words.en} ${shown}`, `添加${noun.words.zh} ${shown}`),
        plan: {
          name: called,
          params: shape.params(options, context) as unknown as Json,
          known: items.filter((item) => item.name === called).map(({ id }) => id),
        },
        showCommand: noun.list,
        state: { taken: false },
        facts: shape.facts(context, options),
        lines: [...warnings.map((line) => wording(line, language)), undo],
      };
    },
    async run(context, plan: AddPlan) {
      // The parameters were made by `params`, and are checked against the catalogue before they leave.
      await context.live.call(shape.action, plan.params as unknown as Input<A>);
    },
    async verify(context, plan) {
      const { items } = await noun.read(context);
      const made = worded(items).filter((item) => item.name === plan.name && !plan.known.includes(item.id));
      const [only, second] = made;
      if (!only) return { seen: false, facts: [] };
      const facts = await noun.facts(context, only);
      // Two of one name in the same moment: somebody else made one, and nobody can tell which is ours.
      return second
        ? { seen: false, maybeOthers: true, facts }
        : { seen: true, facts, left: { id: only.id } };
    },
    ...(removedBy && {
      undo: ({ say }: CommandContext, plan: AddPlan, left: Json | undefined) => {
        const id = idOfLeft(left);
        if (id === undefined) return undefined;
        const label = say(`Undo: remove ${safeLine(plan.name, 40)}`, `撤销：删除 ${safeLine(plan.name, 40)}`);
        return { command: removedBy.command, options: { [removedBy.option]: byId(id) }, label };
      },
    }),
  });
}

/** The id of what was made, as `verify` found it. */
export function idOfLeft(left: Json | undefined): string | undefined {
  if (typeof left !== 'object' || left === null || !('id' in left)) return undefined;
  return typeof left.id === 'string' ? left.id : undefined;
}

/** Something else has the name. */
export function isTaken<T extends Named>({ words }: Noun<T>, called: string, show: string): Refusal {
  const shown = safeLine(called, 60);
  return new Refusal(
    'airdesk.name-taken',
    { en: `There is a ${words.en} "${shown}" already`, zh: `已有名为“${shown}”的${words.zh}` },
    {
      en: 'Choose another name, or change the existing one. Nothing was done.',
      zh: '请换一个名称，或修改已有的那一个。未执行任何操作。',
    },
    [show],
  );
}
