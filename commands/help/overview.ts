import type { Command, CommandContext } from '../../src/command.ts';
import type { Card } from '../../src/reply.ts';
import { wording } from '../../src/text/language.ts';
import { buttonRow } from '../../src/card/run-button.ts';
import { card } from '../card.ts';
import { marked, markFacts } from './marks.ts';
import { commandFacts, commandsOf, nameIn, nounIn, visible } from './nouns.ts';
import { otherTongue, type Reading } from './pages.ts';
import { PURPOSES, type Purpose } from './purposes.ts';

/** So many commands of a purpose stand on the first page. */
const FEW = 4;

/** What one can do, by what people want, with the commands that help most. */
export function overview(reading: Reading): Card {
  const { context, page } = reading;
  const { say, language } = context;
  const shown = PURPOSES.map((purpose) => ({
    purpose,
    first: usableFirst(context, firstOf(context, purpose)).slice(0, FEW),
  })).filter(({ first }) => first.length > 0);
  return card(say('What do you want to do?', '想做什么？'), {
    visibility: 'asker',
    facts: [
      ...shown.map(({ purpose, first }) => ({
        label: wording(purpose.title, language),
        value: first
          .map((command) => marked(context, nameIn(context, command), command))
          .join(say(', ', '、')),
      })),
      ...markFacts(
        context,
        shown.flatMap(({ first }) => first),
      ),
    ],
    code: say('/live help how do I stop the recording', '/live 帮助 怎么停止录制'),
    buttons: buttonRow(
      ...shown.map(({ purpose }) => page(wording(purpose.word, language), wording(purpose.title, language))),
      page(say('all', '全部'), say('All commands', '全部命令')),
      otherTongue(reading),
    ),
    footer: say(
      'Ask in your own words, as above. More on one command: help stream drop',
      '也可以像上面那样用自己的话问。查看某条命令的用法：帮助 流 断开',
    ),
  });
}

/** What there is for one purpose: what helps most with what it does, and where the rest is. */
export function purposePage({ context, page }: Reading, purpose: Purpose): Card {
  const { say, language } = context;
  const first = firstOf(context, purpose);
  const others = purpose.nouns
    .flatMap((noun) => commandsOf(context, noun))
    .filter((each) => !first.includes(each));
  const single = others.filter(({ name }) => commandsOf(context, name.split(' ')[0] ?? '').length === 1);
  const nouns = purpose.nouns.filter((noun) => commandsOf(context, noun).length > 1);
  const named = [...first, ...single];
  return card(wording(purpose.title, language), {
    visibility: 'asker',
    facts: [
      ...commandFacts(context, named),
      ...(nouns.length > 0
        ? [
            {
              label: say('More', '更多'),
              value: nouns
                .map((noun) => say(`help ${noun}`, `帮助 ${nounIn(context, noun)}`))
                .join(say(', ', '、')),
            },
          ]
        : []),
      ...markFacts(context, named),
    ],
    buttons: buttonRow(
      ...named.map((command) => page(nameIn(context, command), nameIn(context, command))),
      ...nouns.map((noun) =>
        page(nounIn(context, noun), say(`All of: ${noun}`, `全部：${nounIn(context, noun)}`)),
      ),
      page('', say('Back', '返回')),
    ),
    footer: say('A button explains its command; nothing is run.', '按钮只显示用法，不会执行命令。'),
  });
}

/** Those that the reader may use here; all, with their marks, where that is none. */
function usableFirst(
  { mayUse }: Pick<CommandContext, 'mayUse'>,
  commands: readonly Command[],
): readonly Command[] {
  const usable = commands.filter(mayUse);
  return usable.length > 0 ? usable : commands;
}

/** The commands of a purpose that this installation has, best first. */
function firstOf(context: Pick<CommandContext, 'commands'>, { first }: Purpose): Command[] {
  return first.flatMap((name) => visible(context).filter((command) => command.name === name));
}
