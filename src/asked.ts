import type { Command } from './command.ts';
import type { Config, Person } from './config.ts';
import { Refusal } from './errors.ts';
import type { Actor, Place } from './intent.ts';
import { accountOptions } from './text/account-option.ts';
import type { Language } from './text/language.ts';
import { matchCommand } from './text/match-command.ts';

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
 * The account that a line is about, and the line without saying so: `account:NAME` where there are several, otherwise
 * what the channel is bound to, otherwise the default. With `commands`, free text is told from options.
 * @throws Refusal when there is no such account, the channel is bound to another, or it is not clear which is meant.
 */
export function accountOf(
  config: Config,
  place: Place,
  line: string,
  commands: readonly Command[] = [],
): { account: string; line: string } {
  const bound = channelOf(config, place)?.account;
  const usual = bound ?? config.defaultAccount;
  if (Object.keys(config.accounts).length < 2) return { account: usual, line };
  const [option, ...others] = accountOptions(line);
  if (!option) return { account: usual, line };
  const { before, after } = option;
  const named = Object.hasOwn(config.accounts, option.typed) ? option.typed : option.name;
  const known = Object.hasOwn(config.accounts, named);
  const isText = others.length > 0 || (after !== '' && isInFreeText(commands, line, after));
  if (isText && !known && others.length === 0) return { account: usual, line };
  if (isText) throw unclearAccount(named);
  if (!known) throw noSuchAccount(config, named);
  if (bound !== undefined && bound !== named) throw boundElsewhere(bound, named);
  return { account: named, line: `${before} ${after}`.trim() };
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

/** What is configured for the channel of a place. */
export function channelOf(config: Config, place: Pick<Place, 'platform' | 'channelId'>) {
  const key = `${place.platform}:${place.channelId}`;
  return Object.hasOwn(config.channels, key) ? config.channels[key] : undefined;
}

function unclearAccount(named: string): Refusal {
  return new Refusal(
    'airdesk.unclear-account',
    { en: `Is "${named}" the account, or part of the text?`, zh: `“${named}”是账号，还是文字内容？` },
    {
      en: 'Nothing was done. Give account:NAME once, at the end of the line, and put free text in "quotes".',
      zh: '未执行任何操作。请在行末只写一次 账号:名称，并给文字内容加上引号。',
    },
  );
}

function noSuchAccount(config: Config, named: string): Refusal {
  const names = Object.keys(config.accounts).join(', ');
  return new Refusal(
    'airdesk.unknown-account',
    { en: `There is no account "${named}"`, zh: `没有账号“${named}”` },
    { en: `Nothing was done. Accounts: ${names}.`, zh: `未执行任何操作。可用账号：${names}。` },
  );
}

function boundElsewhere(bound: string, named: string): Refusal {
  return new Refusal(
    'airdesk.other-account',
    { en: `This channel works on account "${bound}" only`, zh: `本频道只能操作账号“${bound}”` },
    {
      en: `Nothing was done. For "${named}" ask in a channel that is not bound to another account.`,
      zh: `未执行任何操作。如需操作“${named}”，请换到未绑定其他账号的频道。`,
    },
  );
}
