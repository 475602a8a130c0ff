import type { Command } from '../../src/command.ts';
import type { Config } from '../../src/config/schema.ts';
import { Refusal } from '../../src/errors.ts';
import type { Place } from '../../src/intent.ts';
import { accountOf as accountOfParsed } from '../../src/line/account-of-line.ts';
import { parseLine } from '../../src/line/parse-line.ts';

/** The account of a typed line, and what is left of the line. @throws Refusal */
export function accountOf(config: Config, place: Place, line: string, commands: readonly Command[] = []) {
  const found = accountOfParsed(config, place, parseLine(line), commands);
  if (found instanceof Refusal) throw found;
  return { account: found.account, line: found.rest.line };
}
