import type { Config, Person } from './config.ts';
import { Refusal } from './errors.ts';
import type { Actor, Place } from './intent.ts';
import type { Language } from './text/language.ts';

const ACCOUNT_OPTION = /(?:^|\s)(?:account|账号)[:=：＝]\s*(?<name>[^\s]+)/iu;

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
 * what the channel is bound to, otherwise the default.
 * @throws Refusal when there is no such account, or the channel is bound to another.
 */
export function accountOf(config: Config, place: Place, line: string): { account: string; line: string } {
  const bound = channelOf(config, place)?.account;
  const usual = bound ?? config.defaultAccount;
  if (Object.keys(config.accounts).length < 2) return { account: usual, line };
  const match = ACCOUNT_OPTION.exec(line);
  const named = match?.groups?.['name'];
  if (!match || named === undefined) return { account: usual, line };
  if (!Object.hasOwn(config.accounts, named)) throw noSuchAccount(config, named);
  if (bound !== undefined && bound !== named) throw boundElsewhere(bound, named);
  return { account: named, line: line.replace(match[0], ' ').trim() };
}

/** What is configured for the channel of a place. */
export function channelOf(config: Config, place: Pick<Place, 'platform' | 'channelId'>) {
  const key = `${place.platform}:${place.channelId}`;
  return Object.hasOwn(config.channels, key) ? config.channels[key] : undefined;
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
