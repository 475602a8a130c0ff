import { safeLine } from '../src/text/safe-line.ts';
import { ambiguous, notFound } from '../src/name-refusals.ts';
import type { CommandContext } from '../src/command.ts';
import type { Config } from '../src/config/schema.ts';
import { personWith } from '../src/intake/mentions.ts';
import { byName, nameForms, plainForm, prefixedName } from '../src/text/name-forms.ts';
import { near } from './near.ts';

/** People who are offered, and who are listed. */
const MOST = 4;
const MOST_LISTED = 20;

/**
 * The person that a name means: exactly, or else made plain, or else in any case; `me` is who asks, and `name:me` somebody
 * who is called so.
 * `line`: the same command line with another name.
 * @throws Refusal where that is nobody, or several
 */
export function personMeant(
  { config, who }: Pick<CommandContext, 'config' | 'who'>,
  given: string,
  line: (name: string) => string,
): string {
  const asked = given.trim().replace(/^@/, '');
  const people = Object.keys(config.people);
  const [only, second] = peopleMeant(asked, config, who.person);
  if (only !== undefined && second === undefined) return only;
  const shown = safeLine(given, 40);
  const lineFor = (name: string) => line(isMe(name) ? byName(name) : name);
  if (only !== undefined)
    throw ambiguous(
      { en: `"person": "${shown}" can be several people`, zh: `“人员”：“${shown}”可能指多个人` },
      {
        en: 'Nothing was done. Write the name exactly as under people in airdesk.yaml; name: in front says that it is a name.',
        zh: '未执行任何操作。请按 airdesk.yaml 中 people 下的写法填写；前面加 name: 表示这是名字。',
      },
      peopleMeant(asked, config, who.person).slice(0, 10).map(lineFor),
    );
  const similar = near(plainForm(prefixedName(asked)?.name ?? asked), people, (name) => name);
  throw notFound(
    { en: `"person": nobody is called "${shown}"`, zh: `“人员”：没有叫“${shown}”的人` },
    {
      en: `Nothing was done. People are those under people in airdesk.yaml: ${listed(people, ', ')}; me is yourself. Anyone who is missing can see with whoami what to add.`,
      zh: `未执行任何操作。可用的人员见 airdesk.yaml 中的 people：${listed(people, '、')}；“我”指您自己。不在其中的人可用 我是谁（whoami）查看需要添加的内容。`,
    },
    [...(similar.length > 0 ? similar : people.slice(0, MOST)).map(lineFor), line('me')],
  );
}

function peopleMeant(given: string, config: Config, asker: string): string[] {
  const people = Object.keys(config.people);
  // As platforms copy it, where somebody cannot be mentioned.
  const byPlatform = personWith(given, config);
  for (const form of nameForms(given)) {
    const prefixed = prefixedName(form);
    const name = prefixed?.by === 'name' ? prefixed.name : form;
    const exact = people.filter((each) => each === name);
    const found = [...new Set([...exact, ...(isMe(form) ? [asker] : [])])];
    if (found.length > 0) return found;
    const alike = people.filter((each) => each.toLowerCase() === name.toLowerCase());
    if (alike.length > 0) return alike;
  }
  return byPlatform === undefined ? [] : [byPlatform];
}

function listed(people: readonly string[], separator: string): string {
  return people.slice(0, MOST_LISTED).join(separator) + (people.length > MOST_LISTED ? ' …' : '');
}

function isMe(name: string): boolean {
  return /^(?:me|我|自己)$/iu.test(name);
}
