import { inspect } from 'node:util';
import type { Adapter, FormFirst } from '../../src/platform/adapter.ts';
import type { Intent } from '../../src/intent.ts';
import type { Announcer } from '../../src/platform/announcer.ts';
import type { TestClock } from '../fakes/test-clock.ts';
import { logTo } from '../fakes/logs.ts';

/** Somebody in the channel. */
export interface Person {
  readonly userId: string;
  readonly name: string;
}

/** A control that comes back as a press. */
export interface Control {
  readonly id: string;
  readonly label: string;
  /** The question that the platform asks before it sends the press. */
  readonly ask?: string;
}

/** A message as its readers see it now. */
export interface Shown {
  /** The platform's own id. */
  readonly id: string;
  /** All that can be read, controls aside; escapes of the platform undone. */
  readonly text: string;
  readonly buttons: readonly Control[];
  /** The choices of all menus. */
  readonly choices: readonly Control[];
  /** The only one who sees it. Absent: everybody in the channel. */
  readonly onlyFor?: string;
  readonly edits: number;
  /** What in it would notify somebody, or would be read as markup that the card did not ask for. */
  readonly pings: readonly string[];
  /** Ids of those whom the platform notified when it was posted. */
  readonly notified: readonly string[];
}

/** A form as it was opened, and what became of it. */
export interface ShownForm {
  readonly id: string;
  readonly userId: string;
  /** Title, labels and hints as they can be read, controls aside. */
  readonly text: string;
  readonly fields: readonly {
    readonly name: string;
    readonly value?: string;
    readonly choices?: readonly string[];
  }[];
  /** It was sent and is gone. */
  readonly isClosed?: boolean;
  /** What is said at the fields of one that was sent and still stands open, by name. */
  readonly problems?: Readonly<Record<string, string>>;
}

/** Something that must come to nothing. Resolves with the HTTP status; 0 where there is none (a frame, no answer). */
export interface Attempt {
  readonly what: string;
  readonly send: () => Promise<number>;
}

/** What goes wrong with the next call that posts, edits or opens something. */
export type Fault =
  /** 429, with Retry-After of RETRY_AFTER_S. */
  | 'rate-limited'
  | 'server-error'
  /** It had its effect; the connection is cut before the answer. */
  | 'lost-answer'
  /** The answer comes a minute late. */
  | 'late-answer'
  /** The connection is cut before it had an effect. */
  | 'cut'
  /** Refused for good: the bot may not write there. */
  | 'not-allowed';

/** What a 429 asks for, seconds. */
export const RETRY_AFTER_S = 7;

/** One platform as the contract sees it: the real adapter on real sockets, the far end, people, bots and forgers. */
export interface Harness {
  readonly clock: TestClock;
  /** The instance that runs; another one after `restart`. */
  readonly adapter: Adapter & Announcer;
  readonly channelId: string;
  readonly ada: Person;
  readonly ben: Person;
  /** What reached the core, oldest first. */
  readonly intents: readonly Intent[];
  /** What the core does with an intent, until it is set: nothing. */
  onIntent: (intent: Intent) => Promise<void>;
  /** The form that the core tells before it handles an intent, until it is set: none. */
  formFirst: FormFirst;
  /** Types a line. Resolves with how long the acknowledgement took, ms of real time. @throws where it is refused */
  say(who: Person, line: string): Promise<number>;
  /** Presses a button or makes a choice. */
  press(who: Person, message: Shown, id: string): Promise<number>;
  submit(form: ShownForm, values: Readonly<Record<string, string>>): Promise<number>;
  /** The platform delivers the last ask again, as after an acknowledgement that it did not see. */
  redeliver(): Promise<void>;
  /** The messages of the channel as they are now, oldest first, ephemeral ones included, those in threads not. */
  shown(): readonly Shown[];
  /** The messages of a message's thread. */
  thread(id: string): readonly Shown[];
  forms(): readonly ShownForm[];
  /** Somebody deletes a message. */
  remove(id: string): Promise<void>;
  /** Asks that nobody is behind: events about the bot itself and other bots, presses by them. */
  readonly bots: readonly Attempt[];
  /** Asks of people who are not who they claim, old ones and altered ones. They may move the clock. */
  readonly forgeries: readonly Attempt[];
  /** Resolves when nothing of the asks that were answered is under way any more, which could meet a fault instead. */
  quiet(): Promise<void>;
  fault(kind: Fault, times?: number): void;
  /** From now on all goes well. */
  mend(): Promise<void>;
  /** Ends this instance and starts another one, with nothing in its memory. */
  restart(): Promise<void>;
  /** Cuts the connection over which asks arrive. */
  cut(): void;
  /** Whether asks can arrive. */
  isConnected(): boolean;
  /** What must not be read anywhere. */
  secrets(): readonly string[];
  /** All log lines, errors in them written out in full. */
  logs(): string;
  stop(): Promise<void>;
}

/** What one platform has no use for. */
export interface Traits {
  /** Messages leave over a network: they can be refused, delayed and lost. */
  readonly sendsOut: boolean;
  /** Asks arrive over a connection of our own. */
  readonly holdsConnection: boolean;
  /** A button can ask a question of its own. */
  readonly asks: boolean;
  /** A command line arrives as it was typed, not as options of a known command. */
  readonly takesAnyLine: boolean;
  /** Fields that a form is tried with; 0: there are no forms. */
  readonly formFields: number;
  /** When a form that was sent can be shown again with what is wrong in it. */
  readonly formsAgain: 'never' | 'at-once' | 'always';
  /** Messages have threads. */
  readonly threads: boolean;
  /** A message can call people and groups: ids that are in use there. */
  readonly callable: { readonly user: string; readonly group: string } | undefined;
  /** A message that is announced again with its key is the same message. */
  readonly oneForKey: boolean;
}

/** A log that keeps everything that a logger could write. */
export function createRecordingLog() {
  const lines: string[] = [];
  const write = (facts: object, message: string): void => {
    lines.push(`${message} ${written(facts)}`);
  };
  return { log: logTo(write), text: () => lines.join('\n') };
}

/** A value as the most talkative logger would write it: JSON, stack and everything that `inspect` reaches. */
export function written(value: unknown): string {
  const stack = value instanceof Error ? (value.stack ?? '') : '';
  return [inspect(value, { depth: 12, showHidden: true }), JSON.stringify(value), stack].join('\n');
}
