import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = new URL('../../', import.meta.url).pathname;
/** Texts in quotes that hold Chinese, whatever they are for. */
const TEXT = /'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/gu;
const HAN = /\p{Script=Han}/u;

/** What people type is understood in other words, too: these files are about those. */
const OTHER_WORDS = ['src/line/other-names/', 'commands/help/wishes.ts'];
/** `word`: what Chinese texts call a thing. `not`: other words for it that have slipped in. */
const WORDS: readonly { readonly word: string; readonly not: RegExp; readonly but?: readonly string[] }[] = [
  // Silence of sound is called so, which is another thing.
  { word: '屏蔽', not: /静音|静默|消音/u, but: ['commands/caster/on-air/sound.ts', 'commands/monitor/'] },
  { word: '主监', not: /\bPGM\b/u },
  { word: '预监', not: /\bPVW\b/u },
  { word: '推流端', not: /编码器/u },
  { word: '导播台', not: /云导播/u },
  { word: '模板', not: /模版/u },
  { word: '账号', not: /帐号|帐户|账户/u },
  { word: '登录', not: /登陆/u },
  { word: '截图', not: /截屏/u },
  // Two words less is another noun: people type both, and read one.
  { word: '拉流转推任务', not: /拉流任务/u },
  { word: '事故', not: /大面积/u },
  { word: 'kbit/s', not: /kbps/u },
  { word: '未做任何更改', not: /未作任何更改/u },
  // A preview is confirmed (确认); an alert is taken on.
  { word: '认领', not: /已确认|再次确认|无人确认|有人确认|确认人|确认告警|告警 确认|请确认。/u },
  { word: '您', not: /你/u, but: ['adapters/desk/page/'] },
];

function files(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return files(path);
    return path.endsWith('.ts') ? [path] : [];
  });
}

const texts = ['src', 'commands', 'adapters', 'cli']
  .flatMap(files)
  .filter((path) => !OTHER_WORDS.some((each) => path.startsWith(each)))
  .flatMap((path) =>
    (readFileSync(join(ROOT, path), 'utf8').match(TEXT) ?? [])
      // What is put in is code, and English stands beside Chinese only in a text of its own.
      .map((text) => text.replace(/\$\{[^}]*\}/gu, ''))
      .filter((text) => HAN.test(text) && !text.includes('say('))
      .map((text) => ({ path, text })),
  );

it.each(WORDS)('a thing has one word in Chinese: $word', ({ word, not, but = [] }) => {
  expect(texts.some(({ text }) => text.includes(word))).toBe(true);
  const slipped = texts.filter(
    ({ path, text }) => not.test(text) && !but.some((each) => path.startsWith(each)),
  );
  expect(slipped.map(({ path, text }) => `${path}: ${text}`)).toEqual([]);
});
