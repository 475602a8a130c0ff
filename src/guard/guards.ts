import { Refusal } from '../errors.ts';
import { accountHere } from './account-here.ts';
import type { Coming, Guard, Guards, OnAccount, Reaching, Use } from './guard.ts';
import { knownActor } from './known-actor.ts';
import { permission, permissionOnEach } from './permission.ts';

const knownHere: Guard<Coming> = (config, { actor }) => {
  const person = knownActor(config, actor);
  return person instanceof Refusal ? person : undefined;
};

const accountOfPlace: Guard<OnAccount> = (config, { place, account, line }) =>
  accountHere(config, place, account, line);

const permitted: Guard<Use> = (config, use) => permission(config, use.person, use);

const permittedEverywhere: Guard<Use> = (config, { person, command }) =>
  command.everyAccount
    ? permissionOnEach(config, person, {
        ...{ command, accounts: Object.keys(config.accounts) },
        why: { en: 'It is about all accounts.', zh: '此操作涉及所有账号。' },
      })
    : undefined;

const permittedOnEach: Guard<Reaching> = (config, reaching) =>
  permissionOnEach(config, reaching.person, reaching);

/**
 * Who is let through to a command, in the order in which they are asked. The first refusal is the answer. A new guard is
 * a line here: typed lines, forms, buttons, presses on alerts, Confirm and Cancel, what is suggested while an option is
 * typed, and what whoami lists all run this list.
 */
export const GUARDS: Guards = {
  /** Before anything at all is told. */
  actor: [knownHere],
  /** As soon as the account is known. */
  account: [accountOfPlace],
  /** As soon as the command is known. */
  command: [permitted, permittedEverywhere],
  /** As soon as it is known that what is meant concerns other accounts too, as a rotation does. */
  reach: [permittedOnEach],
};
