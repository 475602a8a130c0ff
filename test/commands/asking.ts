import { createSessions } from '../../src/sessions/session-book.ts';
import { commands as shipped } from '../../commands/index.ts';
import {
  isAct,
  type ActCommand,
  type Command,
  type CommandContext,
  type Preview,
  type Undo,
  type Verified,
} from '../../src/command.ts';
import type { Draw } from '../../src/chart/chart.ts';
import { permission, permissionOnEach } from '../../src/guard/permission.ts';
import type { AuditEntry } from '../../src/observability/audit.ts';
import type { Config } from '../../src/config/schema.ts';
import { ConfigFileSchema } from '../fakes/platforms.ts';
import { ownCallbacks } from '../../src/callback/own-callbacks.ts';
import type { CallbackEndpoint } from '../../src/callback/receive/endpoint.ts';
import { noSuchAccount } from '../../src/text/account-refusals.ts';
import { Refusal } from '../../src/errors.ts';
import type { ActionName, Input, Output } from '../../src/live/catalogue/catalogue.ts';
import { LiveError } from '../../src/live/live-error.ts';
import type { Live } from '../../src/live/live.ts';
import type { Card, Fact } from '../../src/reply.ts';
import type { Alerts } from '../../src/alert/model/alerts.ts';
import type { PanelsHere } from '../../src/panel/panels.ts';
import { sayIn, type Language } from '../../src/text/language.ts';
import { findCommand, matchCommand } from '../../src/line/match-command.ts';
import { readOptions } from '../../src/line/read-options.ts';
import type { Knock } from '../../src/callback/knock/knock.ts';
import { noKnock } from '../fakes/no-knock.ts';
import { noAlerts } from '../fakes/no-alerts.ts';
import { createKeyBooks, type KeyBooks } from '../../src/keys/key-book.ts';
import type { Pictures } from '../../src/picture/pictures.ts';
import { createMixBooks } from '../../src/mix/mix-book.ts';
import { stepsFor } from '../../src/proposal/steps.ts';
import { memoryStore } from '../fakes/memory-store.ts';
import { createTestClock } from '../fakes/test-clock.ts';
import { noHandOvers } from '../fakes/no-hand-overs.ts';
import type { HandOvers } from '../../src/oncall/hand-over/hand-overs.ts';
import { noRotations } from '../fakes/no-rotations.ts';
import type { OnCall } from '../../src/oncall/on-call.ts';
import { noPanelsHere } from '../fakes/no-panels.ts';
import type { Json } from '../../src/json.ts';

/** What a fake cloud answers, by action. A missing action fails as one that the account may not use. */
export type Answers = {
  readonly [A in ActionName]?: (params: Input<A>) => Omit<Output<A>, 'RequestId'>;
};

/** A Live that answers from a table and notes every call. */
export interface FakeLive extends Live {
  readonly calls: { readonly action: string; readonly params: unknown }[];
  /** Calls that change something. */
  writes(): string[];
}

/** Creates a FakeLive. */
export function createFakeLive(answers: Answers): FakeLive {
  const calls: { action: string; params: unknown }[] = [];
  return {
    calls,
    writes: () => calls.map((call) => call.action).filter((action) => !action.startsWith('Describe')),
    async call<A extends ActionName>(action: A, params: Input<A>): Promise<Output<A>> {
      calls.push({ action, params });
      const answer = answers[action];
      if (!answer) throw cloudError(action, 'UnauthorizedOperation');
      return { ...answer(params), RequestId: 'r-1' };
    },
  };
}

/** A plain no of the cloud. */
function cloudError(action: string, code: string): LiveError {
  const hint = { en: 'see the log', zh: '请查看日志' };
  return new LiveError(`${action}: ${code}`, { action, code, hint, outcome: 'refused' });
}

/** 2026-03-01 20:00 UTC. */
export const NOW = Date.UTC(2026, 2, 1, 20);

/** One line of somebody in a channel, and what comes of it. */
export interface Asker {
  readonly context: CommandContext;
  /** The card of a reading command. */
  look(line: string): Promise<Card>;
  /** The preview of an acting command. */
  preview(line: string): Promise<Preview>;
  /** Preview, run and first look, as after a confirmation. */
  act(line: string): Promise<Acted>;
  /** The same for what an undo asks for. */
  undo(undo: Undo): Promise<Acted>;
  /** The refusal that the line ends in. */
  refusal(line: string): Promise<Refusal>;
}

interface Acted {
  readonly preview: Preview;
  readonly verified: Verified;
  readonly undo: Undo | undefined;
}

/** Books in memory, whose new keys are the same at each run. */
function keyBooks(): KeyBooks {
  let made = 0;
  const newId = () => `${String((made += 1)).padStart(4, '0')}ab12cd34ef56ab12cd34ef56ab12`;
  return createKeyBooks({ store: memoryStore(), clock: createTestClock(), newId });
}

const CONFIG = {
  timeZone: 'Asia/Shanghai',
  accounts: { main: {}, other: {} },
  roles: { engineer: { risks: ['read', 'change', 'air'] }, viewer: { risks: ['read'] } },
  people: { ada: { slack: 'U0ADA', roles: ['engineer'] }, vic: { slack: 'U0VIC', roles: ['viewer'] } },
  streams: {
    prime: { domain: 'push.example.com', app: 'live', stream: 'main' },
    elsewhere: { account: 'other', domain: 'push.example.org', app: 'live', stream: 'main' },
  },
};

/** Somebody who asks; `ada`, an engineer, in English, unless told otherwise. */
export function createAsker(
  live: Live,
  settings: {
    readonly language?: Language;
    /** The asker's, unless told otherwise. */
    readonly channelLanguage?: Language;
    readonly person?: 'ada' | 'vic';
    readonly now?: () => number;
    readonly audit?: readonly AuditEntry[];
    readonly config?: object;
    readonly panels?: PanelsHere;
    readonly alerts?: Alerts;
    readonly draw?: Draw;
    /** The shipped ones, unless told otherwise. */
    readonly commands?: readonly Command[];
    /** Where callbacks arrive; nowhere, unless told otherwise. */
    readonly endpoints?: readonly CallbackEndpoint[];
    /** Where the cloud reaches Airdesk; nobody said, unless told otherwise. */
    readonly callbackOrigin?: string;
    /** Of an account that takes no callbacks, unless told otherwise. */
    readonly knock?: Knock;
    readonly pictures?: Pictures;
    readonly oncall?: OnCall;
    readonly handOvers?: HandOvers;
    /** Other accounts, by name. */
    readonly others?: Readonly<Record<string, Live>>;
  } = {},
): Asker {
  const { language = 'en', commands = shipped } = settings;
  const config: Config = {
    ...ConfigFileSchema.parse({ ...CONFIG, ...settings.config }),
    defaultAccount: 'main',
  };
  const id = settings.person ?? 'ada';
  const person = { ...(config.people[id] ?? { ids: {}, roles: [] }), id };
  const context: CommandContext = {
    account: 'main',
    live,
    config,
    commands,
    mayUse: (command) => permission(config, person, { command, account: 'main' }) === undefined,
    person,
    channelLanguage: settings.channelLanguage ?? language,
    language,
    say: sayIn(language),
    now: settings.now ?? (() => NOW),
    recentAudit: async (count) => (settings.audit ?? []).slice(0, count),
    panels: settings.panels ?? noPanelsHere,
    alerts: settings.alerts ?? noAlerts,
    keys: keyBooks().of('main'),
    pictures: settings.pictures ?? { newest: async () => undefined, fetch: async () => undefined },
    mixes: createMixBooks({ store: memoryStore() }).of('main'),
    sessions: createSessions(createTestClock()),
    oncall: settings.oncall ?? noRotations,
    handOvers: settings.handOvers ?? noHandOvers,
    draw: settings.draw ?? (async () => undefined),
    who: { platform: 'slack', userId: 'U0ADA', name: 'ada', person: 'ada' },
    ownCallbacks: ownCallbacks(settings.endpoints ?? [], 'main', settings.callbackOrigin),
    knock: settings.knock ?? noKnock,
    reaching: (command, accounts, why) => permissionOnEach(config, person, { command, accounts, why }),
    elsewhere(account, command) {
      const other = settings.others?.[account];
      if (!other) return noSuchAccount(config, account);
      return (
        permission(config, person, { command, account }) ?? { account, live: other, config, now: context.now }
      );
    },
  };

  async function carry(command: ActCommand, raw: Readonly<Record<string, string>>): Promise<Acted> {
    const preview = await command.preview(context, valuesOf(command, raw));
    const plan = JSON.parse(JSON.stringify(preview.plan)) as Json;
    const writes = command.steps ? stepsFor(command, plan) : [command];
    for (const write of writes) await write.run(context, plan, () => undefined);
    const verified = await command.verify(context, plan);
    return { preview, verified, undo: command.undo?.(context, plan, verified.left) };
  }

  return {
    context,
    async look(line) {
      const { command, raw } = read(commands, line);
      if (isAct(command)) throw new Error(`${command.name} acts`);
      return command.run(context, valuesOf(command, raw));
    },
    async preview(line) {
      const { command, raw } = read(commands, line);
      return acting(command).preview(context, valuesOf(command, raw));
    },
    async act(line) {
      const { command, raw } = read(commands, line);
      return carry(acting(command), raw);
    },
    async undo(undo) {
      const command = findCommand(commands, undo.command);
      if (!command) throw new Error(`no command ${undo.command}`);
      return carry(acting(command), undo.options);
    },
    async refusal(line) {
      const { command, raw } = read(commands, line);
      try {
        await (isAct(command)
          ? command.preview(context, valuesOf(command, raw))
          : command.run(context, valuesOf(command, raw)));
      } catch (error) {
        if (error instanceof Refusal) return error;
        throw error;
      }
      throw new Error(`"${line}" was not refused`);
    },
  };
}

function read(
  commands: readonly Command[],
  line: string,
): { command: Command; raw: Readonly<Record<string, string>> } {
  const match = matchCommand(commands, line);
  if (match.kind !== 'command') throw new Error(`"${line}" is ${match.kind}`);
  return { command: match.command, raw: match.rawOptions };
}

/** The command's options read from what was typed. */
function valuesOf(command: Command, raw: Readonly<Record<string, string>>): Record<string, never> {
  const options = readOptions(command, raw);
  if (!options.ok) throw new Error(`bad options: ${JSON.stringify(options)}`);
  return options.values as Record<string, never>;
}

function acting(command: Command): ActCommand {
  if (!isAct(command)) throw new Error(`${command.name} only looks`);
  return command;
}

/** Everything on a card or preview that people read. */
export function textOf(shown: Partial<Card> & { readonly facts?: readonly Fact[] }): string {
  return [
    shown.title ?? '',
    ...(shown.lines ?? []),
    ...(shown.facts ?? []).map((fact) => `${fact.label}: ${fact.value}`),
    ...(shown.table ? [shown.table.columns, ...shown.table.rows].map((row) => row.join(' | ')) : []),
    shown.code ?? '',
    ...(shown.buttons ?? []).map((button) => `[${button.label}]`),
    shown.footer ?? '',
  ].join('\n');
}
