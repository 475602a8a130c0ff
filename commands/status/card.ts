import { buttonRow, runButton } from '../../src/card/run-button.ts';
import type { CommandContext } from '../../src/command.ts';
import type { AirdeskError } from '../../src/errors.ts';
import type { Button, Card, Fact, Tone } from '../../src/reply.ts';
import { wording, type Text } from '../../src/text/language.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import { card } from '../card.ts';
import { isClosedToUs, whyUnread } from '../unread.ts';
import type { PartRead, Trouble } from './part.ts';

/** Troubles of one part that are named; the others are counted. */
const MOST_NAMED = 4;
/** Of each part the worst ones have a button. */
const MOST_BUTTONS = 2;
const LABEL = 40;

/** The account at a glance: the verdict, what somebody has to look at, and every part in a few words. */
export function statusCard(context: CommandContext, read: readonly PartRead[]): Card {
  const { say, language } = context;
  const text = (words: Text) => wording(words, language);
  const troubles = read.flatMap(({ found }) => found?.troubles ?? []);
  const errors = read.flatMap(({ error }) => error ?? []);
  const unknown = read.filter(
    ({ found, error }) => found?.isPartial || (error && !isClosedToUs(error)),
  ).length;
  const isAllDark = errors.length === read.filter(({ part }) => part.asksCloud !== false).length;
  const verdict = text(verdictOf(troubles.length, unknown, isAllDark));
  return card(say(`Status: ${verdict}`, `状态：${verdict}`), {
    tone: toneOf(troubles.length, unknown, isAllDark),
    lines: [
      ...read.flatMap(({ found }) => namedOf(found?.troubles ?? [])).map(text),
      ...hints(errors).map(text),
    ],
    facts: read.map((each): Fact => ({ label: text(each.part.label), value: text(valueOf(each)) })),
    buttons: buttonsOf(context, read),
  });
}

function verdictOf(troubles: number, unknown: number, isAllDark: boolean): Text {
  if (isAllDark) return { en: 'the cloud tells nothing now', zh: '云端当前无任何应答' };
  const wrong: Text =
    troubles === 0
      ? { en: 'nothing wrong is known', zh: '未发现异常' }
      : { en: `${troubles} to look at`, zh: `${troubles} 项需要查看` };
  if (unknown === 0) return wrong;
  return {
    en: `${wrong.en}, ${unknown} ${unknown === 1 ? 'part' : 'parts'} not known`,
    zh: `${wrong.zh}，${unknown} 部分未知`,
  };
}

function toneOf(troubles: number, unknown: number, isAllDark: boolean): Tone {
  if (isAllDark) return 'failure';
  if (troubles > 0) return 'warning';
  return unknown > 0 ? 'info' : 'success';
}

function valueOf({ found, error }: PartRead): Text {
  if (found) return found.value;
  const why = whyUnread(error);
  return { en: `not known: ${why.en}`, zh: `未知：${why.zh}` };
}

function namedOf(troubles: readonly Trouble[]): readonly Text[] {
  const left = troubles.length - MOST_NAMED;
  return [
    ...troubles.slice(0, MOST_NAMED).map(({ text: { en, zh } }) => ({ en: `✗ ${en}`, zh: `✗ ${zh}` })),
    ...(left > 0 ? [{ en: `✗ and ${left} more like these`, zh: `✗ 同类还有 ${left} 项` }] : []),
  ];
}

/** What to do about parts that are not known: said once, whatever the number of parts. */
function hints(errors: readonly AirdeskError[]): readonly Text[] {
  const [first] = errors.filter((error) => !isClosedToUs(error));
  return first ? [first.hint] : [];
}

/** What is wrong first, then every part: those with something wrong in front. */
function buttonsOf({ say }: CommandContext, read: readonly PartRead[]): Button[] {
  const worst = read.flatMap(({ found }) => (found?.troubles ?? []).slice(0, MOST_BUTTONS));
  const isBad = ({ found }: PartRead) => found === undefined || (found.troubles ?? []).length > 0;
  const parts = [...read.filter(isBad), ...read.filter((each) => !isBad(each))];
  return buttonRow(
    ...worst.map(({ line, label = '' }) =>
      line === undefined ? undefined : runButton(line, safeLine(label, LABEL), 'primary'),
    ),
    ...parts.map(({ part: { line, label } }) => runButton(line, say(label.en, label.zh))),
  );
}
