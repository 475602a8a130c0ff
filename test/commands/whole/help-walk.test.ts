import { describe, expect, it } from 'vitest';
import { commands } from '../../../commands/index.ts';
import { isListed } from '../../../src/command.ts';
import type { Card } from '../../../src/reply.ts';
import { createAsker, createFakeLive } from '../asking.ts';

const listed = commands.filter(isListed);
/** Words that are typed as they are, also by people who read Chinese: names, formats, units, examples. */
const TYPED =
  /`[^`]*`|[a-z0-9]+(?:[-_.:/*=@][\p{L}\p{N}*?&=]+)+|\b(?:Airdesk|API|JSON|PVW|PGM|CSV|ID|URL|UTC)\b/giu;

/** Everything that a person reads on a card, without what they only type. */
function read({ title, lines = [], facts = [], footer = '', buttons = [] }: Card): string {
  return [title, ...lines, ...facts.flatMap(({ label, value }) => [label, value]), footer]
    .concat(buttons.map(({ label }) => label))
    .join('\n');
}

describe.each([
  ['en', 'en'],
  ['zh', 'zh-CN'],
] as const)('help read in %s', (tongue, language) => {
  const asker = createAsker(createFakeLive({}), { language });
  const nameOf = ({ name, zh }: { name: string; zh: string }) => (tongue === 'en' ? name : zh);
  const word = tongue === 'en' ? 'help' : '帮助';

  it('leads to each command in at most three steps', async () => {
    const first = read(await asker.look(word));
    for (const command of listed) {
      const name = nameOf(command);
      const [noun = ''] = name.split(' ');
      // 1: the overview has its noun. 2: the noun has its name and what it does. 3: its own page.
      expect(first).toContain(noun);
      if (name.includes(' ')) {
        const second = read(await asker.look(`${word} ${noun}`));
        expect(second).toContain(name);
        expect(second).toContain(tongue === 'en' ? command.summary.en : command.summary.zh);
      }
      const third = read(await asker.look(`${word} ${name}`));
      expect(third).toContain(tongue === 'en' ? command.summary.en : command.summary.zh);
    }
  });

  it('has every command, each with words of that language', async () => {
    for (const command of listed) {
      const help = await asker.look(`${word} ${nameOf(command)}`);
      expect([help.title, ...(help.lines ?? [])].join(' ')).toMatch(
        tongue === 'zh' ? /\p{Script=Han}/u : /[a-z]{3}/i,
      );
      expect(help.facts?.map(({ label }) => label) ?? []).toEqual([
        ...new Set(help.facts?.map(({ label }) => label)),
      ]);
    }
  });
});

it('help read in Chinese has no English sentence left', async () => {
  const asker = createAsker(createFakeLive({}), { language: 'zh-CN' });
  const left: string[] = [];
  const pages = ['帮助', ...listed.map(({ zh }) => `帮助 ${zh}`)];
  for (const line of pages) {
    const { title, lines = [], facts = [], footer = '' } = await asker.look(line);
    const values = facts.filter(({ label }) => !['英文写法', '谁可以用'].includes(label));
    const texts = [title, ...lines, footer, ...values.map(({ label, value }) => `${label} ${value}`)];
    for (const text of texts) {
      // An example and a list of values are typed as they are.
      const shown = text.replace(/(?:例：|可选值：).*$/su, '').replace(TYPED, '');
      // Three English words in a row are a sentence that nobody translated.
      const english = /(?:\b[a-z]{2,}\b[ ,]+){2,}[a-z]{2,}/i.exec(shown)?.[0];
      if (english !== undefined) left.push(`${line}: ${english}`);
    }
  }
  expect(left).toEqual([]);
});
