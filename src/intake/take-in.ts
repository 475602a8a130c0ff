import type { ConfigFile } from '../config/schema.ts';
import type { Intent } from '../intent.ts';
import { withoutLinks, withPeople } from './mentions.ts';
import { withoutKeys } from './without-keys.ts';

/**
 * What was asked, as everything behind the adapters may have it: without keys, and with people by their names. What a
 * button says is ours and stays as it is.
 */
export function takeIn(intent: Intent, people: Pick<ConfigFile, 'people' | 'platforms'>): Intent {
  const clean = (text: string) => withoutKeys(withPeople(withoutLinks(text), people));
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
