import type { Command } from '../command.ts';
import { wording, type Language } from './language.ts';

/** Lines to begin with. */
export const SUGGESTIONS = ['stream list', 'backup list', 'caster show evening-studio', 'help'] as const;

/** Every command as a line to complete, with its summary. */
export function completions(
  commands: readonly Command[],
  language: Language,
): { line: string; summary: string }[] {
  return commands
    .filter((command) => !command.hidden)
    .map((command) => ({
      line: language === 'zh-CN' ? command.zh : command.name,
      summary: wording(command.summary, language),
    }));
}
