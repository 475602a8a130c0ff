import type { CommandContext } from '../../src/command.ts';
import { runButton } from '../../src/card/run-button.ts';
import type { Button } from '../../src/reply.ts';
import { trimEndSigns, trimStartSigns } from '../../src/text/trim-signs.ts';
import { type Language, sayIn } from '../../src/text/language.ts';

/** Asked for in front of what else is asked, whatever language the channel has: `help english broken`, `帮助 中文 故障`. */
const TONGUES: readonly { readonly word: RegExp; readonly language: Language }[] = [
  { word: /^(?:in\s+)?(?:english|英文|英语)(?:\s+|$)/iu, language: 'en' },
  { word: /^(?:in\s+)?(?:chinese|中文|汉语)(?:\s+|$)/iu, language: 'zh-CN' },
];

/** What stands around a question: quotes, and how sentences end. */
const AROUND = /[\s"'“”‘’「」『』«»`?？!！.。,，;；:：]/u;

/** Help for one reader: the context in their language, and what leads from page to page in that. */
export interface Reading {
  readonly context: CommandContext;
  /** What else was asked. */
  readonly asked: string;
  /** A button to another page of help. */
  readonly page: (topic: string, label: string) => Button | undefined;
}

/** Reads in which language help is wanted, where it says so; otherwise as everything else is answered. */
export function readingOf(context: CommandContext, typed: string): Reading {
  const asked = trimEndSigns(trimStartSigns(typed, AROUND), AROUND);
  const tongue = TONGUES.find(({ word }) => word.test(asked));
  const language = tongue?.language ?? context.language;
  const isForced = tongue !== undefined && tongue.language === 'en';
  // A line that begins in Chinese is answered in Chinese anywhere; one in English is answered in the channel's language.
  const help = language === 'zh-CN' ? '帮助' : isForced ? 'help english' : 'help';
  return {
    context: { ...context, language, say: sayIn(language) },
    asked: tongue ? asked.replace(tongue.word, '').trim() : asked,
    page: (topic, label) => runButton(`${help} ${topic}`.trim(), label),
  };
}

/** Leads to the same in the other language: its label is in that. */
export function otherTongue({ context }: Reading): Button | undefined {
  return context.language === 'zh-CN' ? runButton('help english', 'English') : runButton('帮助 中文', '中文');
}
