import type { z } from 'zod';
import type { Who } from './alert/model/alert.ts';
import type { Alerts } from './alert/model/alerts.ts';
import type { Draw } from './chart/chart.ts';
import type { AuditEntry } from './observability/audit.ts';
import type { Person } from './config/schema.ts';
import type { Knock } from './callback/knock/knock.ts';
import type { OwnCallbacks } from './callback/own-callbacks.ts';
import type { KeyBook } from './keys/key-book.ts';
import type { MixBook } from './mix/mix-book.ts';
import type { HandOvers } from './oncall/hand-over/hand-overs.ts';
import type { OnCall } from './oncall/on-call.ts';
import type { Pictures } from './picture/pictures.ts';
import type { PanelsHere } from './panel/panels.ts';
import type { Refusal } from './errors.ts';
import type { TaskKind } from './live/read/tasks.ts';
import type { FeatureName } from './live/read/templates.ts';
import type { Reader, ViewContext } from './live/reader.ts';
import type { Card, Fact } from './reply.ts';
import type { Sessions } from './sessions/session.ts';
import type { Language, Text } from './text/language.ts';
import type { Json } from './json.ts';

/**
 * What a command can do to a broadcast. Required on every command, without a default:
 * `read` looks; `change` alters configuration; `air` is noticed by viewers; `destroy` cannot be got back;
 * `secret` looks at what only the asker may see.
 */
export type Risk = 'read' | 'change' | 'air' | 'destroy' | 'secret';

/** Kinds of things whose names are offered while an option is typed. */
export type SuggestionKind =
  | 'stream'
  | 'upstream'
  | 'caster'
  | 'layout'
  | 'caster-input'
  | 'caster-layout'
  | 'caster-watermark'
  | 'caster-text'
  | 'caster-output'
  | 'monitor'
  | 'pull'
  | 'domain'
  | 'push-domain'
  | 'play-domain'
  | 'command'
  | 'action'
  | 'condition'
  | 'rotation'
  | 'person'
  | 'shift'
  | 'override'
  | `${TaskKind}-task`
  | `${FeatureName}-template`
  | `${FeatureName}-scope`;

/** One option of a command. Options are positional in the order they are listed; `name:value` works everywhere. */
export interface OptionSpec {
  /** From the typed text to the value. Its error messages are not shown; `summary` and `example` are. */
  readonly schema: z.ZodType<unknown, string | undefined>;
  readonly summary: Text;
  /** Chinese name, accepted as `名称:值`. */
  readonly zh: string;
  readonly required: boolean;
  readonly example: string;
  /** A closed list of values. */
  readonly choices?: readonly { readonly value: string; readonly label: Text }[];
  /** What is offered while it is typed, from live data. */
  readonly suggests?: SuggestionKind;
  /** It takes several, with commas between: what is offered goes on behind the last comma. */
  readonly listed?: boolean;
  /**
   * It names something as it is called elsewhere, so it is handed on exactly as it was typed: who looks the name up tries
   * that first, and what a phone or an input method may have made of it after that.
   */
  readonly names?: boolean;
  /**
   * It takes an address with the key in it. The command gets it as it was typed; the line, the audit and whatever is shown
   * of the line have it without. Only of a command of risk `secret`.
   */
  readonly holdsKey?: boolean;
  /** Takes the rest of the line, spaces included. Only the last option. */
  readonly rest?: boolean;
  /** Of an option that takes the rest of the line: whether it begins with this word, whatever options come before it. */
  readonly beginsWith?: (word: string) => boolean;
  /** Of a value that people type in several words, as `1h 30m`: how many of these words, the first on, belong to it. */
  readonly words?: (words: readonly string[]) => number;
  /** How a value that cannot be used may have been meant, spelt so that it can: offered as lines to press. */
  readonly near?: (given: string) => readonly string[];
  /**
   * Of a command that acts: what the value (`undefined`: left out) means now, ms UTC, where it would mean something else
   * later. It is asked once, and what it answers is previewed, kept, and read again when it is confirmed.
   */
  readonly fix?: (
    given: string | undefined,
    at: { readonly now: number; readonly timeZone: string },
  ) => string;
}

/** Options of a command, by the name they have in English. */
export type OptionSpecs = Readonly<Record<string, OptionSpec>>;
/** What a command gets of its options: each as its schema read it. */
export type OptionValues<S extends OptionSpecs> = { readonly [K in keyof S]: z.output<S[K]['schema']> };

/** What a command works with. One account, one asker, one language. */
export interface CommandContext extends ViewContext {
  readonly commands: readonly Command[];
  /** Whether every guard lets the asker use the command, here. */
  readonly mayUse: (command: Command) => boolean;
  readonly person: Person;
  /** That of the channel, whatever the asker's own: for what is shown to everybody there. */
  readonly channelLanguage: Language;
  /** The newest `count` audit entries that the asker may see, newest first. */
  readonly recentAudit: (count: number) => Promise<AuditEntry[]>;
  /** The standing panels of this account, and the one of this channel. */
  readonly panels: PanelsHere;
  readonly alerts: Alerts;
  /** Who is signed in on the desk. */
  readonly sessions: Pick<Sessions, 'all' | 'end'>;
  /** What is known of the keys of this account's domains. */
  readonly keys: KeyBook;
  /** The mixes of this account that were begun here. */
  readonly mixes: MixBook;
  /** Who is on call, in every rotation: whose alerts each is called for is in `accountsCalled`. */
  readonly oncall: OnCall;
  /** Who takes it over from whom. */
  readonly handOvers: HandOvers;
  /** Pictures of its streams that the cloud told of. */
  readonly pictures: Pictures;
  /** Draws a chart, where it can be drawn now. */
  readonly draw: Draw;
  /** Who asks, as alerts remember them. */
  readonly who: Who;
  /** Which callback addresses lead to Airdesk itself. */
  readonly ownCallbacks: OwnCallbacks;
  /** Tests whether callbacks of this account arrive. */
  readonly knock: Knock;
  /** A refusal where the asker may not use the command on all of these accounts, which it concerns; `why`: a sentence. */
  readonly reaching: (
    command: Pick<Command, 'name' | 'zh' | 'risk'>,
    accounts: readonly string[],
    why: Text,
  ) => Refusal | undefined;
  /** Another account, to be looked at: a refusal where the asker may not use the command on it, from here. */
  readonly elsewhere: (account: string, command: Pick<Command, 'name' | 'risk'>) => Reader | Refusal;
}

/** What a command acts on. `key` is what two commands must not change at once, account included; `label` is for people. */
export interface Target {
  readonly key: string;
  readonly label: string;
}

/** The state as it is and what the command would make of it. */
export interface Preview<P extends Json = Json> {
  readonly target: Target;
  /** What would be done, as a sentence in the imperative without full stop: `Drop live.example.com/live/main`. */
  readonly title: string;
  /** What `run`, `verify` and `undo` need. Survives a restart. */
  readonly plan: P;
  /** What the confirmation is bound to: when this differs at the press, nothing is run. Leave out what flickers (viewers). */
  readonly state: Json;
  readonly facts: readonly Fact[];
  /** Warnings; which undo there is, or that there is none. */
  readonly lines: readonly string[];
  /** The command line that shows the target's state, as `stream show live.example.com/live/main`. */
  readonly showCommand: string;
  /** The line that was asked for as people would say it, for the list of what was done; left out: as it was given. */
  readonly said?: string;
}

/** What was found at the cloud after a run. */
export interface Verified {
  /** What was asked for is there, to the last detail that the cloud tells. */
  readonly seen: boolean;
  /** Nothing can be read back: the cloud's yes is all there is. */
  readonly blind?: boolean;
  /** Something of the kind is there, but not what was asked for: somebody else may have made it. */
  readonly maybeOthers?: boolean;
  /** The state as it is now. */
  readonly facts: readonly Fact[];
  /** What the command left at the cloud, where the plan cannot know it (when a ban began): its undo is bound to it. */
  readonly left?: Json;
}

/** One write and what shows its effect. */
export interface WriteStep<P> {
  /** Exactly one write. @throws LiveError */
  readonly run: (context: CommandContext, plan: P) => Promise<void>;
  /** Reads whether the effect is there. Called again until it is, or time is up. */
  readonly verify: (context: CommandContext, plan: P) => Promise<Verified>;
}

/** One write of a command that needs several. */
export interface Step<P = Json> extends WriteStep<P> {
  /** As a card names it: `remove the former rule`. */
  readonly title: Text;
  /** Whether this plan needs it; left out: every plan does. By what is stored alone: it is asked again after a kill. */
  readonly isNeeded?: (plan: P) => boolean;
  /** Takes it back where a later step is refused. Left out: it stays, and the card says so. */
  readonly back?: WriteStep<P>;
}

/** What there is where only the first steps of a command were carried out. */
export interface HalfDone {
  /** What it means for the broadcast, as a sentence. */
  readonly line: Text;
  /** Command lines that put it right, the best one first. */
  readonly fixes: readonly string[];
}

/** A command line that takes back what was done. It may name a hidden command. */
export interface Undo {
  readonly command: string;
  readonly options: Readonly<Record<string, string>>;
  /** Label of the button, as `Undo: resume`. */
  readonly label: string;
}

interface Base<S extends OptionSpecs> {
  /** Words of the command, as `stream drop`. The first word is the noun. */
  readonly name: string;
  /** The same in Chinese, as `流 断开`. */
  readonly zh: string;
  readonly summary: Text;
  readonly options: S;
  /** It is about what belongs to no account: whoever uses it has to be allowed to on all of them. */
  readonly everyAccount?: true;
  /** Not typed by people: the undo of another command. */
  readonly hidden?: boolean;
  /** Its page of help, where it has one of its own. */
  readonly help?: (context: CommandContext) => Card;
  /** One of so many that no list shows them; whoever knows the name types it. */
  readonly unlisted?: boolean;
}

/** Answers, and changes nothing. */
interface Look<S extends OptionSpecs> extends Base<S> {
  readonly risk: 'read' | 'secret';
  /** Of one that only stands for others, as `api`: the one that these options ask for, and what is left for it. */
  readonly standsFor?: (
    raw: Readonly<Record<string, string>>,
  ) => { readonly name: string; readonly raw: Readonly<Record<string, string>> } | undefined;
  readonly run: (context: CommandContext, options: OptionValues<S>) => Promise<Card>;
}

/**
 * Changes what Airdesk itself holds (a panel, a mute, who has an alert) and nothing at the cloud. It asks the permission of
 * a change but runs at once: there is no state of a broadcast that a confirmation could be bound to.
 */
interface Keep<S extends OptionSpecs> extends Base<S> {
  readonly risk: 'change';
  readonly run: (context: CommandContext, options: OptionValues<S>) => Promise<Card>;
}

/** Previews, is confirmed, runs at most once, is verified. */
interface ActBase<S extends OptionSpecs, P extends Json> extends Base<S> {
  readonly risk: 'change' | 'air' | 'destroy';
  /**
   * It runs as soon as it is asked, without a question: what it changes is only the choice of what may come next, and
   * choosing again takes it back. Only of risk `change`. All else holds: state read first, one call, looked for, audit.
   */
  readonly atOnce?: true;
  /** Resolves the target and reads the state. @throws Refusal where there is nothing to do or the target is not clear. */
  readonly preview: (context: CommandContext, options: OptionValues<S>) => Promise<Preview<P>>;
  /** Reads whether the effect is there, of all its steps. Called again until it is, or time is up. */
  readonly verify: (context: CommandContext, plan: P) => Promise<Verified>;
  /**
   * What takes it back, where the cloud has such a thing. `left` is what `verify` found. The options name what the command
   * left, and the undo's own preview refuses with `airdesk.changed` where that is not what is there any more.
   */
  readonly undo?: (context: CommandContext, plan: P, left: Json | undefined) => Undo | undefined;
}

/** An act of exactly one write. */
interface OneWrite<P extends Json> {
  /** Resolves when the cloud accepted it. `tell`: what people need of its answer. @throws LiveError */
  readonly run: (context: CommandContext, plan: P, tell: (facts: readonly Fact[]) => void) => Promise<void>;
  readonly steps?: undefined;
}

/**
 * An act that has to write several times. Each step is on disk before it leaves, and its effect is seen before the next one
 * does. Where the cloud refuses one, those before it are taken back; what cannot be, and what a kill left, is named.
 */
interface Stepwise<P extends Json> {
  readonly steps: readonly [Step<P>, Step<P>, ...Step<P>[]];
  /** What it means that only the first `done` of the steps that the plan needs hold, from 1 on. */
  readonly halfDone: (context: CommandContext, plan: P, done: number) => HalfDone;
  readonly run?: undefined;
}

type Act<S extends OptionSpecs, P extends Json> = ActBase<S, P> & (OneWrite<P> | Stepwise<P>);

/** A command that changes nothing. */
export interface LookCommand extends Look<OptionSpecs> {
  readonly kind: 'looks';
}
/** A command that changes at once what Airdesk itself holds, as a mute. */
export interface KeepCommand extends Keep<OptionSpecs> {
  readonly kind: 'keeps';
}
/** A command that changes something at the cloud: previewed, confirmed by a press, and looked for afterwards. */
export type ActCommand = Act<OptionSpecs, Json> & { readonly kind: 'acts' };

/** A command of one of three kinds: it looks, it changes what Airdesk itself holds, or it acts on the broadcast. */
export type Command = LookCommand | KeepCommand | ActCommand;

/** Defines a command that only looks. */
export function defineLook<const S extends OptionSpecs>(command: Look<S>): LookCommand {
  return { kind: 'looks', ...command } as unknown as LookCommand;
}

/** Defines a command that changes what Airdesk itself holds. */
export function defineKeep<const S extends OptionSpecs>(command: Keep<S>): KeepCommand {
  return { kind: 'keeps', ...command } as unknown as KeepCommand;
}

/** Defines a command that acts on the broadcast, and so goes through preview and confirmation. */
export function defineAct<const S extends OptionSpecs, P extends Json>(command: Act<S, P>): ActCommand {
  return { kind: 'acts', ...command } as unknown as ActCommand;
}

/** Whether a command acts, and so goes through preview and confirmation. */
export function isAct(command: Command): command is ActCommand {
  return command.kind === 'acts';
}

/** Whether people type it. */
export function isTyped({ hidden = false }: Pick<Command, 'hidden'>): boolean {
  return !hidden;
}

/** Whether lists of commands show it. */
export function isListed({
  hidden = false,
  unlisted = false,
}: Pick<Command, 'hidden' | 'unlisted'>): boolean {
  return !hidden && !unlisted;
}
