import { isListed, type Command } from '../command.ts';
import { wording, type Language } from '../text/language.ts';

/** Lines to begin with, on a desk that has the sandbox for a cloud. */
const BEGINNINGS = {
  en: ['stream list', 'backup list', 'caster show evening-studio', 'help'],
  'zh-CN': ['流 列表', '主备 列表', '导播 查看 evening-studio', '帮助'],
} as const;

/** Lines that are offered to begin with. */
export function suggestions(language: Language): readonly string[] {
  return BEGINNINGS[language];
}

/** Every command as a line to complete, with its summary. */
export function completions(
  commands: readonly Command[],
  language: Language,
): { line: string; summary: string }[] {
  return commands.filter(isListed).map((command) => ({
    line: language === 'zh-CN' ? command.zh : command.name,
    summary: wording(command.summary, language),
  }));
}

/** A command for completion in the input, with its one-line summary. */
export interface Completion {
  readonly line: string;
  readonly summary: string;
}
