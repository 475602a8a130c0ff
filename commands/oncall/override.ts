import { z } from 'zod';
import { type CommandContext, defineKeep, type OptionSpec } from '../../src/command.ts';
import type { Override } from '../../src/oncall/override.ts';
import type { Card } from '../../src/reply.ts';
import { buttonRow, runButton } from '../../src/card/run-button.ts';
import { card } from '../card.ts';
import { personMeant } from '../person.ts';
import { typedLine } from '../typed-line.ts';
import { when } from '../when.ts';
import { checkSpan, momentAt, MomentSchema, momentOption } from './moment.ts';
import { checkReach, rotationMeant, rotationOption } from './rotation.ts';

/** Somebody under `people`. */
export const personOption = {
  schema: z.string().trim().min(1).max(64),
  summary: { en: 'a name under people in airdesk.yaml, or me', zh: 'airdesk.yaml 中 people 下的名字，或 我' },
  zh: '人员',
  required: true,
  example: 'me',
  suggests: 'person',
  names: true,
} as const satisfies OptionSpec;

export const oncallOverride = defineKeep({
  name: 'oncall override',
  zh: '值班 代班',
  summary: {
    en: 'Put someone on call for a time, whatever the rotation says; it ends automatically',
    zh: '在一段时间内指定某人值班，优先于轮值；到期自动结束',
  },
  risk: 'change',
  options: {
    rotation: rotationOption,
    person: personOption,
    from: {
      ...momentOption,
      schema: MomentSchema,
      summary: { en: 'from when: now, 18:00, friday 18:00', zh: '从何时起：现在、18:00、周五 18:00' },
      zh: '起',
      required: true,
      example: 'friday 18:00',
    },
    to: {
      ...momentOption,
      schema: MomentSchema,
      summary: { en: 'until when, or how long: 22:00, 2h', zh: '到何时止，或时长：22:00、2h' },
      zh: '止',
      required: true,
      example: '2h',
    },
  },
  async run(context, options) {
    const { say, oncall, who } = context;
    const line = (rotation: string, person: string) => typedLine('oncall override', rotation, person);
    const rotation = rotationMeant(context, options.rotation, (name) => line(name, options.person));
    checkReach(context, rotation.name, oncallOverride);
    const person = onCallPerson(context, options.person, (name) => line(rotation.name, name));
    const now = context.now();
    const from = momentAt(context, options.from, now);
    const to = momentAt(context, options.to, from);
    checkSpan(from, to, now);
    const override = await oncall.add({
      rotation: rotation.name,
      kind: 'override',
      covers: [{ person, from, to }],
      by: who.person,
    });
    return changedCard(
      context,
      override,
      say(`${person} is on call in ${rotation.name}`, `${rotation.name}：由 ${person} 值班`),
    );
  },
});

/** The person that is meant, who has to be one under `people`: nobody else can be called. @throws Refusal */
export function onCallPerson(context: CommandContext, given: string, line: (name: string) => string): string {
  const person = personMeant(context, given, line);
  // Somebody whom a platform's role alone lets in has no entry.
  return Object.hasOwn(context.config.people, person) ? person : personMeant(context, `name:${person}`, line);
}

/** What was changed, with a button that takes it back. */
export function changedCard(context: CommandContext, override: Override, title: string): Card {
  const { say } = context;
  const { id, rotation, covers } = override;
  return card(title, {
    tone: 'success',
    lines: [
      say('It ends automatically; until then it overrides the rotation.', '到期自动结束，此前优先于轮值。'),
    ],
    facts: covers.flatMap(({ person, from, to }) => [
      ...(covers.length > 1 ? [{ label: say('On call', '值班'), value: person }] : []),
      { label: say('From', '起'), value: when(context, from) },
      { label: say('To', '止'), value: when(context, to) },
    ]),
    buttons: buttonRow(
      runButton(typedLine('oncall end', id), say('End it', '结束')),
      runButton(typedLine('oncall show', rotation), say(`Show ${rotation}`, `查看 ${rotation}`)),
    ),
    footer: id,
  });
}
