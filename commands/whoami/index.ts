import { type Command, type CommandContext, defineLook, isListed } from '../../src/command.ts';
import type { Fact } from '../../src/reply.ts';
import { card } from '../card.ts';

const whoami = defineLook({
  name: 'whoami',
  zh: '我是谁',
  summary: { en: 'Who you are to Airdesk, and what you may do here', zh: '查看你的身份，以及在这里能做什么' },
  risk: 'read',
  options: {},
  async run(context) {
    const { say, person, config } = context;
    const logins = config.platforms
      .filter(({ key }) => Object.hasOwn(person.ids, key))
      .map(({ title }) => say(title.en, title.zh));
    return card(say(`You are ${person.id}`, `你是 ${person.id}`), {
      visibility: 'asker',
      facts: [
        { label: say('Roles', '角色'), value: person.roles.join(say(', ', '、')) || say('none', '无') },
        { label: say('Known on', '已绑定'), value: logins.join(say(', ', '、')) },
        { label: say('Account here', '当前账号'), value: context.account },
        ...mayFacts(context),
        { label: say('Language', '语言'), value: say('English', '中文') },
      ].filter((fact) => fact.value !== ''),
    });
  },
});

/** `whoami`: what Airdesk knows of who asks, also of somebody whom it does not know. */
export const whoamiCommands: readonly Command[] = [whoami];

/** What the person may and may not use on this account. */
function mayFacts(context: CommandContext): Fact[] {
  const { say } = context;
  const visible = context.commands.filter(isListed);
  const may = new Set(visible.filter((command) => context.mayUse(command)));
  const names = (commands: readonly Command[], part: number) =>
    byNoun(commands, visible, part)
      .map(({ name, zh }) => say(name, zh))
      .join(say(', ', '、'));
  if (may.size === visible.length)
    return [{ label: say('You may', '可以使用'), value: say('everything', '全部命令') }];
  return [
    { label: say('You may', '可以使用'), value: names([...may], 0.75) },
    {
      label: say('You may not', '不能使用'),
      value: names(
        visible.filter((command) => !may.has(command)),
        1,
      ),
    },
  ];
}

/**
 * The commands, with a noun as one, `caster *`, where they are this part of it at least, 0 to 1. A phone shows a
 * few lines: what is missing of a noun stands under what may not be used.
 */
function byNoun(
  some: readonly Command[],
  all: readonly Command[],
  part: number,
): readonly { name: string; zh: string }[] {
  const among = ofNouns(all);
  return [...ofNouns(some)].flatMap(([noun, of]): readonly { name: string; zh: string }[] => {
    const [first] = of;
    const { length } = among.get(noun) ?? [];
    const isMost = length > 1 && of.length >= length * part;
    return isMost && first ? [{ name: `${noun} *`, zh: `${first.zh.split(' ', 1)[0]} *` }] : of;
  });
}

function ofNouns(commands: readonly Command[]): ReadonlyMap<string, readonly Command[]> {
  const groups = new Map<string, Command[]>();
  for (const command of commands) {
    const noun = command.name.split(' ', 1)[0] ?? command.name;
    const group = groups.get(noun);
    if (group) group.push(command);
    else groups.set(noun, [command]);
  }
  return groups;
}
