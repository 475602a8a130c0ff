import type { Config } from '../config.ts';
import type { Card } from '../reply.ts';
import type { Language } from '../text/language.ts';
import { footer } from './proposal-card.ts';

/** Longest id that a button may have on any platform. */
export const BUTTON_ID = 100;

/**
 * With several accounts, a card says which it is about, and the command lines on its buttons and selects name it, so that a press
 * never acts on another account than the one that was looked at. A line that becomes too long loses its button.
 */
export function staysOnAccount(config: Config, account: string, language: Language, card: Card): Card {
  const suffix = accountSuffix(config, account);
  if (suffix === '') return card;
  const named = <T extends { readonly id: string }>(presses: readonly T[]): T[] =>
    presses
      .map((press) => (press.id.startsWith('run:') ? { ...press, id: press.id + suffix } : press))
      .filter((press) => press.id.length <= BUTTON_ID);
  const selects = card.selects?.map((select) => ({ ...select, choices: named(select.choices) }));
  return {
    ...card,
    ...(card.buttons ? { buttons: named(card.buttons) } : {}),
    ...(selects ? { selects } : {}),
    footer: [card.footer, footer({ config }, account, language, [])].filter(Boolean).join(' · '),
  };
}

/** What a command line ends with to stay on an account; nothing where there is only one. */
export function accountSuffix(config: Config, account: string | undefined): string {
  return account !== undefined && Object.keys(config.accounts).length > 1 ? ` account:${account}` : '';
}
