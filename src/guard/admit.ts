import type { Config, Person } from '../config/schema.ts';
import type { Refusal } from '../errors.ts';
import type { Coming, Guard, Guards, OnAccount, Reaching, Use } from './guard.ts';
import { knownActor } from './known-actor.ts';

/** The guards, and the configuration they go by. */
export interface Guarded {
  readonly config: Config;
  readonly guards: Guards;
}

/** Who it is, or the refusal of the first guard who does not let them in. */
export function admit({ config, guards }: Guarded, coming: Coming): Person | Refusal {
  return firstRefusal(guards.actor, config, coming) ?? knownActor(config, coming.actor);
}

/** A refusal where somebody may do nothing on the account from where they are. */
export function refusedOnAccount({ config, guards }: Guarded, facts: OnAccount): Refusal | undefined {
  return firstRefusal(guards.account, config, facts);
}

/** A refusal where somebody may not use the command on the account from where they are. */
export function refusedUse(guarded: Guarded, use: Use): Refusal | undefined {
  return refusedOnAccount(guarded, use) ?? firstRefusal(guarded.guards.command, guarded.config, use);
}

/** A refusal where somebody may not do it to all accounts that it concerns. */
export function refusedReach({ config, guards }: Guarded, reaching: Reaching): Refusal | undefined {
  return firstRefusal(guards.reach, config, reaching);
}

interface OneAfterAnother extends OnAccount {
  command: Use['command'];
}

/** Tells of one command after another whether somebody may use it; who they are and where is asked once. */
export function whatMayBeUsed(guarded: Guarded, facts: OnAccount): (command: Use['command']) => boolean {
  const isLetIn = refusedOnAccount(guarded, facts) === undefined;
  const { guards, config } = guarded;
  const { actor, place, person, account, line } = facts;
  /** One for all five hundred commands: guards look at it and keep nothing of it. */
  let use: OneAfterAnother | undefined;
  return (command) => {
    if (!isLetIn) return false;
    use ??= { actor, place, person, account, line, command };
    use.command = command;
    return firstRefusal(guards.command, config, use) === undefined;
  };
}

function firstRefusal<Facts>(
  guards: readonly Guard<Facts>[],
  config: Config,
  facts: Facts,
): Refusal | undefined {
  for (const guard of guards) {
    const refused = guard(config, facts);
    if (refused) return refused;
  }
  return undefined;
}
