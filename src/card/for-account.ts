import type { Config } from '../config/schema.ts';
import type { Card } from '../reply.ts';
import type { Language } from '../text/language.ts';
import { accountTag } from './account-tag.ts';
import { encodePress, runOf } from './press-id.ts';
import { footer } from './footer.ts';

/**
 * The buttons and choices of a card keep the account that it is about, also while there is only one, so that a press
 * never acts on another. With several, the card says which.
 */
export function staysOnAccount(config: Config, account: string, language: Language, card: Card): Card {
  const tag = accountTag(config, account);
  const tagged = <T extends { readonly id: string }>(presses: readonly T[]): T[] =>
    presses.map((press) => ({ ...press, id: onAccount(press.id, tag) }));
  const selects = card.selects?.map((select) => ({ ...select, choices: tagged(select.choices) }));
  const small = [card.footer, footer({ config }, account, language, [])].filter(Boolean).join(' · ');
  return {
    ...card,
    accounts: [...new Set([account, ...(card.accounts ?? [])])],
    ...(card.buttons ? { buttons: tagged(card.buttons) } : {}),
    ...(selects ? { selects } : {}),
    ...(small === '' ? {} : { footer: small }),
  };
}

/** The id of a button that runs a line, on an account. All others know by themselves what they are about. */
function onAccount(id: string, tag: string): string {
  const run = runOf(id);
  if (!run || run.tag !== undefined || run.account !== undefined) return id;
  return encodePress({ kind: 'run', line: run.line, tag });
}

/** What a command line that people read ends in to stay on an account; nothing where there is only one. */
export function accountSuffix(config: Config, account: string | undefined): string {
  return account !== undefined && Object.keys(config.accounts).length > 1 ? ` account:${account}` : '';
}
