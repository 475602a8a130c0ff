import type { Command } from '../../command.ts';
import { lineIn } from '../../line/command-line.ts';
import { missingText } from '../../line/read-options.ts';
import type { Button, Card } from '../../reply.ts';
import { sayIn, wording, type Language } from '../../text/language.ts';

/** A form had no room for everything that is needed: what is filled in so far, and a button for the rest. */
export function goOnCard(
  command: Command,
  { raw, missing }: { readonly raw: Readonly<Record<string, string>>; readonly missing: readonly string[] },
  language: Language,
  goOn: Button,
): Card {
  const say = sayIn(language);
  return {
    kind: 'card',
    tone: 'ask',
    title: lineIn(command.name, [command], language),
    lines: [
      wording(missingText(command, missing), language),
      say('Nothing has been done yet. What you filled in is kept.', '尚未执行任何操作，已填写的内容会保留。'),
    ],
    facts: Object.entries(command.options).flatMap(([name, spec]) => {
      const value = Object.hasOwn(raw, name) ? raw[name] : undefined;
      return value === undefined ? [] : [{ label: say(name, spec.zh), value }];
    }),
    buttons: [{ ...goOn, style: 'primary' }],
    visibility: 'asker',
  };
}
