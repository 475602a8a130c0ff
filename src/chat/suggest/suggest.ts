import { accountNamed, answerLanguage } from '../../line/account-of-line.ts';
import type { Command, OptionSpec } from '../../command.ts';
import type { Config } from '../../config/schema.ts';
import type { Core } from '../../core.ts';
import { Refusal } from '../../errors.ts';
import type { Place } from '../../intent.ts';
import { admit, refusedUse } from '../../guard/admit.ts';
import { labelText } from './label-text.ts';
import { matching } from './matching.ts';
import { createRecentItems } from './recent.ts';
import type { Suggestable, SuggestionSources, Wording } from './source.ts';
import { withoutInvisible } from '../../text/characters.ts';
import { sayIn } from '../../text/language.ts';
import { findCommand } from '../../line/match-command.ts';
import { LIMITS } from '../../platform/limits.ts';
import type { SuggestQuery, Suggestion, Suggest } from '../../platform/suggest.ts';

/** The option of every command that names the cloud account. */
const ACCOUNT = 'account';
/** A longer value of another option names nothing. */
const LONGEST_GIVEN = 512;

/** What suggesting works with. */
export interface SuggestDeps extends Pick<
  Core,
  'config' | 'commands' | 'guards' | 'clock' | 'live' | 'log' | 'oncall'
> {
  readonly sources: SuggestionSources;
}

/**
 * Creates Suggest. Whoever may not use a command is offered nothing for it. It never rejects: what fails offers
 * nothing.
 */
export function createSuggest(deps: SuggestDeps): Suggest {
  const recent = createRecentItems(deps);

  async function itemsFor(
    spec: OptionSpec,
    account: string,
    query: SuggestQuery,
  ): Promise<readonly Suggestable[]> {
    if (!spec.suggests) return [];
    const source = deps.sources[spec.suggests];
    const given: Record<string, string> = {};
    for (const name of source.within) {
      const value = own(query.given, name)?.trim() ?? '';
      if (value === '' || value.length > LONGEST_GIVEN) return [];
      given[name] = value;
    }
    const { config, commands, oncall } = deps;
    const now = () => deps.clock.now();
    const key = JSON.stringify([account, spec.suggests, ...Object.values(given)]);
    const items = await recent(key, () =>
      source.load({ account, live: deps.live(account), config, commands, now, oncall }, given),
    );
    return items.filter((item) => isOffered(item, spec, query.given));
  }

  async function suggest(query: SuggestQuery): Promise<Suggestion[]> {
    const { config, commands, clock } = deps;
    const { actor, place } = query;
    const person = admit(deps, { actor, place });
    const command = findCommand(commands, query.command);
    if (person instanceof Refusal || !command || command.hidden) return [];
    const may = (account: string) =>
      refusedUse(deps, { actor, place, person, account, command }) === undefined;
    if (query.option === ACCOUNT)
      return accountsHere(config, place, query.typed).filter(({ value }) => may(value));
    const account = accountNamed(config, place, own(query.given, ACCOUNT)?.trim() || undefined);
    if (account instanceof Refusal || !may(account)) return [];
    const spec = optionOf(command, query.option);
    if (!spec) return [];
    const items = await itemsFor(spec, account, query);
    const language = answerLanguage(config, place, { person, actor });
    const words: Wording = { say: sayIn(language), language, now: () => clock.now(), config };
    const { before, typed } = spec.listed ? lastOf(query.typed) : { before: '', typed: query.typed };
    return matching(typed, items)
      .filter(({ value }) => before.length + value.length <= LIMITS.suggestion && !isListed(before, value))
      .slice(0, LIMITS.suggestions)
      .map((item) => ({
        value: before + item.value,
        name:
          labelText({ ...item.label(words), ...(before !== '' && { name: before + item.value }) }) ||
          item.value,
      }));
  }

  return async (query) => {
    try {
      return await suggest(query);
    } catch (error) {
      if (!(error instanceof Refusal)) deps.log.error({ err: error }, 'suggesting failed');
      return [];
    }
  };
}

/** The accounts that can be asked for in a place, those with the typed letters. */
function accountsHere(config: Config, place: Place, typed: string): readonly Suggestion[] {
  const wanted = typed.trim().toLowerCase();
  return Object.keys(config.accounts)
    .filter(
      (name) => name.toLowerCase().includes(wanted) && typeof accountNamed(config, place, name) === 'string',
    )
    .slice(0, LIMITS.suggestions)
    .map((name) => ({ value: name, name }));
}

/** Of a list the part that is being typed, and what stands before it. */
function lastOf(text: string): { readonly before: string; readonly typed: string } {
  const at = Math.max(...[',', '，', '、'].map((sign) => text.lastIndexOf(sign)));
  return { before: text.slice(0, at + 1).trimStart(), typed: text.slice(at + 1) };
}

function isListed(before: string, value: string): boolean {
  return before.split(/[,，、]/u).some((part) => part.trim() === value);
}

/** Fits the option, the other options, and every platform. */
function isOffered(item: Suggestable, spec: OptionSpec, given: Readonly<Record<string, string>>): boolean {
  if (
    // One choice that seems empty, and Discord takes none of the others either.
    withoutInvisible(item.value).trim() === '' ||
    item.value.length > LIMITS.suggestion ||
    !spec.schema.safeParse(item.value).success
  )
    return false;
  return Object.entries(item.only ?? {}).every(([name, value]) => own(given, name) === value);
}

function optionOf(command: Command, name: string): OptionSpec | undefined {
  return Object.hasOwn(command.options, name) ? command.options[name] : undefined;
}

function own(given: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(given, name) ? given[name] : undefined;
}
