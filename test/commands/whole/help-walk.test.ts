import { describe, expect, it } from 'vitest';
import { commands } from '../../../commands/index.ts';
import { isListed } from '../../../src/command.ts';
import { languageOfLine } from '../../../src/line/match-command.ts';
import { parseLine } from '../../../src/line/parse-line.ts';
import type { Button, Card } from '../../../src/reply.ts';
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

  it('leads to each command in at most three steps, by its buttons alone', async () => {
    const lineOf = (id: string) => id.replace(/^run:/u, '');
    // 1: what one can do. 2: the commands for it, and what else there is. 3: all of one word.
    const pages = [await asker.look(word)];
    for (const step of [2, 3]) {
      const ways = pages.flatMap(({ buttons = [] }) => buttons.map(({ id }) => lineOf(id)));
      const lines = [...new Set(ways)].filter((line) => line.startsWith(word) && !/english|中文/u.test(line));
      expect(lines.length, `step ${step}`).toBeGreaterThan(0);
      for (const line of lines) pages.push(await asker.look(line));
    }
    const seen = pages.map(read).join('\n');
    const texts = listed.flatMap((command) => [nameOf(command), command.summary[tongue]]);
    expect(texts.filter((text) => !seen.includes(text))).toEqual([]);
  });

  it('goes on in that language, whatever the language of the channel', async () => {
    const channel = tongue === 'en' ? 'zh-CN' : 'en';
    /** The page that a button leads to, in the language in which the router answers its line there. */
    const press = (button: Button | undefined) => {
      const line = (button?.id ?? '').replace(/^run:/u, '');
      const told = languageOfLine(parseLine(line)) ?? channel;
      return createAsker(createFakeLive({}), { language: told }).look(line);
    };
    const other = await createAsker(createFakeLive({}), { language: channel }).look('help');
    // What leads out of a language that one does not read is in one's own.
    const first = await press(
      other.buttons?.find(({ label }) => label === (tongue === 'en' ? 'English' : '中文')),
    );
    const second = await press(first.buttons?.[0]);
    const third = await press(second.buttons?.[0]);
    expect([first, second, third].map(({ title }) => title)).toEqual(
      tongue === 'en'
        ? ['What do you want to do?', 'A stream is broken', 'stream check']
        : ['想做什么？', '流出了问题', '流 检查'],
    );
  });

  it('leads by all that there is to each noun', async () => {
    const all = read(await asker.look(tongue === 'en' ? 'help all' : '帮助 全部'));
    for (const command of listed) expect(all).toContain(nameOf(command).split(' ')[0]);
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
