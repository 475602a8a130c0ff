import { Refusal } from '../src/errors.ts';
import type { Text } from '../src/text/language.ts';
import { typedLine } from './typed-line.ts';
import { near } from './near.ts';
import { brief } from './brief.ts';

/** Something with an id and a name that need not be unique. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** What a refusal says about the kind of thing that was asked for. */
export interface Kind {
  readonly noun: Text;
  /** Command that lists them. */
  readonly list: string;
  /** The command that was asked, and the words after the name. */
  readonly command: string;
  readonly rest: readonly string[];
}

/** The most command lines that a refusal offers. */
const MOST = 10;

/**
 * The one item with the id or the exact name `given`. Never guesses.
 * @throws Refusal offering the items of that name, or near ones.
 */
export function pick<T extends Named>(given: string, items: readonly T[], kind: Kind): T {
  const byId = items.find((item) => item.id === given);
  if (byId) return byId;
  const byName = items.filter((item) => item.name === given);
  const [only, second] = byName;
  if (only && !second) return only;
  const lines = (offered: readonly T[]) =>
    offered.slice(0, MOST).map((item) => typedLine(kind.command, item.id, ...kind.rest));
  const shown = brief(given, 60);
  const list = (offered: readonly T[]) =>
    offered
      .slice(0, MOST)
      .map((item) => `${item.id} ${brief(item.name, 40)}`)
      .join('; ');
  if (only)
    throw new Refusal(
      'airdesk.ambiguous',
      {
        en: `${byName.length} ${kind.noun.en}s are called "${shown}"`,
        zh: `有 ${byName.length} 个${kind.noun.zh}都叫“${shown}”`,
      },
      { en: 'Use the id.', zh: '请改用 ID。' },
      lines(byName),
    );
  const similar = near(given, items, (item) => item.name);
  throw new Refusal(
    'airdesk.not-found',
    { en: `No ${kind.noun.en} "${shown}"`, zh: `没有找到${kind.noun.zh}“${shown}”` },
    similar.length > 0
      ? { en: `Near: ${list(similar)}.`, zh: `相近的有：${list(similar)}。` }
      : { en: `See all with: ${kind.list}`, zh: `查看全部：${kind.list}` },
    similar.length > 0 ? lines(similar) : [kind.list],
  );
}
