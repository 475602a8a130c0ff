import type { Command, OptionSpec } from '../../command.ts';
import { choiceMeant } from '../../line/read-options.ts';
import type { Form, FormField } from '../../reply.ts';
import { sayIn, wording, type Text } from '../../text/language.ts';
import type { Draft } from './drafts.ts';
import { aboutOption } from './about-option.ts';

/** What a form is filled in with. */
export type Filling = Pick<Draft, 'values' | 'problems' | 'language'>;

/** A form that asks for a command's options, filled in. `room`: how many fields it can have; `problem`: with it as a whole. */
export function optionsForm(
  command: Command,
  filling: Filling,
  { id, room, problem }: { readonly id: string; readonly room: number; readonly problem?: Text | undefined },
): Form {
  const { language } = filling;
  const say = sayIn(language);
  const shown = optionsShown(command, filling, room);
  return {
    kind: 'form',
    id,
    title: say(command.name, command.zh),
    submit: say('Go on', '继续'),
    ...(problem && { problem: wording(problem, language) }),
    fields: Object.entries(command.options)
      .filter(([name]) => shown.includes(name))
      .map(([name, spec]) => field(name, spec, filling)),
  };
}

/**
 * The options that a form with so many fields asks for: those first that are in the way (wrong, then missing), then what is
 * needed, then what was given, then the others in the command's order.
 */
export function optionsShown(
  command: Command,
  { values, problems }: Pick<Filling, 'values' | 'problems'>,
  room: number,
): readonly string[] {
  const rank = ([name, { required }]: readonly [string, OptionSpec]): number => {
    const isGiven = Object.hasOwn(values, name);
    if (Object.hasOwn(problems, name)) return 0;
    if (required) return isGiven ? 2 : 1;
    return isGiven ? 3 : 4;
  };
  return Object.entries(command.options)
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, room)
    .map(([name]) => name);
}

function field(name: string, spec: OptionSpec, { values, problems, language }: Filling): FormField {
  const say = sayIn(language);
  const given = Object.hasOwn(values, name) ? values[name] : undefined;
  const value = given === undefined ? undefined : (choiceMeant(spec, given) ?? given);
  const problem = Object.hasOwn(problems, name) ? problems[name] : undefined;
  return {
    name,
    label: say(name, spec.zh),
    ...aboutOption(spec, language),
    ...(value !== undefined && { value }),
    ...(problem && { problem: wording(problem, language) }),
    optional: !spec.required,
    ...(spec.rest && { long: true }),
    ...(spec.choices && {
      choices: spec.choices.map((choice) => ({
        value: choice.value,
        label: wording(choice.label, language),
      })),
    }),
  };
}
