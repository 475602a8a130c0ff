import { z } from 'zod';

const NOTHING: ReadonlySet<string> = new Set(['none', '无']);
const LIST = /^\d{1,4}(?:[,，、]\d{1,4})*$/u;
/** No display of a caster names more of a kind than that. */
const MOST = 24;

/** Numbers of parts of a caster, each once, in the order in which they were typed: `1`, `1,3`; `none` for none of them. */
export function numbersSchema(none: ReadonlySet<string> = NOTHING) {
  return z
    .string()
    .max(200)
    .transform((typed, context): readonly number[] => {
      const word = typed.trim().toLowerCase();
      if (none.has(word)) return [];
      const numbers = LIST.test(word) ? [...new Set(word.split(/[,，、]/u).map(Number))] : [];
      if (numbers.length > 0 && numbers.length <= MOST) return numbers;
      context.addIssue({ code: 'custom', message: 'no list of numbers' });
      return z.NEVER;
    });
}
