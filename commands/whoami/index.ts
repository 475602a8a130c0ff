import { type Command, type CommandContext, defineLook, isListed } from '../../src/command.ts';
import type { Fact } from '../../src/reply.ts';
import { card } from '../card.ts';

const whoami = defineLook({
  name: 'whoami',
  zh: '我是谁',
  summary: { en: 'Who you are to Airdesk, and what you may do here', zh: '查看您的身份，以及在这里能做什么' },
  risk: 'read',
  options: {},
  async run(context) {
    const { say, person, config } = context;
    const logins = config.platforms
      .filter(({ key }) => Object.hasOwn(person.ids, key))
      .map(({ title }) => say(title.en, title.zh));
    return card(say(`You are ${person.id}`, `您是 ${person.id}`), {
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

/** What the person may and may not use on this account. A phone shows a few lines: most of a noun is `caster *`. */
function mayFacts(context: CommandContext): Fact[] {
  const { say, mayUse } = context;
  const may: Named[] = [];
  const mayNot: Named[] = [];
  let isAll = true;
  for (const { whole, commands } of nounsOf(context.commands)) {
    const allowed = commands.filter(mayUse);
    if (allowed.length === commands.length) {
      may.push(...(commands.length > 1 ? [whole] : commands));
      continue;
    }
    isAll = false;
    const isMost = allowed.length > 1 && allowed.length >= commands.length * MOST_OF_A_NOUN;
    may.push(...(isMost ? [whole] : allowed));
    // What is missing of a noun stands under what may not be used.
    if (allowed.length === 0 && commands.length > 1) mayNot.push(whole);
    else mayNot.push(...commands.filter((command) => !allowed.includes(command)));
  }
  if (isAll) return [{ label: say('You may', '可以使用'), value: say('everything', '全部命令') }];
  const names = (some: readonly Named[]) => some.map(({ name, zh }) => say(name, zh)).join(say(', ', '、'));
  const denied = { label: say('You may not', '不能使用'), value: names(mayNot) };
  if (mayNot.length < may.length)
    return [denied, { label: say('You may', '可以使用'), value: say('everything else', '其他全部命令') }];
  return [{ label: say('You may', '可以使用'), value: names(may) }, denied];
}

/** A command, or `caster *`. */
type Named = Pick<Command, 'name' | 'zh'>;

interface Noun {
  readonly whole: Named;
  readonly commands: readonly Command[];
}

/** From here on a noun stands for its commands. */
const MOST_OF_A_NOUN = 0.75;

const nouns = new WeakMap<readonly Command[], readonly Noun[]>();

/** The listed commands by their first word; found once, they do not change. */
function nounsOf(commands: readonly Command[]): readonly Noun[] {
  const known = nouns.get(commands);
  if (known) return known;
  const groups = new Map<string, Command[]>();
  for (const command of commands.filter(isListed)) {
    const noun = command.name.split(' ', 1)[0] ?? command.name;
    const group = groups.get(noun);
    if (group) group.push(command);
    else groups.set(noun, [command]);
  }
  const found = [...groups].map(([noun, of]): Noun => {
    const zh = of[0]?.zh.split(' ', 1)[0] ?? noun;
    return { whole: { name: `${noun} *`, zh: `${zh} *` }, commands: of };
  });
  nouns.set(commands, found);
  return found;
}
