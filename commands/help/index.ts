import { z } from 'zod';
import { type Command, defineLook } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { oneLine } from '../../src/text/characters.ts';
import { matchCommand } from '../../src/line/match-command.ts';
import { buttonTyped } from '../../src/line/other-names/button-words.ts';
import { understood } from '../../src/line/other-names/understood.ts';
import { parseLine } from '../../src/line/parse-line.ts';
import type { Card } from '../../src/reply.ts';
import { detail } from './detail.ts';
import { commandsFor } from './find.ts';
import { foundPage } from './found-page.ts';
import { allCommands, commandsOf, nounHelp, visible } from './nouns.ts';
import { overview, purposePage } from './overview.ts';
import { readingOf, type Reading } from './pages.ts';
import { purposeNamed } from './purposes.ts';
import { nearestCommands } from '../../src/line/nearest-commands.ts';

/** So many commands are offered for a name that there is not. */
const MOST_NEAR = 5;
/** So many words are a sentence, and not a name that somebody half remembers. */
const SENTENCE = 3;

const help = defineLook({
  name: 'help',
  zh: '帮助',
  summary: {
    en: 'Find the command for what you want to do, or explain one',
    zh: '按想做的事查找命令，或说明某条命令的用法',
  },
  risk: 'read',
  options: {
    command: {
      schema: z.string().max(200).optional(),
      summary: {
        en: 'a command, its first word, or what you want to do in your own words',
        zh: '命令、命令的第一个词，或用自己的话说想做什么',
      },
      zh: '命令',
      required: false,
      example: 'stream drop',
      suggests: 'command',
      rest: true,
    },
  },
  async run(context, options) {
    return pageOf(readingOf(context, options.command?.trim() ?? ''));
  },
});

/** Help on what one can type, made from the command list. */
export const helpCommands: readonly Command[] = [help];

function pageOf(reading: Reading): Card {
  const { context, asked } = reading;
  if (asked === '') return overview(reading);
  if (/^(?:all|全部)$/iu.test(asked)) return allCommands(reading);
  const match = matchCommand(context.commands, asked);
  if (match.kind === 'command' && isWhole(match.rawOptions)) return detail(reading, match.command);
  if (commandsOf(context, asked).length > 0) return nounHelp(reading, asked);
  const purpose = purposeNamed(asked);
  if (purpose) return purposePage(reading, purpose);
  if (match.kind === 'command' || match.kind === 'bad-options') return detail(reading, match.command);
  const button = match.kind === 'unknown' ? buttonTyped(match.typed) : undefined;
  if (button) throw button;
  const parsed = parseLine(asked);
  const found = commandsFor(asked, visible(context));
  const isSentence = parsed.words.length >= SENTENCE && found.length > 0;
  if (isSentence) return foundPage(reading, found);
  const other = understood(context.commands, parsed);
  if (other instanceof Refusal) throw other;
  const meant = other === undefined ? undefined : matchCommand(context.commands, other);
  if (meant?.kind === 'command' || meant?.kind === 'bad-options') return detail(reading, meant.command);
  return found.length > 0 ? foundPage(reading, found) : refuseUnknown(reading);
}

/** Whether only a name was given, and nothing behind it. */
function isWhole(raw: Readonly<Record<string, string>>): boolean {
  return Object.keys(raw).length === 0;
}

function refuseUnknown({ context, asked }: Reading): never {
  const near = nearestCommands(parseLine(asked), visible(context)).slice(0, MOST_NEAR);
  throw new Refusal(
    'airdesk.unknown-command',
    { en: `There is no command "${oneLine(asked)}"`, zh: `没有“${oneLine(asked)}”这条命令` },
    near.length > 0
      ? { en: 'Did you mean one of these?', zh: '是不是想找：' }
      : { en: 'See what there is with: help', zh: '查看有哪些命令：帮助' },
    near.length > 0 ? near.map(({ command }) => `help ${command.name}`) : ['help'],
  );
}
