import { z } from 'zod';
import { type Command, type CommandContext, defineLook } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { oneLine } from '../../src/text/characters.ts';
import { matchCommand } from '../../src/line/match-command.ts';
import { understood } from '../../src/line/other-names/understood.ts';
import { parseLine } from '../../src/line/parse-line.ts';
import { detail } from './detail.ts';
import { commandsOf, nounHelp, overview, visible } from './overview.ts';
import { nearestCommands } from '../../src/line/nearest-commands.ts';

const help = defineLook({
  name: 'help',
  zh: '帮助',
  summary: { en: 'List the commands, or explain one', zh: '列出所有命令，或说明某条命令的用法' },
  risk: 'read',
  options: {
    command: {
      schema: z.string().max(200).optional(),
      summary: { en: 'a command, or its first word', zh: '命令，或命令的第一个词' },
      zh: '命令',
      required: false,
      example: 'stream drop',
      suggests: 'command',
      rest: true,
    },
  },
  async run(context, options) {
    const asked = options.command?.trim() ?? '';
    if (asked === '') return overview(context);
    const match = matchCommand(context.commands, asked);
    if (match.kind === 'command' || match.kind === 'bad-options') return detail(context, match.command);
    if (commandsOf(context, asked).length > 0) return nounHelp(context, asked);
    const other = understood(context.commands, parseLine(asked));
    if (other instanceof Refusal) throw other;
    const meant = other === undefined ? undefined : matchCommand(context.commands, other);
    if (meant?.kind === 'command' || meant?.kind === 'bad-options') return detail(context, meant.command);
    return refuseUnknown(context, asked);
  },
});

/** Help on what one can type, made from the command list. */
export const helpCommands: readonly Command[] = [help];

function refuseUnknown(context: CommandContext, asked: string): never {
  const near = nearestCommands(asked.split(/\s+/u), visible(context));
  throw new Refusal(
    'airdesk.unknown-command',
    { en: `There is no command "${oneLine(asked)}"`, zh: `没有“${oneLine(asked)}”这条命令` },
    near.length > 0
      ? { en: 'Did you mean one of these?', zh: '是不是想找：' }
      : { en: 'See all with: help', zh: '查看全部命令：帮助' },
    near.length > 0 ? near.map((command) => `help ${command.name}`) : ['help'],
  );
}
