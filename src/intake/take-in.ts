import type { ConfigFile } from '../config/schema.ts';
import { MAX_LINE } from '../line/parse-line.ts';
import type { Intent } from '../intent.ts';
import { withoutLinks, withPeople } from './mentions.ts';
import { withoutKeys } from './without-keys.ts';

/**
 * What was asked, as everything behind the adapters may have it: without keys, and with people by their names. What a
 * button says is ours and stays as it is.
 */
export function takeIn(intent: Intent, people: Pick<ConfigFile, 'people' | 'platforms'>): Intent {
  // Before anything looks at it: what is longer is refused, and must cost no more than that.
  const clean = (text: string) => withoutKeys(withPeople(withoutLinks(text.slice(0, MAX_LINE + 1)), people));
  switch (intent.kind) {
    case 'command':
      return { ...intent, line: clean(intent.line) };
    case 'submit':
      return {
        ...intent,
        values: Object.fromEntries(Object.entries(intent.values).map(([name, text]) => [name, clean(text)])),
      };
    case 'press':
      return intent;
  }
}
