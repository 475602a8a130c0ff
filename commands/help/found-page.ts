import { buttonRow } from '../../src/card/run-button.ts';
import type { Command } from '../../src/command.ts';
import { usage } from '../../src/line/option-problem.ts';
import type { Card } from '../../src/reply.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import { wording } from '../../src/text/language.ts';
import { card } from '../card.ts';
import { markPrint } from './marks.ts';
import { commandFacts, nameIn } from './nouns.ts';
import type { Reading } from './pages.ts';

/** The commands that fit what somebody asked for in their own words, best first, each with how it is typed. */
export function foundPage({ context, asked, page }: Reading, found: readonly Command[]): Card {
  const { say, language } = context;
  const shown = safeLine(asked, 80);
  return card(say(`For “${shown}”`, `与“${shown}”有关的命令`), {
    visibility: 'asker',
    facts: commandFacts(context, found),
    code: found.map((command) => wording(usage(command), language)).join('\n'),
    buttons: buttonRow(
      ...found.map((command) => page(nameIn(context, command), nameIn(context, command))),
      page('', say('Not that: what can I do?', '都不是：查看全部用途')),
    ),
    footer: [
      ...markPrint(context, found),
      say('A button explains its command; nothing is run.', '按钮只显示用法，不会执行命令。'),
    ].join('\n'),
  });
}
