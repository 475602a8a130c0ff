import { isAct, type ActCommand, type CommandContext } from '../command.ts';
import { contextFor, type Core } from '../core.ts';
import { AirdeskError } from '../errors.ts';
import { findCommand } from '../text/match-command.ts';
import type { Proposal } from './proposal.ts';

/** The command of a proposal and the context it runs in. @throws AirdeskError when the command no longer exists. */
export function workOf(core: Core, proposal: Proposal): { command: ActCommand; context: CommandContext } {
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
  const configured = Object.hasOwn(core.config.people, asker.person)
    ? core.config.people[asker.person]
    : undefined;
  const person = { roles: [], ...configured, id: asker.person };
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
