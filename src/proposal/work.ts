import { isAct, type ActCommand, type CommandContext } from '../command.ts';
import { contextFor, type Reach } from '../core.ts';
import { AirdeskError } from '../errors.ts';
import { askerNow } from '../guard/asker.ts';
import { findCommand } from '../line/match-command.ts';
import type { Proposal } from './proposal.ts';

/** The command of a proposal and the context it runs in. @throws AirdeskError when the command no longer exists. */
export function workOf(core: Reach, proposal: Proposal): { command: ActCommand; context: CommandContext } {
  const command = findCommand(core.commands, proposal.command);
  if (!command || !isAct(command)) {
    throw new AirdeskError(`no command ${proposal.command}`, {
      code: 'airdesk.unknown-command',
      hint: {
        en: 'This version of Airdesk no longer has the command. Type /live help.',
        zh: '当前版本的 Airdesk 已没有该命令。请输入 /live 帮助。',
      },
    });
  }
  const { asker, place } = proposal;
  // Whoever was taken out since: the undo of what they did still runs, and nobody else is taken for them.
  const person = askerNow(core.config, asker) ?? {
    id: `${asker.platform}:${asker.userId}`,
    ids: {},
    roles: [],
  };
  return {
    command,
    context: contextFor(core, {
      account: proposal.account,
      person,
      language: proposal.language,
      actor: asker,
      place,
    }),
  };
}
