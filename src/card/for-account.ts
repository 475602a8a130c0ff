import type { Config } from '../config/schema.ts';
import type { Card } from '../reply.ts';
import type { Language } from '../text/language.ts';
import { accountTag } from './account-tag.ts';
import { fittingId, PRESS_ID, runOf } from './press-id.ts';
import { footer } from './footer.ts';

/**
 * The buttons and choices of a card keep the account that it is about, also while there is only one, so that a press
 * never acts on another. With several, the card says which. A line that becomes too long loses its button.
 */
export function staysOnAccount(config: Config, account: string, language: Language, card: Card): Card {
  const tag = accountTag(config, account);
  const tagged = <T extends { readonly id: string }>(presses: readonly T[]): T[] =>
    presses.flatMap((press) => {
      const id = onAccount(press.id, tag);
      return id === undefined ? [] : [{ ...press, id }];
    });
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

/**
 * The id of a button that runs a line, on an account; undefined where it becomes too long. All others know by themselves
 * what they are about.
 */
function onAccount(id: string, tag: string): string | undefined {
  const run = runOf(id);
  if (!run || run.tag !== undefined || run.account !== undefined)
    return id.length > PRESS_ID ? undefined : id;
  return fittingId({ kind: 'run', line: run.line, tag });
}

/** What a command line that people read ends in to stay on an account; nothing where there is only one. */
export function accountSuffix(config: Config, account: string | undefined): string {
  return account !== undefined && Object.keys(config.accounts).length > 1 ? ` account:${account}` : '';
}
