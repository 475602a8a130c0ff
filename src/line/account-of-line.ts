import type { Command } from '../command.ts';
import type { Config, Person } from '../config/schema.ts';
import type { Refusal } from '../errors.ts';
import type { Actor, Place } from '../intent.ts';
import { accountOptions } from './account-option.ts';
import { shortLine } from './command-line.ts';
import { noSuchAccount, otherAccount, unclearAccount, whichAccount } from '../text/account-refusals.ts';
import type { Language, Text } from '../text/language.ts';
import { matchCommand } from './match-command.ts';

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

/**
 * The account that a line is about, and the line without saying so: `account:NAME`, otherwise what the channel is bound
 * to, otherwise the default. With `commands`, free text is told from options.
 * @throws Refusal when there is no such account, the channel is bound to another, or it is not clear which is meant.
 */
export function accountOf(
  config: Config,
  place: Place,
  line: string,
  commands: readonly Command[] = [],
): { account: string; line: string } {
  const [option, ...others] = accountOptions(line);
  if (!option) return { account: usualAccount(config, place, line), line };
  const { before, after } = option;
  const named = accountCalled(config, option.typed) ?? accountCalled(config, option.name) ?? option.name;
  const known = Object.hasOwn(config.accounts, named);
  const isEnd = after === '' && others.length === 0;
  const isAlone = Object.keys(config.accounts).length < 2;
  const isText =
    others.length > 0 ||
    (isEnd
      ? (option.apart || (isAlone && !known)) && freeText(commands, before)
      : isInFreeText(commands, line, after));
  const isBound = isEnd && channelOf(config, place)?.account !== undefined;
  if (isText && (isAlone || isBound || (!known && others.length === 0)))
    return { account: usualAccount(config, place, line), line };
  if (isText)
    throw unclearAccount(named, isEnd ? bothWays(config, place, commands, line, before, named) : []);
  if (!known) throw noSuchAccount(config, named);
  const elsewhere = boundElsewhere(config, place, named);
  if (elsewhere) throw elsewhere;
  return { account: named, line: `${before} ${after}`.trim() };
}

/**
 * The account that is meant where `line` names none: what the channel is bound to, otherwise the default.
 * @throws Refusal where there are several, and nobody told which channel the thread is in: that one may be bound.
 */
function usualAccount(config: Config, place: Place, line: string): string {
  const bound = channelOf(config, place)?.account;
  if (bound !== undefined) return bound;
  const isLost = place.thread !== undefined && place.thread.parentId === undefined;
  if (isLost && Object.keys(config.accounts).length > 1) throw whichAccount(config, line, LOST_THREAD);
  return config.defaultAccount;
}

const LOST_THREAD: Text = {
  en: 'it was not told which channel this thread is in, and so which account it works on',
  zh: '平台未告知该子区属于哪个频道，无法确定账号',
};

/** The account of this name: exactly, or else in any case, where that is only one. */
function accountCalled(config: Config, name: string): string | undefined {
  if (Object.hasOwn(config.accounts, name)) return name;
  const alike = Object.keys(config.accounts).filter((each) => each.toLowerCase() === name.toLowerCase());
  return alike.length === 1 ? alike[0] : undefined;
}

/** Whether free text has begun in this line. */
function freeText(commands: readonly Command[], line: string): boolean {
  const match = matchCommand(commands, line);
  if (match.kind !== 'command') return false;
  return Object.entries(match.command.options).some(
    ([name, spec]) => spec.rest && !spec.names && (match.rawOptions[name] ?? '') !== '',
  );
}

/** The line with the account in its text, and with the account that is named. */
function bothWays(
  config: Config,
  place: Place,
  commands: readonly Command[],
  line: string,
  before: string,
  named: string,
): string[] {
  const lineOn = (typed: string, account: string) => {
    const match = matchCommand(commands, typed);
    return match.kind === 'command'
      ? [`${shortLine(match.command, match.rawOptions)} account:${account}`]
      : [];
  };
  return [...lineOn(line, usualAccount(config, place, line)), ...lineOn(before, named)];
}

/** Whether the line goes on as free text (a reason) from the account or before it. */
function isInFreeText(commands: readonly Command[], line: string, after: string): boolean {
  const match = matchCommand(commands, line);
  if (match.kind !== 'command') return false;
  const rest = Object.entries(match.command.options).find(([, spec]) => spec.rest)?.[0];
  const text = rest === undefined ? undefined : match.rawOptions[rest];
  // Only free text is taken over as it was typed, so only there the account stands in front of what follows it.
  return text !== undefined && text.endsWith(after.trim()) && accountOptions(text).length > 0;
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
