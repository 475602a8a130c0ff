import type { CommandContext } from '../src/command.ts';
import { buttonRow, runButton } from '../src/card/run-button.ts';
import { AirdeskError } from '../src/errors.ts';
import type { Card } from '../src/reply.ts';
import { wording, type Language, type Text } from '../src/text/language.ts';
import { card } from './card.ts';
import { lineIn } from '../src/line/command-line.ts';

/** One thing that a check has looked at: it is well, has to be mended, is worth knowing, or could not be read. */
export interface Finding {
  readonly is: 'well' | 'wrong' | 'note' | 'unread';
  readonly text: Text;
  /** The command line that mends it. */
  readonly fix?: string;
}

const SIGNS = { well: '✓', wrong: '✗', note: '•', unread: '?' } as const;
/** What is well is named one by one up to so many. */
const MOST_WELL = 12;
/** So many lines become buttons; all of them are listed. */
const MOST_BUTTONS = 4;

/** Looks at one thing. Where the cloud does not let it be read, that is what was found; the others are shown all the same. */
export async function looked(
  what: Text,
  look: () => Promise<readonly Finding[]>,
): Promise<readonly Finding[]> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof AirdeskError)) throw error;
    return [
      {
        is: 'unread',
        text: {
          en: `${what.en}: could not be read (${error.code})`,
          zh: `${what.zh}：无法读取（${error.code}）`,
        },
      },
    ];
  }
}

/** The answer of a check: the verdict, what was found, worst first, and the lines that mend it. */
export function findingsCard(context: CommandContext, about: string, findings: readonly Finding[]): Card {
  const { say, language, commands } = context;
  const of = (is: Finding['is']) => findings.filter((finding) => finding.is === is);
  const [wrong, unread] = [of('wrong').length, of('unread').length];
  const sorted = inOrder(findings);
  const fixes = [...new Set(sorted.flatMap(({ fix }) => fix ?? []))];
  const verdict =
    wrong > 0
      ? say(wrong === 1 ? '1 thing to mend' : `${wrong} things to mend`, `${wrong} 处需要处理`)
      : unread > 0
        ? say('nothing wrong in what could be read', '可读取的部分未发现问题')
        : say('all is well', '一切正常');
  return card(say(`${about}: ${verdict}`, `${about}：${verdict}`), {
    tone: wrong > 0 ? 'warning' : unread > 0 ? 'info' : 'success',
    lines: findingLines(findings, language),
    ...(fixes.length > 0 && {
      code: fixes.map((line) => `/live ${lineIn(line, commands, language)}`).join('\n'),
    }),
    buttons: buttonRow(
      ...fixes
        .slice(0, MOST_BUTTONS)
        .map((line) => runButton(line, lineIn(line, commands, language).slice(0, 75))),
    ),
  });
}

/** What was found, worst first, a line each. */
export function findingLines(findings: readonly Finding[], language: Language): string[] {
  return inOrder(findings).map(({ is, text }) => `${SIGNS[is]} ${wording(text, language)}`);
}

function inOrder(findings: readonly Finding[]): readonly Finding[] {
  const of = (is: Finding['is']) => findings.filter((finding) => finding.is === is);
  const well = of('well');
  const rest: readonly Finding[] =
    well.length > MOST_WELL
      ? [{ is: 'well', text: { en: `${well.length} others are fine`, zh: `其余 ${well.length} 项正常` } }]
      : well;
  return [...of('wrong'), ...of('unread'), ...of('note'), ...rest];
}
