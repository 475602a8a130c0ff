import { encodePress } from '../card/press-id.ts';
import type { Command } from '../command.ts';
import type { Form } from '../reply.ts';
import { sayIn, wording, type Language } from '../text/language.ts';

/** A form that asks for a command's options, with what was given already filled in. */
export function optionsForm(
  command: Command,
  given: Readonly<Record<string, string>>,
  account: string,
  language: Language,
): Form {
  const say = sayIn(language);
  return {
    kind: 'form',
    id: encodePress({ kind: 'form', account, command: command.name }),
    title: say(command.name, command.zh),
    submit: say('Go on', '继续'),
    fields: Object.entries(command.options).map(([name, spec]) => {
      const value = given[name];
      return {
        name,
        label: say(name, spec.zh),
        hint: say(
          `${spec.summary.en}. Example: ${spec.example}`,
          `${spec.summary.zh}。示例：${spec.example}`,
        ),
        ...(value === undefined ? {} : { value }),
        optional: !spec.required,
        ...(spec.choices
          ? {
              choices: spec.choices.map((choice) => ({
                value: choice.value,
                label: wording(choice.label, language),
              })),
            }
          : {}),
      };
    }),
  };
}
