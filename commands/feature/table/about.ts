import type { FieldRow } from '../../shape/fields.ts';
import { PLAIN_NAME, wordsOf } from '../kinds.ts';

/** What somebody wrote about a template. `isPlain`: the cloud takes letters, digits, `_` and `-` only. */
export function about(isPlain: boolean): FieldRow {
  const kind = isPlain ? wordsOf(300, PLAIN_NAME) : wordsOf(300);
  return {
    ...{ key: 'about', zh: '描述', label: { en: 'About', zh: '描述' }, path: 'Description' },
    kind: { ...kind, example: 'evening-shows' },
  };
}
