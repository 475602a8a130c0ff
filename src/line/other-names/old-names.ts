import type { Command } from '../../command.ts';
import { Refusal } from '../../errors.ts';
import { commandLine } from '../command-line.ts';
import { findCommand } from '../match-command.ts';
import { parseLine, type ParsedLine } from '../parse-line.ts';
import { quoted } from '../quote.ts';
import { INTERFACES_OF_2017 } from './interfaces-of-2017.ts';
import type { Offer, OldName } from './old-name.ts';
import { readOldParams, type OldParams } from './old-params.ts';
import { RETIRED_ACTIONS } from './retired-actions.ts';

/** Every name that does not answer any more. */
export const OLD_NAMES: readonly OldName[] = [...INTERFACES_OF_2017, ...RETIRED_ACTIONS];

const BY_NAME: ReadonlyMap<string, OldName> = new Map(
  OLD_NAMES.map((old) => [old.name.toLowerCase(), old] as const),
);

/** What to say to a line that calls an old interface; undefined where it does not. Nothing of it is ever run. */
export function oldNameIn(commands: readonly Command[], parsed: ParsedLine): Refusal | undefined {
  const old = [...(parsed.words[0]?.text ?? '').split(/[?&=]/u), interfaceIn(parsed)]
    .map((part) => BY_NAME.get(part.toLowerCase()))
    .find((found) => found !== undefined);
  return old && gone(commands, old, readOldParams(parsed));
}

/** The same of a retired action that is called with these parameters. */
export function retiredAction(
  commands: readonly Command[],
  action: string,
  typed: string | undefined,
): Refusal | undefined {
  const old = BY_NAME.get(action.toLowerCase());
  return old && gone(commands, old, readOldParams(parseLine(typed ?? '')));
}

/** The interface that pasted JSON names. */
function interfaceIn({ line }: ParsedLine): string {
  if (!line.startsWith('{')) return '';
  const { interfacename, interface: part } = readOldParams(parseLine(line));
  return interfacename ?? part ?? '';
}

function gone(commands: readonly Command[], old: OldName, params: OldParams): Refusal {
  const offers = old.now(params);
  const lines = offers.flatMap((offer) => ('command' in offer ? lineOf(commands, offer) : []));
  const calls = lines.length > 0 ? [] : offers.flatMap((offer) => ('action' in offer ? callOf(offer) : []));
  const isRetired = RETIRED_ACTIONS.includes(old);
  return new Refusal(
    isRetired ? 'airdesk.retired-action' : 'airdesk.old-name',
    isRetired
      ? { en: `${old.name} is retired`, zh: `${old.name} 已下线` }
      : { en: `${old.name} was switched off in 2023`, zh: `${old.name} 已于 2023 年下线` },
    {
      en: ['Nothing was done.', old.note?.en, 'Today it is:'].filter((part) => part !== undefined).join(' '),
      zh: ['未执行任何操作。', old.note?.zh ?? '', '现在请用：'].join(''),
    },
    [...new Set([...lines, ...calls])],
  );
}

function lineOf(commands: readonly Command[], offer: Extract<Offer, { command: string }>): string[] {
  const command = findCommand(commands, offer.command);
  if (!command) return [];
  const given = Object.entries(offer.options ?? {}).flatMap(([name, value]): [string, string][] =>
    value === undefined || !Object.hasOwn(command.options, name) ? [] : [[name, value]],
  );
  return [commandLine(command.name, Object.fromEntries(given))];
}

function callOf({ action, params = {} }: Extract<Offer, { action: string }>): string {
  const given = Object.entries(params).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${quoted(value)}`],
  );
  return ['api', action, ...given].join(' ');
}
