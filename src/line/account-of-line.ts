import type { Command } from '../command.ts';
import type { Config, Person } from '../config/schema.ts';
import { Refusal } from '../errors.ts';
import type { Actor, Place } from '../intent.ts';
import { accountOptions, type AccountOption } from './account-option.ts';
import { shortLine } from './command-line.ts';
import { noSuchAccount, otherAccount, unclearAccount, whichAccount } from '../text/account-refusals.ts';
import type { Language, Text } from '../text/language.ts';
import { matchParsed } from './match-command.ts';
import { withoutWords, type ParsedLine } from './parse-line.ts';
import { plainWord } from '../text/characters.ts';

type Channel = Config['channels'][string];

/** The language to answer in: the person's own, then what the line was typed in, then the platform's, the channel's, ours. */
export function answerLanguage(
  config: Config,
  place: Place,
  asked: { readonly person?: Person; readonly typed?: Language | undefined; readonly actor: Actor },
): Language {
  return (
    asked.typed ??
    asked.person?.language ??
    asked.actor.language ??
    channelOf(config, place)?.language ??
    config.language
  );
}

/** The account that a line is about, and the line without saying so. */
export interface AccountOfLine {
  readonly account: string;
  readonly rest: ParsedLine;
}

/**
 * The account that a line is about: `account:NAME`, otherwise what the channel is bound to, otherwise the default. With
 * `commands`, free text is told from options. A refusal where there is no such account, the channel is bound to another,
 * or it is not clear which is meant.
 */
export function accountOf(
  config: Config,
  place: Place,
  line: ParsedLine,
  commands: readonly Command[] = [],
): AccountOfLine | Refusal {
  const [option, ...others] = accountOptions(line);
  if (!option) return usually(config, place, line);
  const named = accountCalled(config, option.typed) ?? accountCalled(config, option.name) ?? option.name;
  const known = Object.hasOwn(config.accounts, named);
  const isEnd = option.to === line.words.length && others.length === 0;
  const isAlone = Object.keys(config.accounts).length < 2;
  const before = withoutWords(line, option.from, line.words.length);
  const isText =
    others.length > 0 ||
    (isEnd
      ? (option.apart || (isAlone && !known)) && freeText(commands, before)
      : isInFreeText(commands, line, option));
  const isBound = isEnd && channelOf(config, place)?.account !== undefined;
  if (isText && (isAlone || isBound || (!known && others.length === 0))) return usually(config, place, line);
  if (isText) {
    const usual = isEnd ? usualAccount(config, place, line.line) : '';
    if (usual instanceof Refusal) return usual;
    return unclearAccount(
      named,
      isEnd ? [...lineOn(commands, line, usual), ...lineOn(commands, before, named)] : [],
    );
  }
  return (
    refusedAccount(config, place, named) ?? {
      account: named,
      rest: withoutWords(line, option.from, option.to),
    }
  );
}

/** The account of this name, or of the place where none is given: for what is asked for in no line. */
export function accountNamed(config: Config, place: Place, name: string | undefined): string | Refusal {
  if (name === undefined) return usualAccount(config, place, '');
  const account = accountCalled(config, name) ?? accountCalled(config, plainWord(name)) ?? name;
  return refusedAccount(config, place, account) ?? account;
}

function refusedAccount(config: Config, place: Place, named: string): Refusal | undefined {
  if (!Object.hasOwn(config.accounts, named)) return noSuchAccount(config, named);
  return boundElsewhere(config, place, named);
}

function usually(config: Config, place: Place, line: ParsedLine): AccountOfLine | Refusal {
  const account = usualAccount(config, place, line.line);
  return account instanceof Refusal ? account : { account, rest: line };
}

/**
 * The account that is meant where `line` names none: what the channel is bound to, otherwise the default. A refusal where
 * there are several, and nobody told which channel the thread is in: that one may be bound.
 */
function usualAccount(config: Config, place: Place, line: string): string | Refusal {
  const bound = channelOf(config, place)?.account;
  if (bound !== undefined) return bound;
  const isLost = place.thread !== undefined && place.thread.parentId === undefined;
  if (isLost && Object.keys(config.accounts).length > 1) return whichAccount(config, line, LOST_THREAD);
  return config.defaultAccount;
}

const LOST_THREAD: Text = {
  en: 'the platform did not say which channel this thread is in, so the account is not known',
  zh: '平台未告知该子区属于哪个频道，无法确定账号',
};

/** The account of this name: exactly, or else in any case, where that is only one. */
function accountCalled(config: Config, name: string): string | undefined {
  if (Object.hasOwn(config.accounts, name)) return name;
  const alike = Object.keys(config.accounts).filter((each) => each.toLowerCase() === name.toLowerCase());
  return alike.length === 1 ? alike[0] : undefined;
}

/** Whether free text has begun in this line. */
function freeText(commands: readonly Command[], line: ParsedLine): boolean {
  const match = matchParsed(commands, line);
  if (match.kind !== 'command') return false;
  return Object.entries(match.command.options).some(
    ([name, spec]) => spec.rest && !spec.names && (match.rawOptions[name] ?? '') !== '',
  );
}

/** The line, with its free text in quotes, on an account. */
function lineOn(commands: readonly Command[], line: ParsedLine, account: string): string[] {
  const match = matchParsed(commands, line);
  return match.kind === 'command' ? [`${shortLine(match.command, match.rawOptions)} account:${account}`] : [];
}

/** Whether free text (a reason) begins before the account, and so goes on behind it. */
function isInFreeText(commands: readonly Command[], line: ParsedLine, { from }: AccountOption): boolean {
  const match = matchParsed(commands, line);
  const start = line.words[from]?.start ?? 0;
  return match.kind === 'command' && match.textAt !== undefined && match.textAt <= start;
}

/**
 * What is configured for the channel of a place. A thread or a forum post has what its channel has, but for what an entry
 * of its own says.
 */
export function channelOf(
  config: Config,
  place: Pick<Place, 'platform' | 'channelId' | 'thread'>,
): Channel | undefined {
  const own = entryOf(config, place.platform, place.channelId);
  const parent = entryOf(config, place.platform, place.thread?.parentId);
  if (!own || !parent) return own ?? parent;
  return {
    account: own.account ?? parent.account,
    language: own.language ?? parent.language,
    mirrors: own.mirrors.length > 0 ? own.mirrors : parent.mirrors,
  };
}

function entryOf(config: Config, platform: string, channelId: string | undefined): Channel | undefined {
  const key = `${platform}:${channelId ?? ''}`;
  return Object.hasOwn(config.channels, key) ? config.channels[key] : undefined;
}

/** A refusal where the place works on another account only. */
export function boundElsewhere(
  config: Config,
  place: Pick<Place, 'platform' | 'channelId' | 'thread'>,
  account: string,
): Refusal | undefined {
  const bound = channelOf(config, place)?.account;
  return bound === undefined || bound === account ? undefined : otherAccount(bound, account);
}
