import type { About } from '../../src/errors.ts';
import type { Group, Upstream } from '../../src/live/read/backup-groups.ts';
import { sayIn, type Text } from '../../src/text/language.ts';
import { typedLine } from '../typed-line.ts';
import { readWord, spokenName, upstreamWord } from './push-word.ts';

/** More are not offered. */
const MOST = 10;

/**
 * The lines that switch to each backup of a group, to be offered by a refusal: what a button sends is bound to the push,
 * what people read and type is its number. `stream`: as lines name it; `which`: the backups in words.
 */
export function switchLines(
  group: Group,
  stream: string,
): { readonly lines: readonly string[]; readonly about: About; readonly which: Text } {
  const backups = group.upstreams.filter((upstream) => !upstream.main).slice(0, MOST);
  const line = (word: string) => typedLine('backup switch', stream, word);
  const pairs = backups.flatMap((backup) => {
    const word = upstreamWord(group, backup);
    return word === undefined ? [] : [[line(word), line(readWord(group, backup))] as const];
  });
  return {
    lines: pairs.map(([sent]) => sent),
    about: { shown: Object.fromEntries(pairs) },
    which: whichOf(group, backups),
  };
}

function whichOf(group: Group, backups: readonly Upstream[]): Text {
  const said = (language: 'en' | 'zh-CN') =>
    backups.map((backup) => spokenName({ say: sayIn(language) }, group, backup));
  if (backups.length === 0) return { en: 'There is no backup now.', zh: '当前没有备流。' };
  return {
    en: `Choose a backup: ${said('en').join(', ')}.`,
    zh: `请选择备流：${said('zh-CN').join('、')}。`,
  };
}
