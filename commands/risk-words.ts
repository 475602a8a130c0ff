import { isAct, type Command, type CommandContext, type Risk } from '../src/command.ts';
import type { Text } from '../src/text/language.ts';

/** What each risk means for whoever types the command; `mark` stands beside it in lists. */
const RISKS: Readonly<Record<Risk, { readonly mark: string; readonly text: Text }>> = {
  read: { mark: '', text: { en: 'only looks', zh: '只查看，不改动' } },
  change: {
    mark: '●',
    text: {
      en: 'changes something viewers do not notice; asks first',
      zh: '会改动，但观众无感知；执行前需确认',
    },
  },
  air: { mark: '▲', text: { en: 'viewers notice it; asks first', zh: '观众会感知到；执行前需确认' } },
  destroy: { mark: '■', text: { en: 'cannot be got back; asks first', zh: '不可恢复；执行前需确认' } },
  secret: { mark: '◆', text: { en: 'answers only you', zh: '结果只有你能看到' } },
};

/** The mark of a risk; empty for looking. */
export function riskMark(risk: Risk): string {
  return RISKS[risk].mark;
}

/** The mark of a command. What changes only Airdesk itself has none: it asks nothing first. */
export function markOf(command: Command): string {
  return command.risk === 'change' && !isAct(command) ? '' : riskMark(command.risk);
}

/** What a command can do. One that changes only what Airdesk keeps asks nothing first. */
export function effectText(context: Pick<CommandContext, 'say'>, command: Command): string {
  if (command.risk === 'change' && !isAct(command))
    return context.say('changes only Airdesk itself, at once', '只改动 Airdesk 自身，立即执行');
  return riskText(context, command.risk);
}

/** What a risk means. */
export function riskText({ say }: Pick<CommandContext, 'say'>, risk: Risk): string {
  return say(RISKS[risk].text.en, RISKS[risk].text.zh);
}
