import type { CommandContext, Preview } from '../../src/command.ts';
import type { Domain } from '../../src/live/read/domains.ts';
import { readDomain } from '../../src/live/read/domains.ts';
import { domainNoun, domainSubject } from '../domain/noun.ts';
import { nounOption, resolve, targetOf } from '../shape/noun.ts';
import { typedLine } from '../typed-line.ts';
import { keyFacts, keyState, readKeyed, type Keyed } from './facts.ts';

/** The domain whose keys a command is about, push or play. */
export const keyedOption = nounOption(domainSubject);

/** Which domain, for what is run later: no key is in it. */
export type KeyedPlan = { readonly domain: string; readonly kind: Domain['kind'] };

/** The domain that is meant, with its keys. @throws Refusal, LiveError */
export async function resolveKeyed(context: CommandContext, given: string, command: string): Promise<Keyed> {
  return readKeyed(context, await resolve(context, domainNoun, given, command));
}

/** The same domain, as it is now; undefined: it is gone. @throws LiveError */
export async function readKeyedAgain(
  context: CommandContext,
  { domain }: KeyedPlan,
): Promise<Keyed | undefined> {
  const found = await readDomain(context, domain);
  return found && readKeyed(context, found);
}

/** What every preview of a change of keys has. */
export function keyPreview(
  context: CommandContext,
  keyed: Keyed,
): Pick<Preview, 'target' | 'showCommand' | 'state' | 'facts'> {
  return {
    target: targetOf(context, domainNoun, keyed.domain),
    showCommand: typedLine('domain check', keyed.domain.name),
    state: keyState(context.keys, keyed),
    facts: keyFacts(context, keyed),
  };
}
