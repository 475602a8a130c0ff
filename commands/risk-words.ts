import type { Command, CommandContext, Risk } from '../src/command.ts';
import type { Fact } from '../src/reply.ts';
import { wording, type Text } from '../src/text/language.ts';

interface Words {
  readonly mark: string;
  readonly text: Text;
}

/**
 * What each risk means for whoever types the command; `mark` stands beside it in lists. None is a sign that states have
 * (●, ○, ⊘), which the desk draws in their colour.
 */
const RISKS: Readonly<Record<Risk, Words>> = {
  read: { mark: '', text: { en: 'only looks', zh: '只查看，不改动' } },
  change: {
    mark: '△',
    text: {
      en: 'changes something viewers do not notice; asks first',
      zh: '会改动，但观众无感知；执行前需确认',
    },
  },
  air: { mark: '▲', text: { en: 'viewers notice it; asks first', zh: '观众会感知到；执行前需确认' } },
  destroy: { mark: '■', text: { en: 'gone for good; asks first', zh: '不可恢复；执行前需确认' } },
  secret: { mark: '◆', text: { en: 'only you see the answer', zh: '结果只有您能看到' } },
};

/** What a command means that keeps something: it asks nothing first. */
const KEEPS: Words = {
  mark: '',
  text: { en: 'changes only Airdesk itself, at once', zh: '只改动 Airdesk 自身，立即执行' },
};

/** What a command means that acts without a question: another mark than what asks first. */
const AT_ONCE: Words = {
  mark: '▷',
  text: { en: 'changes something viewers do not notice; at once', zh: '会改动，但观众无感知；立即执行' },
};

function wordsOf(command: Command): Words {
  if (command.kind === 'acts' && command.atOnce) return AT_ONCE;
  return command.kind === 'keeps' ? KEEPS : RISKS[command.risk];
}

const MARKED: readonly Words[] = [AT_ONCE, RISKS.change, RISKS.air, RISKS.destroy, RISKS.secret];

/** What the marks of risk mean that these commands have. */
export function riskFacts(
  { language }: Pick<CommandContext, 'language'>,
  commands: readonly Command[],
): readonly Fact[] {
  const used = new Set(commands.map(wordsOf));
  return MARKED.filter((words) => used.has(words)).map(({ mark, text }) => ({
    label: mark,
    value: wording(text, language),
  }));
}

/** The mark of a risk; empty for looking. */
export function riskMark(risk: Risk): string {
  return RISKS[risk].mark;
}

/** The mark of a command. What changes only Airdesk itself has none. */
export function markOf(command: Command): string {
  return wordsOf(command).mark;
}

/** What a command can do. */
export function effectText({ say }: Pick<CommandContext, 'say'>, command: Command): string {
  const { text } = wordsOf(command);
  return say(text.en, text.zh);
}

/** What a command of this risk can do. */
export function riskText({ say }: Pick<CommandContext, 'say'>, risk: Risk): string {
  return say(RISKS[risk].text.en, RISKS[risk].text.zh);
}
