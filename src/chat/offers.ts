import { decodePress, encodePress, type Press } from '../card/press-id.ts';
import type { Command } from '../command.ts';
import type { Core } from '../core.ts';
import type { Refusal } from '../errors.ts';
import { refusedUse } from '../guard/admit.ts';
import type { Coming } from '../guard/guard.ts';
import type { Person } from '../config/schema.ts';
import { commandOfLine } from '../line/command-line.ts';
import { findCommand } from '../line/match-command.ts';
import type { Card } from '../reply.ts';
import { commandOf } from './alert-press.ts';
import { accountMadeFor } from './pressed-line.ts';

/** Who is answered, and the account that the answer is about, where there is one. */
export interface Answered extends Coming {
  readonly person: Person;
  readonly account: string | undefined;
}

type Guarding = Pick<Core, 'config' | 'guards' | 'commands'>;

/** Why whoever is answered may not use what this line says; undefined where they may, or where it names no command. */
export function refusedLine(core: Guarding, answered: Answered, line: string): Refusal | undefined {
  // As a button, since a line can name its account.
  return refusedButton(core, answered, encodePress({ kind: 'run', line }));
}

/** The card without buttons that would be refused, where nobody else sees it. */
export function offeredTo(core: Guarding, answered: Answered, card: Card): Card {
  const { visibility, buttons, selects } = card;
  if (visibility !== 'asker') return card;
  const mayPress = ({ id }: { readonly id: string }) => refusedButton(core, answered, id) === undefined;
  return {
    ...card,
    ...(buttons && { buttons: buttons.filter(mayPress) }),
    ...(selects && {
      selects: selects
        .map((select) => ({ ...select, choices: select.choices.filter(mayPress) }))
        .filter(({ choices }) => choices.length > 0),
    }),
  };
}

function refusedButton(core: Guarding, answered: Answered, id: string): Refusal | undefined {
  const press = decodePress(id);
  const command = press && commandPressed(core.commands, press);
  const account = press && accountPressed(core, answered, press);
  return command && account !== undefined ? refusedUse(core, { ...answered, account, command }) : undefined;
}

/** The command that a button would run. Others go on with what was asked for before. */
function commandPressed(commands: readonly Command[], press: Press): Command | undefined {
  if (press.kind === 'run') return commandOfLine(press.line, commands);
  return press.kind === 'alert' ? findCommand(commands, commandOf(press).name) : undefined;
}

function accountPressed({ config }: Guarding, { place, account }: Answered, press: Press) {
  if (press.kind !== 'run' || (press.tag === undefined && press.account === undefined)) return account;
  return accountMadeFor(config, place, press);
}
