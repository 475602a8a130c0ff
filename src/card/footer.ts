import type { Config } from '../config/schema.ts';
import { sayIn, wording, type Language, type Text } from '../text/language.ts';

/** What the small print is written from. `notice`: what is said on every card, as that the cloud is the sandbox. */
export interface Words {
  readonly config: Config;
  readonly notice?: Text;
}

/** Small print: the account where there are several, and whether it is the sandbox. */
export function footer(words: Words, account: string, language: Language, parts: readonly string[]): string {
  const say = sayIn(language);
  const several = Object.keys(words.config.accounts).length > 1;
  return [
    ...parts,
    ...(several ? [say(`account ${account}`, `账号 ${account}`)] : []),
    ...(words.notice ? [wording(words.notice, language)] : []),
  ].join(' · ');
}
