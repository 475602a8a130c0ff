import { z } from 'zod';
import { plainWord } from '../src/text/characters.ts';
import { readLength } from '../src/text/spoken/length.ts';

/** A length of time, as somebody typed it: `30m`, `2h`, `半小时`. A plain number is one of seconds. */
export interface Length {
  readonly ms: number;
}

/** An option that takes a length of time between two others, ms; undefined where it is left out. */
export function lengthSchema({ min, max }: { readonly min: number; readonly max: number }) {
  return z
    .string()
    .optional()
    .transform((typed, context): Length | undefined => {
      if (typed === undefined) return undefined;
      const word = plainWord(typed.trim()).toLowerCase();
      const read = readLength(word);
      const ms = /^\d{1,9}$/u.test(word)
        ? Number(word) * 1000
        : read?.kind === 'read'
          ? read.value
          : undefined;
      if (ms !== undefined && ms % 1000 === 0 && ms >= min && ms <= max) return { ms };
      context.addIssue({ code: 'custom', message: 'no such length of time' });
      return z.NEVER;
    });
}

/** How many of these words say a length: `10 s` and `10 秒` are one, as `10s` is. At least one. */
export function lengthWords([first = '', unit = '']: readonly string[]): number {
  const isSplit = /^\d{1,9}(?:[.,]\d{1,3})?$/u.test(plainWord(first)) && unit !== '' && !/\d/u.test(unit);
  return isSplit && readLength(`${plainWord(first)} ${unit.toLowerCase()}`)?.kind === 'read' ? 2 : 1;
}
