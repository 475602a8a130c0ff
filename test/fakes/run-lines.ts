import { encodePress, runOf } from '../../src/card/press-id.ts';

/** A button's id without the account that it keeps: `run@x7Kq:stream list` is `run:stream list`. */
export function withoutTag(id: string): string {
  const run = runOf(id);
  return run ? encodePress({ kind: 'run', line: run.line }) : id;
}
